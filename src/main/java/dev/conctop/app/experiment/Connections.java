package dev.conctop.app.experiment;

import dev.conctop.sample.figure.Pid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** How many connections a process has open, by its descriptors and the kernel's table of TCP. */
public final class Connections {
  private static final String SOCKET = "socket:[";
  private static final String ESTABLISHED = "01";

  /** Columns of {@code /proc/PID/net/tcp}: the state, and the inode. */
  private static final int STATE = 3;

  private static final int INODE = 9;

  private Connections() {}

  /** Established TCP connections now; empty where they may not be seen. */
  public static OptionalInt of(Pid pid) {
    Path process = Path.of("/proc", pid.toString());
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        inode(descriptor, inodes);
      }
      return OptionalInt.of(
          count(lines(process.resolve("net/tcp")), inodes)
              + count(lines(process.resolve("net/tcp6")), inodes));
    } catch (IOException | DirectoryIteratorException e) {
      return OptionalInt.empty();
    }
  }

  private static void inode(Path descriptor, Set<String> inodes) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      if (target.startsWith(SOCKET)) {
        inodes.add(target.substring(SOCKET.length(), target.length() - 1));
      }
    } catch (IOException e) {
      // It was closed meanwhile.
    }
  }

  /** A kernel without IPv6 has one table only. */
  private static List<String> lines(Path table) throws IOException {
    return Files.exists(table) ? Files.readAllLines(table, StandardCharsets.ISO_8859_1) : List.of();
  }

  /** How many of the table's connections are these and established. */
  static int count(List<String> table, Set<String> inodes) {
    int count = 0;
    for (String line : table) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length > INODE
          && columns[STATE].equals(ESTABLISHED)
          && inodes.contains(columns[INODE])) {
        count++;
      }
    }
    return count;
  }
}
