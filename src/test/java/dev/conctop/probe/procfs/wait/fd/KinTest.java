package dev.conctop.probe.procfs.wait.fd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.procfs.MapFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process reads from others: who of them is watched, too, has yet to bring it. */
class KinTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String READS = "pos:\t0\nflags:\t0100000\nmnt_id:\t15\n";
  private static final String WRITES = "pos:\t0\nflags:\t0100001\nmnt_id:\t15\n";
  private final MapFiles files = new MapFiles();
  private int[] watched = {7, 8};
  private long nanos = SECOND;
  private final FdKinds fds = new FdKinds(files, 7, new Kin(files, () -> nanos, () -> watched));

  @BeforeEach
  void aPipeToRead() {
    open(7, 3, "pipe:[30]", READS);
  }

  private void open(int pid, int fd, String target, String info) {
    files.put(pid + "/fd/" + fd, "");
    files.put(pid + "/fdinfo/" + fd, info);
    files.links.put(pid + "/fd/" + fd, target);
  }

  private FdKind reads() {
    nanos += 2 * SECOND;
    return fds.kind(3, nanos, true);
  }

  /** Polls the pipe alone. */
  private FdKind polls() {
    nanos += 2 * SECOND;
    files.memory.put(64L, 3L | 1L << 32);
    return fds.polled(64, 1, nanos, true);
  }

  @Test
  void aWatchedWriterHasYetToBring() {
    open(8, 1, "pipe:[30]", WRITES);
    assertEquals(FdKind.OWN_PIPE, reads());
    assertEquals(FdKind.OWN_PIPE, polls());
  }

  @Test
  void whoReadsTheSamePipeBringsNothing() {
    open(8, 3, "pipe:[30]", READS);
    assertEquals(FdKind.PIPE, reads());
    assertEquals(FdKind.PIPE, polls());
  }

  @Test
  void aWriterWhomNobodyWatchesIsAnotherProcess() {
    open(9, 1, "pipe:[30]", WRITES);
    assertEquals(FdKind.PIPE, reads());
    watched = new int[] {7, 8, 9};
    assertEquals(FdKind.OWN_PIPE, reads());
    watched = new int[] {7};
    assertEquals(FdKind.PIPE, reads());
  }

  /** Each worker of a pool inherits the writing ends of those before it. */
  @Test
  void severalWritersAreWatchedToo() {
    watched = new int[] {7, 8, 9};
    open(8, 1, "pipe:[30]", WRITES);
    open(9, 1, "pipe:[30]", WRITES);
    assertEquals(FdKind.OWN_PIPE, reads());
  }

  @Test
  void oneOfTwoPipesIsEnoughToWaitForAnotherProcess() {
    open(8, 1, "pipe:[30]", WRITES);
    open(7, 4, "pipe:[40]", READS);
    files.memory.put(64L, 3L | 1L << 32);
    files.memory.put(72L, 4L | 1L << 32);
    assertEquals(FdKind.PIPE, fds.polled(64, 2, nanos, true));
  }

  @ParameterizedTest
  @CsvSource({"8, OWN_PIPE", "9, PIPE"})
  void aPairsOtherEndIsLookedForLikewise(int who, FdKind kind) {
    files.links.put("self/ns/net", "net:[1]");
    files.links.put("7/ns/net", "net:[1]");
    files.put("7/net/tcp", "  sl  local_address rem_address   st tx_queue rx_queue\n");
    String line = "0000000000000000: 00000003 00000000 00000000 0001 03 ";
    files.put("7/net/unix", "Num Inode Path\n" + line + "80\n" + line + "93\n");
    files.peers.put(80L, 93L);
    files.peers.put(93L, 80L);
    open(7, 5, "socket:[80]", READS);
    open(who, 6, "socket:[93]", READS);
    assertEquals(kind, fds.kind(5, nanos, true));
  }

  @ParameterizedTest
  @CsvSource({"true, OWN_PIPE", "false, PIPE"})
  void childrenAreWatchedWithTheirParent(boolean tree, FdKind kind) {
    watched = tree ? new int[] {7, 8} : new int[] {7};
    files.put("7/task/7/children", "8 ");
    open(7, 5, "anon_inode:[pidfd]", READS);
    files.memory.put(64L, 5L | 1L << 32);
    assertEquals(kind, fds.polled(64, 1, nanos, true));
  }

  /** Asked again and again, all that is open is looked up once a second. */
  @Test
  void isLookedUpOnceASecond() {
    Kin kin = new Kin(files, () -> nanos, () -> watched);
    kin.hasEnd(7, 30);
    int before = files.readings;
    kin.hasEnd(7, 30);
    kin.hasEnd(7, 31);
    assertEquals(before, files.readings);
    nanos += SECOND;
    open(8, 1, "pipe:[30]", WRITES);
    assertEquals(true, kin.hasEnd(7, 30));
  }
}
