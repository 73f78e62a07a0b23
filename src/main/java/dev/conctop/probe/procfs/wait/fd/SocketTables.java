package dev.conctop.probe.procfs.wait.fd;

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
 *       listens on was accepted: the server's end; so was one between a port below the ephemeral
 *       ones here and an ephemeral one there, if nobody listens any more. Any other is the
 *       client's.
 *   <li>Unix: a connection with a path was accepted from the listener of that path; one without is
 *       the client's end, or one of a pair: its peer, which sock_diag(7) knows, tells.
 *   <li>UDP: connected is a client's; bound to an address of ours or below the ephemeral ports is a
 *       server's.
 *   <li>netlink and packet sockets: the kernel tells what happens. So do the daemons of a desktop
 *       and of an init system (buses, displays, sound, journals) at their well-known paths.
 * </ul>
 */
public final class SocketTables {
  /** Whose end a socket is. */
  enum End {
    LISTENER,
    SERVER,
    CLIENT,
    /** A client's or one of a pair; of no address family that leaves the machine. */
    LOCAL_CLIENT,
    /** Tells of events, whenever there are any. */
    EVENTS
  }

  private static final int TCP_LISTEN = 0x0A;
  private static final int FIRST_EPHEMERAL = 32_768;
  private static final int LARGEST = 4 << 20;
  private static final long ACCEPTS = 0x10000;

  /** Parts of the paths at which daemons tell their clients of events. */
  private static final String[] BUSES = {
    "dbus", "/bus", "/.X11-unix/", "/wayland-", "/pulse/native", "/pipewire-", "/run/systemd/"
  };

  private record Connection(long inode, int localPort, int remotePort) {}

  private final Map<Long, End> ends = new HashMap<>();
  private final Set<Integer> listened = new HashSet<>();
  private final Map<Long, Integer> unread = new HashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Set<Long> buses = new HashSet<>();
  private Map<Long, Long> peers = Map.of();
  private boolean peersAsked;
  private byte[] buffer = new byte[16 * 1024];
  private boolean read;

  /** Reads all tables of a process's name space. */
  void read(ProcFiles files, int pid) {
    ends.clear();
    listened.clear();
    connections.clear();
    unread.clear();
    buses.clear();
    peersAsked = false;
    String directory = pid + "/net/";
    read = tcp(text(files, directory + "tcp"));
    tcp(text(files, directory + "tcp6"));
    udp(text(files, directory + "udp"));
    udp(text(files, directory + "udp6"));
    unix(text(files, directory + "unix"));
    events(text(files, directory + "netlink"));
    events(text(files, directory + "packet"));
    for (Connection connection : connections) {
      boolean accepted =
          listened.contains(connection.localPort())
              || (connection.localPort() < FIRST_EPHEMERAL
                  && connection.remotePort() >= FIRST_EPHEMERAL);
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

  /** The other end of a local socket, by its inode; 0 when that is not known. */
  long peer(long inode, ProcFiles files, int pid) {
    if (!peersAsked) {
      peersAsked = true;
      String space = files.link("self/ns/net");
      boolean ours = !space.isEmpty() && space.equals(files.link(pid + "/ns/net"));
      peers = ours ? files.unixPeers() : Map.of();
    }
    return peers.getOrDefault(inode, 0L);
  }

  /** Whether a server's end of a local socket is that of a daemon that tells of events. */
  boolean isBus(long inode) {
    return buses.contains(inode);
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
        connections.add(new Connection(inode, port, port(words[2])));
      }
    }
    return lines.length > 0;
  }

  private void udp(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].strip().split("\\s+");
      if (words.length >= 10) {
        int port = port(words[1]);
        boolean bound =
            port(words[2]) == 0 && port > 0 && (isOfOurs(words[1]) || port < FIRST_EPHEMERAL);
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
        long inode = number(words[6], 10);
        ends.put(inode, end);
        if (end == End.SERVER && isBusPath(words[7])) {
          buses.add(inode);
        }
      }
    }
  }

  private static boolean isBusPath(String path) {
    for (String part : BUSES) {
      if (path.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Tables of which the inode is the last column. */
  private void events(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i].strip();
      ends.put(number(line.substring(line.lastIndexOf(' ') + 1), 10), End.EVENTS);
    }
  }

  /** Whether an address, of either version of IP, is not the one that stands for all. */
  private static boolean isOfOurs(String address) {
    int at = 0;
    while (at < address.length() && address.charAt(at) == '0') {
      at++;
    }
    return at < address.length() && address.charAt(at) != ':';
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
