package dev.conctop.term;

import dev.conctop.state.Msg;
import dev.conctop.state.keys.Key;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Ink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A small program on a {@link TerminalSession}, run by tests in a pseudo-terminal: shows a counter,
 * its size and the last message, and dies in whatever way a key asks for.
 */
public final class CounterProgram {
  private final LinkedBlockingQueue<Msg> messages = new LinkedBlockingQueue<>();
  private final TerminalSession session;
  private final Canvas canvas = new Canvas(1, 1);
  private final List<long[]> hog = new ArrayList<>();
  private String last = "none";
  private int count;
  private boolean big;

  private CounterProgram(TerminalSession session) {
    this.session = session;
  }

  /** The command that runs this program with the tests' own Java and class path. */
  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                CounterProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  public static void main(String[] args) {
    boolean mouse = !List.of(args).contains("--no-mouse");
    switch (TerminalSession.open(System.getenv(), new TerminalOptions(mouse, false))) {
      case NotATerminal(String reason) -> {
        System.err.println("no terminal: " + reason);
        System.exit(2);
      }
      case TerminalSession session -> System.exit(new CounterProgram(session).run());
    }
  }

  private int run() {
    try (session) {
      session.enter(messages::add);
      draw();
      session.guard();
      while (true) {
        Msg msg = poll();
        if (msg instanceof Msg.Quit(int code)) {
          return code;
        }
        if (msg instanceof Msg.KeyPressed(Key key)) {
          last = name(key);
          if (key.equals(Key.of('q'))) {
            return 0;
          }
          act(key);
        } else if (!(msg instanceof Msg.Tick)) {
          last = msg.toString();
        }
        count++;
        draw();
      }
    }
  }

  private static String name(Key key) {
    return key.kind() == Key.Kind.CHARACTER
        ? Character.toString(key.codePoint())
        : key.kind().name();
  }

  private Msg poll() {
    try {
      Msg msg = messages.poll(50, TimeUnit.MILLISECONDS);
      return msg == null ? new Msg.Tick(System.nanoTime()) : msg;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void act(Key key) {
    if (key.equals(Key.ctrl('z'))) {
      session.suspend();
    }
    switch (key.ctrl() ? 0 : key.codePoint()) {
      case 'x' -> throw new IllegalStateException("crash on main \033[31m");
      case 't' ->
          new Thread(
                  () -> {
                    throw new IllegalStateException("crash elsewhere");
                  },
                  "other")
              .start();
      case 'o' -> eat();
      case 'p' -> System.out.println("printed to stdout \033]52;c;aaaa\007");
      case 'e' -> System.err.println("printed to stderr");
      case 'b' -> big = true;
      case 'd' -> hang();
      default -> {}
    }
  }

  private void eat() {
    while (true) {
      hog.add(new long[1 << 16]);
    }
  }

  /** A program that does not listen any more. */
  private static void hang() {
    Object forever = new Object();
    synchronized (forever) {
      while (true) {
        try {
          forever.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void draw() {
    canvas.resize(session.columns(), session.rows());
    text(0, "count " + count + " size " + session.columns() + "x" + session.rows());
    text(1, "last " + last);
    text(2, "dropped " + session.droppedFrames());
    if (big) {
      for (int row = 3; row < canvas.height(); row++) {
        for (int column = 0; column < canvas.width(); column++) {
          int letter = 'a' + (row + column + count) % 26;
          canvas.put(column, row, letter, Ink.at((column + count) % 20).ordinal());
        }
      }
    }
    session.paint(canvas, TestPalette.COLORFUL);
  }

  private void text(int row, String text) {
    for (int i = 0; i < text.length(); i++) {
      canvas.put(i, row, text.charAt(i), Ink.TITLE.ordinal());
    }
  }
}
