package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.cli.Conctop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done is refused before anything is started. */
class BadCommandLinesTest {
  @TempDir Path home;

  private void assertRefused(Map<String, String> env, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long children = ProcessHandle.current().children().count();
    int code = new Conctop(env, print(out), print(err)).run(arguments);
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(2, code, said);
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("conctop: "), said);
    assertTrue(said.chars().noneMatch(c -> c != '\n' && c < ' ' || c == 0x7f), said);
    assertEquals(children, ProcessHandle.current().children().count());
  }

  private static PrintStream print(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run htp-get",
        "run http-get --force",
        "run http-get --redact",
        "run http-get --record /nowhere/at/all",
        "run http-get --record /tmp",
        "cut",
        "cut pom.xml",
        "cut pom.xml -o",
        "cut /nowhere/at/all -o x.rec",
        "replay",
        "replay /nowhere/at/all",
        "report /nowhere/at/all",
        "report pom.xml --format tui",
        "diagnose 1 --from +1s",
        "diagnose pom.xml -d 1s",
        "run http-get -m thread-pol",
        "run http-get -m",
        "run http-get -p dleay=1ms",
        "run http-get -p delay",
        "run http-get -p delay=50x",
        "run http-get -p delay=-1ms",
        "run http-get -p body=1PiB",
        "run http-get -j 0",
        "run http-get -j 999999999999",
        "run http-get -c -1",
        "run http-get -c 4 --rate 10",
        "run http-get --rate NaN",
        "run http-get --rate Infinity",
        "run http-get -n 0",
        "run http-get -n 9223372036854775808",
        "run http-get -d soon",
        "run http-get -d -1s",
        "run http-get -d 0s",
        "run http-get -d 99999999999999999999s",
        "run http-get --warm-up -1s",
        "run http-get --url not-a-url",
        "run http-get --url ftp://localhost/",
        "run http-get --format xml",
        "run http-get --interval 1ns",
        "run http-get --theme none",
        "run http-get more",
        "run \033[31mred",
        "run http-get -m \033]52;c;a\007",
        "run sleep --assert p98<20ms",
        "run sleep --assert p99<20%",
        "run sleep --assert network>50",
        "sweep",
        "sweep http-get",
        "sweep http-get --over workers",
        "sweep http-get --over workers=1..8 --format csv",
        "sweep http-get --over workers=1..8 --format tui",
        "tour",
        "tour --all --format csv",
        "tour no-such-lesson --all",
        "tour --tour /nonexistent",
        "tour --all --check",
        "tour gil --check",
        "advise",
        "advise htp-get",
        "advise http-get -m gil-threads",
        "advise http-get --format csv",
        "advise http-get --pid 1",
        "advise 2147483646",
        "attach",
        "attach one",
        "attach 0",
        "attach -1",
        "attach 2147483648",
        "attach 2147483646",
        "list everything",
        "attach 1 --deep perhaps",
        "run sleep --deep off",
        "doctor now",
        "doctor --format tui",
        "list --format csv",
        "--config /nonexistent",
        "run sleep --config /nonexistent",
        "--no-such-option",
        "no-such-command",
      })
  void isRefused(String line) {
    assertRefused(Map.of(), line.split(" "));
  }

  @Test
  void badSettingsAreRefused() throws Exception {
    Path directory = Files.createDirectories(home.resolve("conctop"));
    Files.writeString(directory.resolve("config.toml"), "theme = \"standard\"\nascii = 7\n");
    assertRefused(Map.of("XDG_CONFIG_HOME", home.toString()), "run", "sleep");
    assertRefused(Map.of("CONCTOP_INTERVAL", "never"), "run", "sleep");
    assertRefused(Map.of("CONCTOP_MOUSE", "perhaps"));
    assertRefused(Map.of("CONCTOP_DEEP", "perhaps"), "attach", "1");
    assertRefused(Map.of("CONCTOP_THEME", "none"), "run", "sleep");
  }
}
