package dev.conctop.app.headless;

import dev.conctop.app.engine.EnginesHere;
import dev.conctop.app.engine.TransportsHere;
import dev.conctop.report.DoctorReport.Answer;
import dev.conctop.report.DoctorReport.Line;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What surrounds conctop besides the kernel: the terminal, the runtimes, room for files. */
final class Surroundings {
  private static final long ROOM_BYTES = 256L << 20;

  private Surroundings() {}

  static List<Line> check(Map<String, String> env) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "Java " + Runtime.version().feature() + " for subjects",
            Answer.YES,
            System.getProperty("java.home", "unknown"),
            ""));
    lines.add(python(env.getOrDefault("PATH", "")));
    lines.addAll(EnginesHere.check(env));
    lines.addAll(TransportsHere.check());
    lines.add(terminal(env));
    lines.add(room());
    return lines;
  }

  private static Line python(String path) {
    Optional<Path> found = Optional.empty();
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, "python3");
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        found = Optional.of(candidate);
        break;
      }
    }
    return found
        .map(p -> new Line("CPython", Answer.YES, p.toString(), ""))
        .orElseGet(
            () ->
                new Line(
                    "CPython",
                    Answer.NO,
                    "no python3 in PATH",
                    "install python3 to compare with real CPython"));
  }

  private static Line terminal(Map<String, String> env) {
    String term = env.getOrDefault("TERM", "");
    boolean utf8 = Terminals.isUtf8(env);
    if (!Terminals.outputIsTerminal()) {
      return new Line(
          "full screen", Answer.NO, "standard output is not a terminal", "run it in a terminal");
    }
    return new Line(
        "full screen",
        term.isEmpty() || term.equals("dumb") ? Answer.NO : Answer.YES,
        "TERM=" + term + (utf8 ? ", UTF-8" : ", no UTF-8: 7-bit characters are used"),
        utf8 ? "" : "set LANG to a UTF-8 locale for finer bars");
  }

  private static Line room() {
    File directory = new File(System.getProperty("java.io.tmpdir", "/tmp"));
    long free = directory.getUsableSpace();
    return new Line(
        "room for file workloads",
        free > ROOM_BYTES ? Answer.YES : Answer.NO,
        (free >> 20) + " MiB free in " + directory,
        free > ROOM_BYTES ? "" : "free some space, or use a smaller file=");
  }
}
