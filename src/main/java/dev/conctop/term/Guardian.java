package dev.conctop.term;

import dev.conctop.term.os.Termios;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A small shell that outlives us by a moment: when we die without a word (kill −9, a crash of the
 * virtual machine) while the screen is ours, it gives the terminal back. It holds no terminal open,
 * only the reading end of a pipe, and ends with it in any case.
 */
final class Guardian {
  private static final String UP = "up\n";
  private static final String DOWN = "down\n";

  /**
   * The modes are restored only if they are still ours: a shell that was faster has set its own.
   */
  private static final String SCRIPT =
      """
      trap '' TTOU TTIN INT QUIT TERM HUP TSTP
      ours=$(stty -g </dev/tty 2>/dev/null)
      up=1
      while read -r word; do
        case $word in up) up=1 ;; down) up=0 ;; esac
      done
      [ $up = 1 ] || exit 0
      {
        if [ "$(stty -g)" = "$ours" ]; then stty "$1" || stty sane; fi
        printf %b "$2"
      } 2>/dev/null </dev/tty >/dev/tty
      """;

  private final String savedModes;
  private Optional<Process> process = Optional.empty();
  private Optional<Writer> pipe = Optional.empty();
  private boolean up;
  private boolean over;

  Guardian(Termios saved) {
    savedModes = saved.sttyWords().orElse("sane");
  }

  /** Starts the shell; nothing happens if it cannot be started, or the session is over already. */
  synchronized void start() {
    if (over || process.isPresent()) {
      return;
    }
    List<String> command =
        List.of("/bin/sh", "-c", SCRIPT, "conctop-guardian", savedModes, escaped(Screen.LEAVE));
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      OutputStream stdin = started.getOutputStream();
      process = Optional.of(started);
      pipe = Optional.of(new OutputStreamWriter(stdin, StandardCharsets.US_ASCII));
      tell(up ? UP : DOWN);
    } catch (IOException e) {
      process = Optional.empty(); // no shell, no guard: everything else works without
    }
  }

  /** The screen is ours. */
  synchronized void up() {
    up = true;
    tell(UP);
  }

  /** The screen was given back. */
  synchronized void down() {
    up = false;
    tell(DOWN);
  }

  /** The session is over: the shell ends. */
  synchronized void end() {
    over = true;
    down();
    pipe.ifPresent(
        writer -> {
          try {
            writer.close();
          } catch (IOException e) {
            // it is gone already
          }
        });
    pipe = Optional.empty();
  }

  private void tell(String word) {
    pipe.ifPresent(
        writer -> {
          try {
            writer.write(word);
            writer.flush();
          } catch (IOException e) {
            // it is gone; so is its help
          }
        });
  }

  private static String escaped(String sequence) {
    return sequence.replace("\033", "\\033");
  }
}
