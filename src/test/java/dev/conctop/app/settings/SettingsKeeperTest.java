package dev.conctop.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.state.ui.SaveOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saving settings: what stays, what is said, and that nothing is lost. */
class SettingsKeeperTest {
  private static final Map<String, String> DARK = Map.of("theme", "\"dark\"");

  @TempDir Path home;

  private Path file() {
    return home.resolve("conctop").resolve("config.toml");
  }

  private SettingsKeeper keeper() {
    return SettingsKeeper.open(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.empty());
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  private void assertAlone() throws IOException {
    try (Stream<Path> all = Files.list(file().getParent())) {
      assertEquals(List.of(file()), all.toList(), "nothing is left beside");
    }
  }

  // ---- the text

  /** Lines are written with | between them; what is set is theme = "dark" and interval = "1s". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "~~ ! theme = 'dark'|interval = '1s'|",
        "# mine| ! # mine|theme = 'dark'|interval = '1s'|",
        "theme = 'light' # for the day|x = 1 ! theme = 'dark' # for the day|x = 1|interval = '1s'|",
        "  \"theme\"=\"a\\\"#b\"  |# end ! " + "  \"theme\"='dark'  |interval = '1s'|# end",
        "a = [|1, # one ]|'x',|]|interval='''5|s'''|[keys]|theme = 4 ! "
            + "a = [|1, # one ]|'x',|]|interval='1s'|theme = 'dark'|[keys]|theme = 4",
        "# all|| # of keys|[keys]|quit = 'x' ! "
            + "# all||theme = 'dark'|interval = '1s'|| # of keys|[keys]|quit = 'x'",
        "[keys]| ! theme = 'dark'|interval = '1s'||[keys]|",
        "interval = 5 ! interval = '1s'|theme = 'dark'|",
        "theme.a = 1 ! -",
        "theme = ! -",
      })
  void onlyTheValuesChange(String before, String after) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("theme", "'dark'");
    values.put("interval", "'1s'");
    String text = before.replace("|", "\n");
    if (after.equals("-")) {
      assertThrows(BadInput.class, () -> SettingsEdit.with("f", text, values));
    } else {
      assertEquals(after.replace("|", "\n"), SettingsEdit.with("f", text, values));
    }
  }

  @Test
  void linesEndAsTheyDidBefore() {
    assertEquals(
        "a = 1\r\ntheme = \"dark\"\r\n[b]\r\n", SettingsEdit.with("f", "a = 1\r\n[b]\r\n", DARK));
  }

  // ---- the file

  @Test
  void makesTheFileAndItsDirectory() throws IOException {
    SettingsKeeper keeper = keeper();
    assertEquals(file().toString(), keeper.place());
    assertFalse(Files.exists(file().getParent()), "nothing is made before");
    SaveOutcome outcome = keeper.save(DARK);
    assertEquals(SaveOutcome.Kind.SAVED, outcome.kind(), outcome.words());
    assertEquals("saved theme to " + file(), outcome.words());
    assertEquals("theme = \"dark\"\n", Files.readString(file()));
    assertEquals(
        "dark",
        SettingsReader.read(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.empty()).theme());
    assertAlone();
  }

  @Test
  void savesAgainAndAgain() throws IOException {
    write("# mine\nfuture = 1\n");
    SettingsKeeper keeper = keeper();
    keeper.save(DARK);
    assertEquals(
        SaveOutcome.Kind.SAVED, keeper.save(Map.of("theme", "\"light\"", "mouse", "false")).kind());
    assertEquals(
        "# mine\nfuture = 1\ntheme = \"light\"\nmouse = false\n", Files.readString(file()));
    assertAlone();
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsSaidAndKept() throws IOException {
    write("ascii = true\n");
    SettingsKeeper keeper = keeper();
    write("ascii = false # now\n");
    SaveOutcome first = keeper.save(DARK);
    assertEquals(SaveOutcome.Kind.CHANGED_MEANWHILE, first.kind());
    assertTrue(first.words().contains("changed meanwhile"), first.words());
    assertEquals("ascii = false # now\n", Files.readString(file()));
    assertEquals(SaveOutcome.Kind.SAVED, keeper.save(DARK).kind());
    assertEquals("ascii = false # now\ntheme = \"dark\"\n", Files.readString(file()));
  }

  @Test
  void aFileThatCameOrWentMeanwhileIsSaid() throws IOException {
    SettingsKeeper keeper = keeper();
    write("ascii = true\n");
    assertEquals(SaveOutcome.Kind.CHANGED_MEANWHILE, keeper.save(DARK).kind());
    Files.delete(file());
    SaveOutcome gone = keeper.save(DARK);
    assertEquals(SaveOutcome.Kind.CHANGED_MEANWHILE, gone.kind());
    assertTrue(gone.words().contains("removed"), gone.words());
    assertEquals(SaveOutcome.Kind.SAVED, keeper.save(DARK).kind());
  }

  @Test
  void aLinkStaysAndSoDoTheRights() throws IOException {
    Path real = home.resolve("dotfiles.toml");
    Files.writeString(real, "ascii = true\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createDirectories(file().getParent());
    Files.createSymbolicLink(file(), real);
    assertEquals(SaveOutcome.Kind.SAVED, keeper().save(DARK).kind());
    assertTrue(Files.isSymbolicLink(file()));
    assertEquals("ascii = true\ntheme = \"dark\"\n", Files.readString(real));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
  }

  @Test
  void whatCannotBeWrittenIsOneLineAndNothingIsLost() throws IOException {
    Files.writeString(home.resolve("conctop"), "a file where the directory should be");
    SaveOutcome outcome = keeper().save(DARK);
    assertEquals(SaveOutcome.Kind.FAILED, outcome.kind());
    assertEquals(1, outcome.words().lines().count());
    assertEquals(
        "cannot write " + file() + ": " + home.resolve("conctop") + " is no directory",
        outcome.words());
    Files.delete(home.resolve("conctop"));

    Files.createDirectories(file());
    outcome = keeper().save(DARK);
    assertEquals("not saved: " + file() + " is no file", outcome.words());
    Files.delete(file());

    Files.createSymbolicLink(file(), home.resolve("nowhere"));
    outcome = keeper().save(DARK);
    assertEquals("not saved: " + file() + " is a link to what is not there", outcome.words());
    Files.delete(file());

    write("theme = \n");
    outcome = keeper().save(DARK);
    assertEquals(SaveOutcome.Kind.FAILED, outcome.kind());
    assertTrue(outcome.words().contains("line 1 is no TOML"), outcome.words());
    assertEquals("theme = \n", Files.readString(file()));

    Files.write(file(), "a = '\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1));
    outcome = keeper().save(DARK);
    assertTrue(outcome.words().contains("is not UTF-8"), outcome.words());
    assertAlone();
  }

  @Test
  void withoutAHomeThereIsNoPlace() {
    SettingsKeeper keeper = SettingsKeeper.open(Map.of(), Optional.empty());
    assertEquals("", keeper.place());
    assertTrue(keeper.save(DARK).words().contains("no place"));
  }

  @Test
  void aFileNamedByTheUserIsTheOneThatIsSaved() throws IOException {
    Path own = home.resolve("own.toml");
    Files.writeString(own, "");
    SettingsKeeper.open(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.of(own)).save(DARK);
    assertEquals("theme = \"dark\"\n", Files.readString(own));
    assertFalse(Files.exists(file()));
  }
}
