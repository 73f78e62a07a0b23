package dev.conctop.app;

import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.CleanText;
import dev.conctop.sample.Pid;
import dev.conctop.state.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the full screen is to watch. */
public sealed interface Watch {
  record WholeMachine() implements Watch {}

  record Run(RunSpec spec) implements Watch {}

  record Process(Target target) implements Watch {}

  /**
   * The process with this number.
   *
   * @throws BadInput when there is none
   */
  static Process process(Pid pid) {
    ProcessHandle handle =
        ProcessHandle.of(pid.value()).orElseThrow(() -> new BadInput("there is no process " + pid));
    return new Process(new Target(pid, CleanText.clean(name(handle), 40)));
  }

  private static String name(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "comm")).strip();
    } catch (IOException e) {
      String command = handle.info().command().orElse("process");
      return command.substring(command.lastIndexOf('/') + 1);
    }
  }
}
