package dev.conctop.term.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartPagesTest {
  private static String mapping(String head, int resident, int anonymous) {
    return head
        + "\nSize: 99999 kB\nRss: "
        + resident
        + " kB\nPss: 1 kB\nAnonymous: "
        + anonymous
        + " kB\nVmFlags: rd mr mw me\n";
  }

  @Test
  void onlyUnchangedFilesThatCannotBeWrittenAreGivenBack() {
    String smaps =
        mapping("1000-3000 r-xp 002e3000 fe:00 328747      /lib/server/libjvm.so", 8000, 0)
            + mapping("3000-4000 r--p 01680000 fe:00 328747 /lib/relocated.so", 900, 900)
            + mapping("4000-5000 r-xp 00000000 fe:00 328748 /lib/small.so", 40, 0)
            + mapping("5000-6000 rw-p 00001000 fe:00 328749 /opt/conctop.aot", 8000, 0)
            + mapping("6000-7000 r--s 00001000 fe:00 328750 /lib/modules", 8000, 0)
            + mapping("7000-8000 r-xp 00000000 00:00 0", 8000, 0)
            + mapping("8000-9000 r-xp 00000000 00:00 0 [vdso]", 8000, 0)
            + mapping("ff00000000-ff00010000 r--p 007f8000 fe:00 7 /opt/a b.aot", 8000, 0);
    assertEquals(
        List.of(
            new StartPages.Range(0x1000, 0x3000),
            new StartPages.Range(0xff00000000L, 0xff00010000L)),
        StartPages.unchanged(smaps));
  }
}
