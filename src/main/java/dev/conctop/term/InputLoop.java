package dev.conctop.term;

import dev.conctop.state.Msg;
import dev.conctop.state.keys.Key;
import dev.conctop.term.input.KeyDecoder;
import dev.conctop.term.os.Platform;
import dev.conctop.term.os.Tty;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The session's thread: waits for input, signals and room for output, and looks at what tells
 * nobody of its changes (the size, the captured streams).
 */
final class InputLoop implements Runnable {
  private static final int LOOK_MILLIS = 200;

  private static final long LOOK_NANOS = LOOK_MILLIS * 1_000_000L;

  /** Looks between two questions for the size. */
  private static final int LOOKS_A_SIZE = 5;

  /** How long the program may take to end after a signal before it is ended. */
  private static final long GRACE_NANOS = 1_500_000_000L;

  /** A SIGCONT so soon after we went on is the one that woke us. */
  private static final long OWN_CONTINUE_NANOS = 500_000_000L;

  private static final int EXIT_HUP = 129;
  private static final int EXIT_INT = 130;
  private static final int EXIT_QUIT = 131;
  private static final int EXIT_TERM = 143;

  /** In the queue of signals: the screen is not what the program last knew. */
  private static final String CHANGED = "changed";

  private final TerminalSession session;
  private final Tty tty;
  private final ConcurrentLinkedQueue<String> signals = new ConcurrentLinkedQueue<>();
  private Consumer<Msg> post = msg -> {};
  private final KeyDecoder decoder;
  private boolean hungUp;
  private int looks;
  private long lastLook = System.nanoTime();
  private int exitCode;
  private long exitDeadline;
  private volatile long resumedAt = System.nanoTime() - OWN_CONTINUE_NANOS;

  InputLoop(TerminalSession session, Tty tty, Predicate<Key> bound) {
    this.session = session;
    this.tty = tty;
    decoder = new KeyDecoder(msg -> post.accept(msg), bound);
  }

  void start(Consumer<Msg> newPost) {
    post = newPost;
    Thread thread = new Thread(this, "terminal-input");
    thread.setDaemon(true);
    thread.start();
  }

  /** Called on the virtual machine's signal threads. */
  void signalled(String name) {
    signals.add(name);
    tty.wake();
  }

  /** The screen is ours again after a suspension. */
  void resumed() {
    resumedAt = System.nanoTime();
    signals.add(CHANGED);
    tty.wake();
  }

  void end() {
    tty.wake();
  }

  @Override
  public void run() {
    while (!session.isClosed()) {
      boolean listening = !hungUp && session.isUp();
      int ready = tty.await(timeoutMillis(), listening, session.hasOutput());
      long now = System.nanoTime();
      if ((ready & Platform.POLLOUT) != 0) {
        session.flush();
      }
      if ((ready & ~Platform.POLLOUT) != 0 && session.isUp()) {
        read(now);
      }
      decoder.expire(now);
      handleSignals(now);
      look(now);
      if (exitCode != 0 && now - exitDeadline > 0) {
        session.close();
        WayOut.exit(exitCode);
      }
    }
  }

  private int timeoutMillis() {
    long patience = decoder.patience();
    // Rounded up, or the last fraction of a millisecond would be spent in polls of none.
    return patience == 0 ? LOOK_MILLIS : (int) Math.min(LOOK_MILLIS, patience / 1_000_000 + 1);
  }

  private void read(long now) {
    int n = tty.read();
    if (n == Tty.HUNG_UP) {
      hungUp = true;
      quit(EXIT_HUP, now);
    }
    for (int i = 0; i < n; i++) {
      decoder.feed(tty.inputByte(i) & 0xff, now);
    }
  }

  private void handleSignals(long now) {
    boolean announce = false;
    for (String name = signals.poll(); name != null; name = signals.poll()) {
      switch (name) {
        case "INT" -> quit(EXIT_INT, now);
        case "TERM" -> quit(EXIT_TERM, now);
        case "HUP" -> quit(EXIT_HUP, now);
        case "TSTP" -> session.suspend();
        case "CONT" -> continued();
        case "WINCH" -> announce |= session.measure();
        case CHANGED -> announce = true;
        default -> throw new IllegalStateException("signal " + name + " was not asked for");
      }
    }
    if (announce) {
      post.accept(new Msg.Resized(session.columns(), session.rows()));
    }
  }

  private void continued() {
    if (System.nanoTime() - resumedAt > OWN_CONTINUE_NANOS) {
      session.continued();
    }
  }

  private void look(long now) {
    if (now - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = now;
    if (++looks % LOOKS_A_SIZE == 0 && session.measure()) {
      signals.add(CHANGED);
    }
    session.resumeIfForeground();
    if (session.sawThreadDump()) {
      quit(EXIT_QUIT, now);
    }
  }

  /** The program is asked to end; a second wish, or too long a delay, ends it. */
  private void quit(int code, long now) {
    if (exitCode == 0) {
      exitCode = code;
      exitDeadline = now + GRACE_NANOS;
      post.accept(new Msg.Quit(code));
    } else if (code != EXIT_QUIT && !(hungUp && code == EXIT_HUP)) {
      exitDeadline = now;
    }
  }
}
