package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The table of processes in a real terminal: sorted by key and by click, filtered, as a tree. */
@EnabledOnOs(OS.LINUX)
class ProcessTableTest {
  @TempDir Path home;

  /** A click of the left button as a terminal reports it (SGR), cells from 0. */
  private static void click(Pty pty, int column, int row) throws IOException {
    String at = ";" + (column + 1) + ";" + (row + 1);
    pty.type("\033[<0" + at + "M" + "\033[<0" + at + "m");
  }

  /** Where a text stands, column and row; found when it is there. */
  private static int[] place(Pty pty, String text) {
    int[] at = new int[2];
    pty.await(
        screen -> {
          for (int row = 0; row < screen.rows(); row++) {
            if (screen.line(row).contains(text)) {
              at[0] = screen.line(row).indexOf(text);
              at[1] = row;
              return true;
            }
          }
          return false;
        });
    return at;
  }

  @Test
  void isSortedByKeyAndByClick() throws IOException {
    try (Pty pty = new Program(home).onTerminal()) {
      pty.resize(120, 40);
      pty.await(s -> s.contains("ON CPU▼") && s.contains("VERDICT"));
      pty.type("S");
      pty.await(s -> s.contains("MEMORY▼") && s.contains("by memory"));
      pty.type("r");
      pty.await(s -> s.contains("MEMORY▲"));
      int[] head = place(pty, "PID USER");
      click(pty, head[0], head[1]);
      pty.await(s -> s.contains("PID▲") && s.contains("by pid"));
      click(pty, head[0], head[1]);
      pty.await(s -> s.contains("PID▼"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
    }
  }

  /** To ask its own JVM would stop it for ever. */
  @Test
  void itsOwnRowCanBeOpened() throws IOException {
    try (Pty pty = new Program(home).onTerminal()) {
      pty.resize(120, 40);
      pty.await(s -> s.contains("VERDICT"));
      pty.type("/");
      pty.type(Long.toString(pty.pid()));
      pty.type("\r");
      pty.await(s -> s.contains("▸") && s.contains(Long.toString(pty.pid())));
      pty.type("\r");
      pty.awaitText("cannot ask itself");
      pty.type("\003");
      pty.awaitExit();
      Wire.assertGivenBack(pty);
      pty.awaitNoProcess();
    }
  }

  @Test
  void isFilteredFollowedAndATree() throws IOException {
    Process target = new ProcessBuilder("sh", "-c", "sleep 600; exit 0").start();
    String pid = Long.toString(target.pid());
    try (Pty pty = new Program(home).onTerminal()) {
      pty.resize(120, 40);
      pty.await(s -> s.contains("VERDICT"));
      pty.type("/");
      pty.awaitText("keep it");
      pty.type("usr:x");
      pty.awaitText("there is no filter 'usr:'; did you mean 'user'?");
      pty.type("\033");
      pty.await(s -> !s.contains("keep it"));
      pty.type("/");
      pty.awaitText("keep it");
      pty.type("user:" + System.getProperty("user.name") + " " + pid + "\r");
      pty.await(s -> s.contains("sh -c") && s.contains("child") && s.contains(", 1 of "));
      pty.type("F");
      pty.awaitText("follows " + pid);
      pty.type("\033[15~"); // F5
      pty.awaitText("tree by on-cpu");
      pty.type("c");
      pty.awaitText("sh -c sleep 600; exit 0");
      target.descendants().forEach(ProcessHandle::destroyForcibly);
      target.onExit().join();
      pty.awaitText("nothing is followed now");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
    } finally {
      assertTrue(target.destroyForcibly().toHandle().pid() > 0);
    }
  }

  @Test
  void anUnknownColumnIsOneLine() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(home.resolve("conctop"));
    Files.writeString(folder.resolve("config.toml"), "columns = [\"pid\", \"verdikt\"]\n");
    Program.Ended ended = new Program(home).run("run", "sleep");
    assertEquals(2, ended.code(), ended.err());
    assertTrue(ended.err().contains("no column 'verdikt'; did you mean 'verdict'?"), ended.err());
  }
}
