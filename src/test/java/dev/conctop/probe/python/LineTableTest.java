package dev.conctop.probe.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Against what CPython itself says: of one captured function, which has loops, a finally and a gap
 * of 150 lines; and of all code of some of its own modules.
 */
class LineTableTest {
  /** The lines of all instructions, two bytes each, are as said: {@code LINExCOUNT} in order. */
  private static void check(int minor, int first, String table, String runs) {
    byte[] bytes = HexFormat.of().parseHex(table);
    long offset = 0;
    for (String run : runs.split(" ")) {
      int x = run.indexOf('x');
      int line = Integer.parseInt(run.substring(0, x));
      for (int i = Integer.parseInt(run.substring(x + 1)); i > 0; i--) {
        assertEquals(line, LineTable.line(minor, bytes, first, offset), "at " + offset + table);
        offset += 2;
      }
    }
  }

  private static void check(int minor, String table, String runs) {
    check(minor, 1, table, runs);
  }

  @Test
  void asCapturedOf39() {
    check(
        9,
        "0002020102ff0402080102010401020102ff02ff0604060126ff0601287f001c060202fe",
        "3x1 4x1 3x2 5x4 6x1 7x2 8x1 9x1 8x1 7x3 11x3 12x19 11x3 12x20 167x3 169x" + "1 167x3");
  }

  @Test
  void asCapturedOf310() {
    check(
        10,
        "0202020104ff0802020104010201020102ff06ff060408011cff0280060008011eff007f" + "061d020206fe",
        "3x1 4x1 3x2 5x4 6x1 7x2 8x1 9x1 8x1 7x3 11x3 12x4 11x14 0x1 11x3 12x4 11"
            + "x15 167x3 169x1 167x3");
  }

  @Test
  void asCapturedOf311() {
    check(
        11,
        "8000e0090ad8090af103010a0b8041e00d0ef000070514f0000705148801f002060914dd"
            + "0c0d8861dd0e0fd81213f103010f15f400010f15f103020d16f400020d16f000020d16f0"
            + "08001213f000010d149061d810119001910394039003f003010d14f000010d14f000010d"
            + "14f100010d14f400010d14f000010d14f000010d14f000010d14f000010d14f000010d14"
            + "f000010d14f8f8f8f000010d14f000010d14f000010d14f000010d14f8f89011f000010d"
            + "149061d810119001910394039003f003010d14f000010d14f000010d14f100010d14f400"
            + "010d14f000010d14f000010d14f000010d14f000010d14f000010d14f000010d14f8f8f8"
            + "f000010d14f000010d14f000010d14f000010d14f000010d14f8f8f8f07804020c14f000"
            + "020c14e01112f005020c14f100020c14f400020c14f000020514",
        "1x1 3x1 4x1 3x3 5x4 6x1 7x7 8x6 9x1 8x7 7x8 11x3 12x10 11x16 0x3 11x4 0x"
            + "2 11x3 12x10 11x16 0x3 11x5 0x3 167x2 169x1 167x9");
  }

  @Test
  void asCapturedOf312() {
    check(
        12,
        "8000e0090ad8090af103010a0b8041e00d0ef2000705148801f002060914dc0c0d8861dc"
            + "0e0fd81213f303010f15f403020d16f008001213f000010d149061d910119403f703010d"
            + "14f000010d14f00d070514f04805001213f605020c14e00c0df20300090af203020c14f0"
            + "00020514f77904010d14f000010d14fb9011f000010d149061d910119403f703010d14f7"
            + "00010d14f100010d14fff27804020c14",
        "1x1 3x1 4x1 3x3 5x5 6x1 7x6 8x5 9x1 8x4 7x5 11x3 12x7 11x9 5x1 169x1 167"
            + "x7 169x1 168x3 167x4 11x9 0x4 11x3 12x7 11x18 0x8 167x3");
  }

  @Test
  void asCapturedOf313() {
    check(
        13,
        "8000e0090ad8090af103010a0b8041e30d0e8801f002060914dc0c0d8861dc0e0fd81213"
            + "f303010f15f403020d16f1080012139061d910119403f7030012139111f10d000e0ff148"
            + "05001213f305020c14e111128841f30300090ad91112f105020c14f000020514f7790400"
            + "12139611fb91119061d910119403f70300121397119611fff27804020c14",
        "1x1 3x1 4x1 3x3 5x5 6x1 7x6 8x5 9x1 8x4 7x5 11x3 12x7 11x10 5x2 169x2 16"
            + "7x4 169x3 168x4 169x2 167x3 11x15 0x4 11x3 12x7 11x23 0x8 167x3");
  }

  @Test
  void beforeTheFirstInstructionItIsTheFirstLine() {
    for (int minor = 9; minor <= 13; minor++) {
      assertEquals(41, LineTable.line(minor, new byte[0], 41, -2));
    }
  }

  /** Torn or hostile tables end; no line is below 1. */
  @Test
  void whatIsNoTableHasNoLine() {
    byte[] ones = new byte[5];
    Arrays.fill(ones, (byte) -1);
    for (int minor = 10; minor <= 13; minor++) {
      assertEquals(LineTable.NONE, LineTable.line(minor, new byte[0], 41, 6));
      assertEquals(LineTable.NONE, LineTable.line(minor, new byte[] {(byte) 0xf0}, 41, 6));
      assertEquals(LineTable.NONE, LineTable.line(minor, new byte[] {0, 0, 0, 0, 0}, 41, 1 << 30));
      assertTrue(LineTable.line(minor, ones, 1, 6) >= LineTable.NONE);
    }
    assertEquals(LineTable.NONE, LineTable.line(9, ones, -5, 1 << 20));
  }

  private static final String LISTING =
      """
      import argparse, asyncio.base_events, dis, inspect, sys, types, typing

      def lines(code):
          count = len(code.co_code) // 2
          if sys.version_info >= (3, 11):
              return [p[0] or 0 for p in code.co_positions()]
          if sys.version_info >= (3, 10):
              out = [0] * count
              for start, end, line in code.co_lines():
                  out[start // 2:end // 2] = [line or 0] * ((end - start) // 2)
              return out
          starts = dict(dis.findlinestarts(code))
          out = []
          for i in range(count):
              out.append(starts.get(2 * i, out[-1] if out else code.co_firstlineno))
          return out

      def say(code):
          table = code.co_lnotab if sys.version_info < (3, 10) else code.co_linetable
          runs = " ".join(f"{line}x1" for line in lines(code))
          print(f"{code.co_firstlineno} {table.hex()} {runs}")
          for const in code.co_consts:
              if isinstance(const, types.CodeType):
                  say(const)

      for module in argparse, asyncio.base_events, inspect, typing:
          with open(module.__file__) as source:
              say(compile(source.read(), module.__file__, "exec"))
      """;

  @TestFactory
  Stream<DynamicTest> asEachCpythonSaysOfItsModules() throws IOException {
    return PythonTarget.found(9, 13).values().stream()
        .map(python -> DynamicTest.dynamicTest(python.toString(), () -> checkModules(python)));
  }

  private static void checkModules(Path python) throws IOException {
    int minor = Integer.parseInt(python.getFileName().toString().substring("python3.".length()));
    Process process = new ProcessBuilder(python.toString(), "-c", LISTING).start();
    int codes = 0;
    for (String line : process.inputReader(StandardCharsets.UTF_8).lines().toList()) {
      String[] parts = line.split(" ", 3);
      if (!parts[2].isEmpty()) {
        check(minor, Integer.parseInt(parts[0]), parts[1], parts[2]);
      }
      codes++;
    }
    assertTrue(codes > 400, codes + " code objects");
  }
}
