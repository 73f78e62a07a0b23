package dev.conctop.probe.jvm.attach;

import dev.conctop.probe.jvm.attach.GateFacts.Library;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the {@link Gate} decides on. */
public final class GateReader {
  public static final int SIGQUIT = 3;

  private static final long LONGEST_FILE = 64 * 1024;

  private final Path proc;
  private final Place place;

  public GateReader(Path proc, Place place) {
    this.proc = proc;
    this.place = place;
  }

  public GateFacts read() {
    List<String> names = place.threadNames();
    Optional<PerfData> counters = place.perfData();
    List<String> command = words(place.text("cmdline").orElse(""));
    Library library = place.mapsJvm();
    return new GateFacts(
        state(),
        isSelf(),
        isJava(names, command),
        library,
        ourUid(),
        place.uid(),
        catchesQuit(place.text("status").orElse("")),
        names.contains("Signal Dispatch"),
        place.listens(),
        counters.map(PerfData::started).orElse(false),
        StartOptions.of(
            command, environment(), counters.map(PerfData::options).orElse(""), this::argumentFile),
        counters.map(PerfData::attachable).orElse(true),
        Files.isWritable(place.temporary()),
        freeBytes(place.temporary()));
  }

  private boolean isJava(List<String> threads, List<String> command) {
    String first = command.isEmpty() ? "" : command.getFirst();
    return place.program().equals("java")
        || first.substring(first.lastIndexOf('/') + 1).equals("java")
        || threads.contains("VM Thread");
  }

  /**
   * By the file, not the number: that may be another one in the name space of this {@code /proc}.
   */
  private boolean isSelf() {
    try {
      return Files.isSameFile(proc.resolve("self"), proc.resolve(Integer.toString(place.pid())));
    } catch (IOException e) {
      return false;
    }
  }

  private char state() {
    String stat = place.text("stat").orElse("");
    int behindName = stat.lastIndexOf(')') + 2;
    return behindName > 1 && behindName < stat.length() ? stat.charAt(behindName) : ' ';
  }

  private long ourUid() {
    try {
      List<String> uids = Place.line(Files.readString(proc.resolve("self/status")), "Uid");
      return uids.size() < 2 ? -2 : Place.last(uids.subList(0, 2), -2);
    } catch (IOException e) {
      return -2;
    }
  }

  /** Whether a process's {@code status} says that it catches SIGQUIT. */
  static boolean catchesQuit(String status) {
    List<String> caught = Place.line(status, "SigCgt");
    try {
      return !caught.isEmpty()
          && (Long.parseUnsignedLong(caught.getFirst(), 16) >> (SIGQUIT - 1) & 1) == 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    for (String one : words(place.text("environ").orElse(""))) {
      int equals = one.indexOf('=');
      if (equals > 0) {
        variables.put(one.substring(0, equals), one.substring(equals + 1));
      }
    }
    return variables;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
  }

  private String argumentFile(String name) {
    Path file = place.fromWorkingDirectory(name);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LONGEST_FILE
          ? Files.readString(file, StandardCharsets.UTF_8)
          : "";
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /** Room on the disk of a directory; -1 when it cannot be read. */
  public static long freeBytes(Path directory) {
    File file = directory.toFile();
    return file.isDirectory() ? file.getUsableSpace() : -1;
  }
}
