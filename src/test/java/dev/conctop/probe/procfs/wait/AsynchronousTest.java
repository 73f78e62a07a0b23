package dev.conctop.probe.procfs.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.probe.procfs.wait.fd.FdKinds;
import dev.conctop.probe.procfs.wait.fd.Kin;
import dev.conctop.sample.figure.Part;
import org.junit.jupiter.api.Test;

/** Who collects results of asynchronous requests: with and without any under way. */
class AsynchronousTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int IO_GETEVENTS = 208;
  private final MapFiles files = new MapFiles();
  private final FdKinds fds = new FdKinds(files, 7, Kin.none(files));
  private final WaitRules rules = new WaitRules("amd64");

  private Part part(long nanos) {
    assertEquals(WaitRules.Need.TRAFFIC, rules.need(IO_GETEVENTS, true));
    return rules.cause(IO_GETEVENTS, new long[6], fds.asynchronous(nanos)).part();
  }

  private void io(long read, long written) {
    files.put("7/io", "rchar: 1\nread_bytes: " + read + "\nwrite_bytes: " + written + "\n");
  }

  @Test
  void whatIsReadOrWrittenIsADisks() {
    io(0, 4096);
    assertEquals(Part.IDLE, part(SECOND), "nothing is known yet to be under way");
    io(0, 8192);
    assertEquals(Part.DISK, part(SECOND + SECOND / 10));
    io(512, 8192);
    assertEquals(Part.DISK, part(SECOND + SECOND / 2));
    assertEquals(Part.DISK, part(2 * SECOND + SECOND / 2), "for a second");
    assertEquals(Part.IDLE, part(3 * SECOND));
  }

  @Test
  void whereThatMayNotBeReadItMayBe() {
    assertEquals(Part.DISK, part(SECOND));
  }

  @Test
  void ofOurOwnNobodyAsks() {
    assertEquals(WaitRules.Need.NOTHING, rules.need(IO_GETEVENTS, false));
  }
}
