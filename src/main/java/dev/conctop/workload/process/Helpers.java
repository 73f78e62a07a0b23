package dev.conctop.workload.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts what is at the other end of a workload's pipe: a small JVM with a main class of ours. */
public final class Helpers {
  private static final long POLL_MILLIS = 1000;

  private Helpers() {}

  /** Starts one that reads our pipe. */
  public static Process reader(Class<?> main, String... arguments) throws IOException {
    return Children.start(
        command(main, arguments).redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT));
  }

  /** Starts one whose output we read. */
  public static Process source(Class<?> main, String... arguments) throws IOException {
    return Children.start(command(main, arguments).redirectError(Redirect.INHERIT));
  }

  private static ProcessBuilder command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /**
   * Ends this process when its parent is another one. The end of the pipe is the first sign; this
   * is for when somebody else holds that open.
   */
  static void endWithParent() {
    long parent = parentPid();
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              while (parentPid() == parent) {
                try {
                  Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                  break;
                }
              }
              Runtime.getRuntime().halt(1);
            });
  }

  private static long parentPid() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
