package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as pages: made by a command and by a key, and shown by a real browser. */
@EnabledOnOs(OS.LINUX)
class PageTest {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final long BROWSER_SECONDS = 90;

  @TempDir Path home;

  private Program.Ended conctop(String... words) throws IOException, InterruptedException {
    return new Program(home).run(words);
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(directory -> BROWSERS.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void record(String name) throws Exception {
    Program.Ended ran =
        conctop(
            "run",
            "sleep",
            "-m",
            "thread-pool",
            "-j",
            "3",
            "-d",
            "2s",
            "--warm-up",
            "200ms",
            "-p",
            "delay=20ms",
            "--format",
            "text",
            "--record",
            file(name));
    assertEquals(0, ran.code(), ran.err());
  }

  @Test
  void aPageIsWrittenOnceAndForItsOwnerOnly() throws Exception {
    record("run.rec");
    Program.Ended written =
        conctop("report", file("run.rec"), "--format", "html", "-o", file("run.html"));
    assertEquals("", written.err());
    assertEquals(0, written.code());
    Path page = home.resolve("run.html");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
    String html = Files.readString(page);
    assertTrue(html.startsWith("<!DOCTYPE html>"), html.substring(0, 80));
    Program.Ended piped = conctop("report", file("run.rec"), "--format", "html");
    assertEquals(html, piped.utf8());
    Program.Ended again =
        conctop("report", file("run.rec"), "--format", "html", "-o", file("run.html"));
    assertEquals(2, again.code());
    assertTrue(again.err().contains("it exists; --force writes over it"), again.err());
    assertEquals(
        0,
        conctop("report", file("run.rec"), "--format=html", "-o", file("run.html"), "--force")
            .code());
    Program.Ended itself =
        conctop("report", file("run.rec"), "--format", "html", "-o", file("run.rec"), "--force");
    assertEquals(2, itself.code());
    assertTrue(itself.err().contains("-o is the recording itself"), itself.err());
    assertEquals(0, conctop("report", file("run.rec")).code(), "it is as it was");
  }

  @Test
  void aKeyWritesWhatWasSeenSoFar() throws Exception {
    Process target = new ProcessBuilder("sleep", "600").start();
    try (Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      // What was seen in the first second is written down at its end.
      pty.awaitText("00:03");
      pty.type("h");
      pty.awaitText(".html");
      Matcher name = Pattern.compile("conctop-\\d+-\\d+\\.html").matcher(pty.text());
      assertTrue(name.find(), pty.text());
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Path page = found(name.group());
      try {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
        assertTrue(Files.readString(page).contains("process " + target.pid()), "another page");
      } finally {
        Files.delete(page);
      }
      try (Stream<Path> left = Files.list(home)) {
        assertEquals(List.of(), left.filter(each -> each.toString().endsWith(".rec")).toList());
      }
    } finally {
      target.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private Path found(String name) {
    Path here = Path.of(name);
    return Files.exists(here) ? here : home.resolve(name);
  }

  @Test
  void aBrowserShowsItWithoutScrollingAsideAndWithoutANetwork() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(
        browser.isPresent(),
        "skipped: there is no Chromium in PATH (Debian: apt install chromium)");
    record("run.rec");
    conctop("report", file("run.rec"), "--format", "html", "-o", file("run.html"));
    for (int width : new int[] {390, 1280}) {
      String measured = measured(browser.get(), width);
      assertTrue(measured.contains("wide=" + width + ";"), measured);
      assertTrue(measured.contains("scripts=0;"), measured);
      assertFalse(measured.contains("tall=0;"), measured);
    }
  }

  /**
   * What a browser makes of the page in a frame of so many points. The page itself has no script,
   * so another one that has looks at it.
   */
  private String measured(Path browser, int width) throws Exception {
    Path frame = home.resolve("frame-" + width + ".html");
    Files.writeString(
        frame,
        """
        <!DOCTYPE html><body><p id="p">nothing</p>
        <iframe src="run.html" style="border:0;width:%dpx;height:900px"></iframe>
        <script>
        addEventListener('load', () => {
          const page = document.querySelector('iframe').contentDocument;
          const root = page.documentElement;
          document.getElementById('p').textContent =
            `wide=${root.scrollWidth};tall=${root.scrollHeight};scripts=${page.scripts.length};`;
        });
        </script>
        """
            .formatted(width));
    Path out = home.resolve("dom-" + width);
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--allow-file-access-from-files",
                "--hide-scrollbars",
                "--user-data-dir=" + home.resolve("profile"),
                "--window-size=1400,1000",
                "--virtual-time-budget=5000",
                "--dump-dom",
                frame.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(BROWSER_SECONDS, TimeUnit.SECONDS), "the browser does not end");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}
