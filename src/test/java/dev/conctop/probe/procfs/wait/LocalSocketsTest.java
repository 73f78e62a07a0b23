package dev.conctop.probe.procfs.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.probe.procfs.wait.fd.Kin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a socket is that does not leave the machine, and whose end one is that does. */
class LocalSocketsTest {
  private static final String UNIX_HEAD =
      "Num       RefCount Protocol Flags    Type St Inode Path\n";
  private static final String TCP_HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";
  private static final long NOW = 5_000_000_000L;
  private final MapFiles files = new MapFiles();
  private final FdKinds fds = new FdKinds(files, 7, Kin.none(files));

  @BeforeEach
  void inOneNameSpace() {
    files.links.put("self/ns/net", "net:[4026531840]");
    files.links.put("7/ns/net", "net:[4026531840]");
    files.put("7/net/tcp", TCP_HEAD);
    open(4, "anon_inode:[eventpoll]");
    open(5, "anon_inode:[eventfd]");
    open(8, "socket:[80]");
  }

  private void open(int fd, String target) {
    files.put("7/fd/" + fd, "");
    files.links.put("7/fd/" + fd, target);
  }

  /** Connected sockets, each with its path, and who is connected with 80. */
  private void unix(long peer, String... lines) {
    StringBuilder text = new StringBuilder(UNIX_HEAD);
    for (String line : lines) {
      text.append("0000000000000000: 00000003 00000000 00000000 0001 03 ")
          .append(line)
          .append('\n');
    }
    files.put("7/net/unix", text.toString());
    files.peers.put(80L, peer);
    files.peers.put(peer, 80L);
  }

  private FdKind epoll(int... members) {
    StringBuilder text = new StringBuilder("pos:\t0\n");
    for (int member : members) {
      text.append("tfd: ").append(member).append(" events: 19 data: 0\n");
    }
    files.put("7/fdinfo/4", text.toString());
    return fds.set(4, NOW, true);
  }

  @Test
  void bothEndsHereAreALoopsOwnWake() {
    open(9, "socket:[93]");
    unix(93, "80", "93");
    assertEquals(FdKind.OWN_PIPE, fds.kind(8, NOW, true));
    assertEquals(FdKind.EVENTFD, epoll(5, 8));
  }

  @Test
  void anotherProcesssEndIsAPipes() {
    unix(93, "80", "93");
    assertEquals(FdKind.PIPE, fds.kind(8, NOW, true));
    assertEquals(FdKind.PIPE, epoll(8));
  }

  @Test
  void besideOtherThingsAnotherProcesssPairSaysNothing() {
    unix(93, "80", "93");
    assertEquals(FdKind.EVENTFD, epoll(5, 8));
  }

  @Test
  void theOneWithThePathIsAServers() {
    unix(93, "80", "93 /run/postgresql/.s.PGSQL.5432");
    assertEquals(FdKind.SOCKET, fds.kind(8, NOW, true));
    assertEquals(FdKind.SOCKET, epoll(5, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "/run/dbus/system_bus_socket", "/run/user/1000/bus", "@/tmp/.X11-unix/X0",
    "/run/user/1000/wayland-0", "/run/user/1000/pulse/native", "/run/systemd/journal/stdout"
  })
  void aBusTellsOfEvents(String path) {
    unix(93, "80", "93 " + path);
    assertEquals(FdKind.EVENTS, fds.kind(8, NOW, true));
    assertEquals(FdKind.EVENTFD, epoll(5, 8));
  }

  @Test
  void inAnotherNameSpaceNobodyIsAsked() {
    files.links.put("7/ns/net", "net:[4026532000]");
    unix(93, "80", "93");
    assertEquals(FdKind.SOCKET, fds.kind(8, NOW, true));
  }

  @Test
  void theKernelsMessagesAreEvents() {
    open(9, "socket:[90]");
    files.put(
        "7/net/netlink",
        "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n"
            + "0000000000000000 15  4711       00000002 0        0        0     2        0        80   \n");
    files.put(
        "7/net/packet",
        "sk               RefCnt Type Proto  Iface R Rmem   User   Inode\n"
            + "0000000000000000 3      3    0003   2     1 0      0      90\n");
    assertEquals(FdKind.EVENTS, fds.kind(8, NOW, true));
    assertEquals(FdKind.EVENTS, fds.kind(9, NOW, true));
    assertEquals(FdKind.EVENTFD, epoll(8, 9));
  }

  @ParameterizedTest
  @CsvSource({
    "0100007F:15A5, 00000000:0000, LISTENER", // 5541, of this machine
    "0100007F:B1DD, 00000000:0000, LISTENER", // 45533, of this machine
    "00000000:0035, 00000000:0000, LISTENER", // 53, anywhere
    "00000000000000000000000001000000:B1DD, 00000000000000000000000000000000:0000, LISTENER", // ::1
    "00000000000000000000000000000000:B1DD, 00000000000000000000000000000000:0000, SOCKET",
    "00000000:B1DD, 00000000:0000, SOCKET", // the kernel chose it
    "0100007F:B1DD, 0100007F:0035, SOCKET" // connected
  })
  void aServerOfDatagramsIsBound(String local, String remote, FdKind expected) {
    files.put(
        "7/net/udp",
        "  sl  local_address rem_address   st tx_queue rx_queue\n  0: "
            + local
            + " "
            + remote
            + " 07 00000000:00000000 00:00000000 00000000 0 0 80 2 0 0\n");
    assertEquals(expected, fds.kind(8, NOW, true));
  }

  @ParameterizedTest
  @CsvSource({
    "4E20, C350, SERVER_END", // 20000 here, 50000 there: the listener is closed
    "C350, 4E20, SOCKET",
    "C350, C351, SOCKET",
    "03FF, 0801, SOCKET" // 1023 to 2049: NFS
  })
  void thePortsTellWhereNobodyListensAnyMore(String local, String remote, FdKind expected) {
    files.put(
        "7/net/tcp",
        TCP_HEAD
            + "   0: 0100007F:"
            + local
            + " 0100007F:"
            + remote
            + " 01 00000000:00000000 00:00000000 00000000 0 0 80 1\n");
    assertEquals(expected, fds.kind(8, NOW, true));
  }
}
