package dev.conctop.probe.procfs.futex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.conctop.probe.procfs.MapFiles;
import org.junit.jupiter.api.Test;

/** One word in two processes' memories. */
class SharedAddressesTest {
  private final MapFiles files = new MapFiles();

  private SharedAddresses of(int pid, String maps) {
    files.put(pid + "/maps", maps);
    return new SharedAddresses(files, pid);
  }

  @Test
  void whereverItIsMappedItHasOneName() {
    SharedAddresses one =
        of(
            7,
            "5500000-5501000 r-xp 00000000 08:01 9 /usr/bin/x\n"
                + "7f0000-7f1000 rw-s 00000000 00:1b 1234                       /dev/shm/sem.x\n");
    SharedAddresses other =
        of(8, "7a0000-7a2000 rw-s 00001000 00:1b 1234\n7b0000-7b1000 rw-s 00000000 00:1b 1234\n");
    assertEquals(one.name(0x7f0010), other.name(0x7b0010));
    assertNotEquals(one.name(0x7f0010), other.name(0x7a0010), "a page on");
    assertNotEquals(one.name(0x7f0010), one.name(0x7f0018));
  }

  @Test
  void whatIsNotSharedHasNone() {
    SharedAddresses one = of(7, "7f0000-7f1000 rw-p 00000000 00:00 0\n");
    assertEquals(0, one.name(0x7f0010));
    assertEquals(0, one.name(0x10));
  }
}
