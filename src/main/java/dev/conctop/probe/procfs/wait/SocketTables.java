package dev.conctop.probe.procfs.wait;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which end of each connection is ours, by the inode of its socket, from {@code /proc/PID/net}: the
 * tables of the process's network name space.
 *
 * <ul>
 *   <li>TCP: a socket that listens is a server's. A connection whose local port somebody here
 *       listens on was accepted: the server's end. Any other is the client's.
 *   <li>Unix: a connection with a path was accepted from the listener of that path; one without is
 *       the client's end, or one of a pair.
 *   <li>UDP: connected is a client's; bound below the ephemeral ports is a server's.
 * </ul>
 */
final class SocketTables {
  /** Whose end a socket is. */
  enum End {
    LISTENER,
    SERVER,
    CLIENT,
    /** A client's or one of a pair; of no address family that leaves the machine. */
    LOCAL_CLIENT
  }

  private static final int TCP_LISTEN = 0x0A;
  private static final int FIRST_EPHEMERAL = 32_768;
  private static final int LARGEST = 4 << 20;
  private static final long ACCEPTS = 0x10000;

  private record Connection(long inode, int localPort) {}

  private final Map<Long, End> ends = new HashMap<>();
  private final Set<Integer> listened = new HashSet<>();
  private final Map<Long, Integer> unread = new HashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private byte[] buffer = new byte[16 * 1024];
  private boolean read;

  /** Reads all tables of a process's name space. */
  void read(ProcFiles files, int pid) {
    ends.clear();
    listened.clear();
    connections.clear();
    unread.clear();
    String directory = pid + "/net/";
    read = tcp(text(files, directory + "tcp"));
    tcp(text(files, directory + "tcp6"));
    udp(text(files, directory + "udp"));
    udp(text(files, directory + "udp6"));
    unix(text(files, directory + "unix"));
    for (Connection connection : connections) {
      boolean accepted = listened.contains(connection.localPort());
      ends.put(connection.inode(), accepted ? End.SERVER : End.CLIENT);
    }
  }

  /**
   * Of a listening TCP socket the clients that wait to be accepted, of a connection the bytes that
   * were not read yet; 0 for others.
   */
  int unread(long inode) {
    return unread.getOrDefault(inode, 0);
  }

  /** Whether the tables could be read. */
  boolean known() {
    return read;
  }

  /** The end that a socket is; LOCAL_CLIENT for one of another family. */
  End end(long inode) {
    return ends.getOrDefault(inode, End.LOCAL_CLIENT);
  }

  private String[] text(ProcFiles files, String path) {
    int length = files.read(path, buffer);
    while (length == buffer.length && buffer.length < LARGEST) {
      buffer = new byte[buffer.length * 4];
      length = files.read(path, buffer);
    }
    return length <= 0
        ? new String[0]
        : new String(buffer, 0, length, StandardCharsets.ISO_8859_1).split("\n");
  }

  /**
   * {@code sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …} (proc(5))
   */
  private boolean tcp(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].strip().split("\\s+");
      if (words.length < 10) {
        continue;
      }
      int port = port(words[1]);
      long inode = number(words[9], 10);
      long waiting = number(words[4].substring(words[4].indexOf(':') + 1), 16);
      if (waiting > 0) {
        unread.put(inode, (int) Math.min(Integer.MAX_VALUE, waiting));
      }
      if (number(words[3], 16) == TCP_LISTEN) {
        listened.add(port);
        ends.put(inode, End.LISTENER);
      } else if (inode > 0) {
        connections.add(new Connection(inode, port));
      }
    }
    return lines.length > 0;
  }

  private void udp(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].strip().split("\\s+");
      if (words.length >= 10) {
        int port = port(words[1]);
        boolean bound = port(words[2]) == 0 && port > 0 && port < FIRST_EPHEMERAL;
        ends.put(number(words[9], 10), bound ? End.LISTENER : End.CLIENT);
      }
    }
  }

  /** {@code Num: RefCount Protocol Flags Type St Inode Path} */
  private void unix(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].strip().split("\\s+", 8);
      if (words.length >= 7) {
        boolean listens = (number(words[3], 16) & ACCEPTS) != 0;
        End end = listens ? End.LISTENER : words.length > 7 ? End.SERVER : End.LOCAL_CLIENT;
        ends.put(number(words[6], 10), end);
      }
    }
  }

  private static int port(String address) {
    return (int) number(address.substring(address.indexOf(':') + 1), 16);
  }

  private static long number(String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
