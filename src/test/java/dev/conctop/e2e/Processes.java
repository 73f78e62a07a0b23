package dev.conctop.e2e;

import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What /proc says of the program's processes. */
public final class Processes {
  public static final String SUBJECT = "dev.conctop.subject.SubjectMain";
  public static final String SERVER = "dev.conctop.server.ServerMain";
  public static final String WORKER = "dev.conctop.concurrency.child.WorkerProcess";

  private static final String LISTENING = "0A";

  private Processes() {}

  /** The processes of a terminal's session that run this class. */
  public static List<Long> running(Pty pty, String mainClass) {
    return pty.sessionProcesses().stream()
        .filter(pid -> List.of(read(pid, "cmdline").split("\0")).contains(mainClass))
        .toList();
  }

  public static long one(Pty pty, String mainClass) {
    List<Long> all = running(pty, mainClass);
    if (all.size() != 1) {
      throw new AssertionError(mainClass + " runs in " + all);
    }
    return all.getFirst();
  }

  /** Local addresses that a process listens at, as the kernel writes them. */
  public static Set<String> listening(long pid) throws IOException {
    Set<String> inodes;
    try (Stream<Path> fds = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      inodes = fds.map(Processes::target).collect(Collectors.toSet());
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : read(pid, "net/" + table).lines().skip(1).toList()) {
        String[] fields = line.strip().split(" +");
        boolean open = table.startsWith("udp") || fields[3].equals(LISTENING);
        if (open && inodes.contains("socket:[" + fields[9] + "]")) {
          addresses.add(fields[1].substring(0, fields[1].indexOf(':')));
        }
      }
    }
    return addresses;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static String read(long pid, String name) {
    try {
      return Files.readString(Path.of("/proc/" + pid, name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
