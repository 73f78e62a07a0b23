package dev.conctop.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.state.keys.Command;
import dev.conctop.state.ui.table.ProcessColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings file: what it may hold, and what is said of one that is wrong. */
class SettingsFileTest {
  private static final String GOOD =
      """
      # how it looks
      interval = "200ms"
      ascii = true
      mouse = false
      theme = "standard"
      deep = "off"
      causes = 50
      cost-budget = "0.5%"
      columns = ["pid", "command", "verdict"]

      [keys]
      quit = ["x", "Ctrl-C"]
      pause = "p"
      """;

  @TempDir Path home;

  private static Settings parse(String text) {
    return SettingsFile.parse("config.toml", text, Settings.defaults());
  }

  @Test
  void readsEverySetting() {
    Settings settings = parse(GOOD);
    assertEquals(200_000_000L, settings.intervalNanos());
    assertTrue(settings.ascii());
    assertFalse(settings.mouse());
    assertEquals("standard", settings.theme());
    assertFalse(settings.deep());
    assertEquals(50, settings.causes().hz());
    assertEquals(0.005, settings.causes().mostCost(), 1e-9);
    assertEquals(List.of("x", "Ctrl-C"), settings.keys().keys(Command.QUIT));
    assertEquals(List.of("p"), settings.keys().keys(Command.PAUSE));
    // Which had it by default.
    assertEquals(List.of(), settings.keys().keys(Command.GROUP));
    assertEquals(
        List.of(ProcessColumn.PID, ProcessColumn.COMMAND, ProcessColumn.VERDICT),
        settings.columns());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "interval = 5              | line 2 | in quotes",
        "intervall = \"5s\"        | line 2 | did you mean 'interval'?",
        "interval = \"1ns\"        | line 2 | outside 20ms",
        "ascii = \"yes\"           | line 2 | true or false",
        "deep = 'on'              | line 2 | auto or off",
        "theme = 'a               | line 2 | the quote of theme is not closed",
        "theme = dark             | line 2 | text needs quotes: theme = \"dark\"",
        "interval = 100ms         | line 2 | text needs quotes: interval = \"100ms\"",
        "interval = 100ms # fast  | line 2 | text needs quotes: interval = \"100ms\"",
        "keys.quit = x            | line 2 | text needs quotes: keys.quit = \"x\"",
        "theme                    | line 2 | 'theme' has no value: NAME = VALUE",
        "theme =                  | line 2 | theme has no value",
        "ascii = true\\nascii = true | config.toml | a name is there twice",
        "causes = 1000             | line 2 | no rate from 1 to 100",
        "causes = \"20\"            | line 2 | causes must be a number",
        "cost-budget = \"2\"        | line 2 | no share of a core",
        "cost-budget = 2           | line 2 | in quotes",
        "columns = 'pid'          | line 2 | columns must be a list of names: pid, user",
        "columns = []             | line 2 | columns must be a list",
        "columns = ['pid', 'membory'] | line 2 | no column 'membory'; did you mean 'memory'?",
        "columns = ['pid', 7]     | line 2 | no column '7'",
        "columns = ['pid', 'pid'] | line 2 | twice",
        "keys = 4                 | line 2 | keys must be a table",
        "keys.quti = \"x\"         | line 2 | did you mean 'quit'?",
        "keys.quit = 4            | line 2 | a key's name",
        "keys.quit = \"Meta-x\"    | line 2 | no key 'Meta-x'",
        "keys.quit = \"p\"\\nkeys.pause = \"p\" | line | does both",
        "= 1                      | line 2 | config.toml",
      })
  void saysFileLineAndReason(String text, String line, String reason) {
    String file = "# one line before\n" + text.replace("\\n", "\n") + "\n";
    String said = String.valueOf(assertThrows(BadInput.class, () -> parse(file)).getMessage());
    assertTrue(said.startsWith("config.toml"), said);
    assertTrue(said.contains(line) && said.contains(reason), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void whateverIsInItNothingButBadInputIsThrown() {
    Random random = new Random(20);
    for (int seed = 0; seed < 500; seed++) {
      String text = seed % 2 == 0 ? noise(random) : changed(random);
      try {
        parse(text);
      } catch (BadInput e) {
        String said = String.valueOf(e.getMessage());
        assertTrue(said.startsWith("config.toml"), said);
        assertEquals(1, said.lines().count(), said);
        assertFalse(said.chars().anyMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0)), said);
      }
    }
  }

  private static String noise(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.appendCodePoint(random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xd800));
    }
    return text.toString();
  }

  private static String changed(Random random) {
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, "\"'[]{}=.#\n\t\0\033\u009b9t-,".charAt(random.nextInt(18)));
        case 1 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(5)));
        default -> text.insert(at, GOOD, 0, random.nextInt(40));
      }
    }
    return text.toString();
  }

  @Test
  void aFileThatWasNamedMustBeReadable() throws Exception {
    Path none = home.resolve("none.toml");
    assertSays(none, "cannot read " + none);
    assertSays(home, "cannot read " + home);
    Path large = Files.writeString(home.resolve("large"), "#".repeat(65 * 1024));
    assertSays(large, "larger than");
    Path binary = Files.write(home.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertSays(binary, binary + " is not UTF-8 text: byte 0xFF in line 1");
  }

  private static void assertSays(Path file, String words) {
    Optional<Path> asked = Optional.of(file);
    BadInput bad = assertThrows(BadInput.class, () -> SettingsReader.read(Map.of(), asked));
    assertTrue(String.valueOf(bad.getMessage()).contains(words), bad.getMessage());
    assertEquals(1, String.valueOf(bad.getMessage()).lines().count(), bad.getMessage());
  }
}
