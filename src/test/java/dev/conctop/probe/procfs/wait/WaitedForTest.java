package dev.conctop.probe.procfs.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.probe.procfs.wait.fd.FdKind;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.probe.procfs.wait.fd.Kin;
import org.junit.jupiter.api.Test;

/** What is waited for at once, by the members of an epoll set or what a ring has under way. */
class WaitedForTest {
  private static final String TCP_HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";
  private final MapFiles files = new MapFiles();
  private final FdKinds fds = new FdKinds(files, 7, Kin.none(files));
  private long nanos = 1;

  private void descriptor(int fd, String target) {
    files.put("7/fd/" + fd, "");
    files.links.put("7/fd/" + fd, target);
  }

  private void set(int... members) {
    StringBuilder text = new StringBuilder("pos:\t0\nflags:\t02\nmnt_id:\t15\nino:\t9\n");
    for (int member : members) {
      text.append("tfd:       ")
          .append(member)
          .append(" events:       19 data:  0  pos:0 ino:9 sdev:a\n");
    }
    files.put("7/fdinfo/4", text.toString());
  }

  private static String tcp(int local, int remote, String state, int unread, int inode) {
    return String.format(
        "   0: 0100007F:%04X 0100007F:%04X %s 00000000:%08X 00:00000000 00000000 0 0 %d 1%n",
        local, remote, state, unread, inode);
  }

  private FdKind waitsFor(boolean alone) {
    nanos += 2_000_000_000L;
    return fds.set(4, nanos, alone);
  }

  /** A backend of a database: its client's socket, and what it keeps beside. */
  @Test
  void theMembersDecideNotWhatIsOpen() {
    descriptor(4, "anon_inode:[eventpoll]");
    descriptor(5, "anon_inode:[signalfd]");
    descriptor(6, "pipe:[60]");
    descriptor(8, "socket:[80]");
    files.put("7/net/tcp", TCP_HEAD + tcp(5432, 0, "0A", 0, 1) + tcp(5432, 50_000, "01", 0, 80));
    set(5, 6, 8);
    assertEquals(FdKind.LISTENER, waitsFor(true), "waits for its client");
    set(5, 6);
    assertEquals(FdKind.INTERNAL, waitsFor(true), "waits for another one's lock");
    assertEquals(FdKind.EVENTFD, waitsFor(false), "another thread may have the clients");
  }

  @Test
  void aSetIsRememberedAsLongAsItIsSaid() {
    descriptor(4, "anon_inode:[eventpoll]");
    descriptor(5, "anon_inode:[signalfd]");
    descriptor(8, "socket:[80]");
    files.put("7/net/tcp", TCP_HEAD + tcp(5432, 0, "0A", 0, 80));
    long second = 1_000_000_000L;
    FdKinds slow = new FdKinds(files, 7, 5 * second);
    set(8);
    assertEquals(FdKind.LISTENER, slow.set(4, second, false));
    set(5);
    int before = files.readings;
    assertEquals(FdKind.LISTENER, slow.set(4, 6 * second, false));
    assertEquals(before, files.readings);
    assertEquals(FdKind.EVENTFD, slow.set(4, 6 * second + 1, false));
  }

  @Test
  void aServerThatKeepsAConnectionIsNotItsClientOnly() {
    descriptor(4, "anon_inode:[eventpoll]");
    descriptor(8, "socket:[80]");
    descriptor(9, "socket:[90]");
    files.put("7/net/tcp", TCP_HEAD + tcp(8080, 0, "0A", 0, 80) + tcp(50_001, 5432, "01", 0, 90));
    set(8, 9);
    assertEquals(FdKind.BOTH_ENDS, waitsFor(false));
    set(9);
    assertEquals(FdKind.SOCKET, waitsFor(false));
    set(8);
    assertEquals(FdKind.LISTENER, waitsFor(false));
  }

  @Test
  void aPipeOfAnothersIsWaitedForOnlyWhereThereIsNothingElse() {
    descriptor(4, "anon_inode:[eventpoll]");
    descriptor(6, "pipe:[60]");
    descriptor(5, "anon_inode:[eventfd]");
    files.put("7/net/tcp", TCP_HEAD);
    set(6);
    assertEquals(FdKind.PIPE, waitsFor(false));
    set(5, 6);
    assertEquals(FdKind.EVENTFD, waitsFor(false));
    set(6);
    descriptor(7, "pipe:[60]");
    assertEquals(FdKind.EVENTFD, waitsFor(false), "it has the other end, too");
  }

  private FdKind ring(String text) {
    files.put("7/fdinfo/3", text);
    nanos += 2_000_000_000L;
    return fds.ring(3, nanos);
  }

  @Test
  void aRingIsWhatItHasUnderWay() {
    descriptor(3, "anon_inode:[io_uring]");
    files.put("7/net/tcp", TCP_HEAD);
    String head = "pos:\t0\nSqHead:\t1\nSqTail:\t1\n";
    String polls = "PollList:\n  op=22, task_works=0\nCqOverflowList:\n";
    assertEquals(FdKind.EMPTY_RING, ring(head + "CachedSqHead:\t1\nCachedCqTail:\t1\n"));
    assertEquals(FdKind.FILE, ring(head + "CachedSqHead:\t2\nCachedCqTail:\t1\nPollList:\n"));
    assertEquals(
        FdKind.EMPTY_RING,
        ring(head + "CachedSqHead:\t1\nCachedCqTail:\t0\n" + polls),
        "its own pipe");
    descriptor(9, "socket:[90]");
    files.put("7/net/tcp", TCP_HEAD + tcp(50_001, 5432, "01", 0, 90));
    assertEquals(FdKind.SOCKET, ring(head + "CachedSqHead:\t1\nCachedCqTail:\t0\n" + polls));
  }

  @Test
  void clientsQueueInAcceptQueuesAndUnread() {
    descriptor(8, "socket:[80]");
    descriptor(9, "socket:[90]");
    descriptor(10, "socket:[100]");
    files.put(
        "7/net/tcp",
        TCP_HEAD
            + tcp(8080, 0, "0A", 3, 80)
            + tcp(8080, 50_000, "01", 512, 90)
            + tcp(8080, 50_001, "01", 0, 100)
            + tcp(50_009, 5432, "01", 77, 110));
    assertEquals(4, fds.queuedClients(nanos));
  }

  @Test
  void whoServesNobodyHasNoQueue() {
    descriptor(8, "/var/log/x");
    assertEquals(0, fds.queuedClients(nanos));
    MapFiles none = new MapFiles();
    FdKinds unread = new FdKinds(none, 7, Kin.none(none));
    assertEquals(-1, unread.queuedClients(nanos), "nothing may be read");
  }
}
