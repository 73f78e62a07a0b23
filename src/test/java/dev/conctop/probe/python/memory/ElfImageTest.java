package dev.conctop.probe.python.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.python.memory.MemoryMap.Mapping;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This process's own C library: where its symbols are, the linker says as well. */
class ElfImageTest {
  private final ProcFiles files = new LinuxFiles("/proc", 1024);
  private final int self = (int) ProcessHandle.current().pid();

  @Test
  void symbolsAreWhereTheLinkerSaysTheyAre() {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "no /proc");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "not 64-bit x86");
    List<Mapping> maps = MemoryMap.read(files, self).mappings();
    Mapping library =
        maps.stream().filter(m -> m.name().startsWith("libc.so")).findFirst().orElseThrow();
    ElfImage image = ElfImage.of(files, self + "/root" + library.path());
    assertTrue(image.usable());
    long bias = image.bias(library).orElseThrow();
    Map<String, Long> symbols = image.symbols("malloc", Set.of("free", "no_such_symbol"));
    assertEquals(Set.of("malloc", "free"), symbols.keySet());
    symbols.forEach((name, value) -> assertEquals(linked(name), value + bias, name));
    assertEquals(Map.of(), image.symbols("no_such_symbol", Set.of()));
    Mapping other = new Mapping("", library.start(), 1 << 30, "");
    assertEquals(OptionalLong.empty(), image.bias(other));
  }

  private static long linked(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
  }

  @Test
  void whatIsNoProgramIsNotUsable(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\nexit 0\n".repeat(20));
    ProcFiles here = new LinuxFiles(folder.toString(), 1024);
    assertFalse(ElfImage.of(here, "text").usable());
    assertFalse(ElfImage.of(here, "none").usable());
    // A program of 32 bits, and a cut one.
    byte[] head = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 1, 1}, 0, head, 0, 6);
    Files.write(text, head);
    assertFalse(ElfImage.of(here, "text").usable());
    head[4] = 2;
    Files.write(text, head);
    assertFalse(ElfImage.of(here, "text").usable());
  }

  @Test
  void linesOfMaps() {
    MemoryMap maps =
        MemoryMap.parse(
            """
            00400000-00420000 r--p 00001000 fe:00 260104                     /usr/bin/a b
            7f0000000000-7f0000021000 rw-p 00000000 00:00 0\s
            7ffd1000-7ffd2000 rw-p 00000000 00:00 0                          [stack]
            7f1000000000-7f1000021000 r-xp 00000000 fe:00 7                  /l/libx.so.1 (deleted)
            ffffffffffffffff-zz r--p 00000000 fe:00 1                        /wrong
            """);
    assertEquals(
        List.of(
            new Mapping("00400000-00420000", 0x400000, 0x1000, "/usr/bin/a b"),
            new Mapping("7f1000000000-7f1000021000", 0x7f1000000000L, 0, "/l/libx.so.1 (deleted)")),
        maps.mappings());
    assertTrue(maps.mappings().get(1).deleted());
    assertEquals("a b", maps.mappings().get(0).name());
  }
}
