package dev.conctop.term;

import dev.conctop.state.Msg;
import dev.conctop.term.os.FrameWriter;
import dev.conctop.term.os.Libc;
import dev.conctop.term.os.OutputCapture;
import dev.conctop.term.os.Platform;
import dev.conctop.term.os.Signals;
import dev.conctop.term.os.StartPages;
import dev.conctop.term.os.Termios;
import dev.conctop.term.os.Tty;
import dev.conctop.term.paint.ByteSink;
import dev.conctop.term.paint.Painter;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Palette;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The terminal while a full screen is shown. Taken over by {@link #enter}, given back by {@link
 * #close}, which every way out of the program leads through: return, an exception on any thread, a
 * signal, the terminal's end. Any thread may call any method.
 */
public final class TerminalSession implements Opening, AutoCloseable {
  /** How long the way out waits for a terminal that does not read. */
  private static final int LEAVE_MILLIS = 250;

  private enum Stage {
    CLOSED,
    UP,
    SUSPENDED
  }

  private final Tty tty;
  private final TerminalTraits traits;
  private final Termios saved;
  private final Termios raw;
  private MemorySegment enterBytes;
  private boolean mouse;
  private final MemorySegment leaveBytes = Screen.bytes(Screen.LEAVE);

  /** Whether we were stopped without having given the terminal back. */
  private boolean stillIn;

  private final FrameWriter writer;
  private final Painter painter;
  private final Guardian guardian;
  private final Signals signals;
  private final InputLoop input;
  private final WayOut wayOut = new WayOut(this);
  private final ReentrantLock lock = new ReentrantLock();

  private OutputCapture capture = OutputCapture.none();
  private volatile Stage stage = Stage.CLOSED;
  private volatile long size;
  private long dropped;

  private TerminalSession(Tty tty, TerminalTraits traits, TerminalOptions options, Termios saved) {
    this.tty = tty;
    this.traits = traits;
    this.saved = saved;
    raw = saved.raw();
    mouse = options.mouse();
    enterBytes = Screen.bytes(Screen.enter(mouse));
    writer = new FrameWriter(tty);
    painter = new Painter(traits.depth(), options.ascii() || !traits.utf8());
    guardian = new Guardian(saved);
    input = new InputLoop(this, tty, options.bound());
    signals = new Signals(input::signalled);
    size = tty.size();
  }

  /**
   * Looks for a terminal on standard output; writes nothing yet.
   *
   * @param env the environment's variables
   */
  public static Opening open(Map<String, String> env, TerminalOptions options) {
    TerminalTraits traits = TerminalTraits.from(env);
    if (Platform.current() == Platform.OTHER) {
      return new NotATerminal("the full screen needs Linux or macOS");
    }
    if (!Tty.isTerminal(Tty.STDOUT)) {
      return new NotATerminal("standard output is not a terminal");
    }
    if (!traits.usable()) {
      return new NotATerminal("the terminal cannot show a full screen (TERM is not set or dumb)");
    }
    try {
      var tty = Tty.open();
      return tty.isEmpty()
          ? new NotATerminal("the terminal on standard output cannot be opened")
          : new TerminalSession(tty.get(), traits, options, tty.get().modes());
    } catch (Libc.Failure e) {
      return new NotATerminal("the terminal does not tell its modes (" + e.getMessage() + ")");
    }
  }

  public TerminalTraits traits() {
    return traits;
  }

  /** Whether only ASCII can be shown. */
  public boolean asciiOnly() {
    return painter.asciiOnly();
  }

  /** Only ASCII from now on, or all that the terminal can show. */
  public void ascii(boolean only) {
    lock.lock();
    try {
      painter.asciiOnly(only || !traits.utf8());
    } finally {
      lock.unlock();
    }
  }

  /** Takes the mouse from now on, or leaves it to the terminal. */
  public void mouse(boolean taken) {
    lock.lock();
    try {
      if (taken == mouse) {
        return;
      }
      mouse = taken;
      enterBytes = Screen.bytes(Screen.enter(taken));
      if (stage == Stage.UP) {
        writer.finish(Screen.bytes(Screen.mouse(taken)), LEAVE_MILLIS);
        painter.forget(); // of a frame that was under way the rest was given up
      }
    } finally {
      lock.unlock();
    }
  }

  public int columns() {
    return (int) (size >>> 32);
  }

  public int rows() {
    return (int) size;
  }

  /**
   * Takes the terminal over and begins to listen.
   *
   * @param post takes keys, mouse, pastes, sizes and {@link Msg.Quit}; called on a thread of the
   *     session's own, must not block
   */
  public void enter(Consumer<Msg> post) {
    lock.lock();
    try {
      wayOut.install();
      signals.install();
      capture = OutputCapture.begin();
      stage = Stage.UP;
      takeOver();
      input.start(post);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts the guard against a death without a word, and gives back what only the start needed. It
   * costs some milliseconds on a thread of its own; meant to be called once, after the first frame.
   */
  public void guard() {
    Thread starter =
        new Thread(
            () -> {
              guardian.start();
              StartPages.giveBackNowAndThen(this::isClosed);
            },
            "terminal-guardian");
    starter.setDaemon(true);
    starter.start();
  }

  /**
   * Paints a frame; never waits for the terminal.
   *
   * @return whether anything was written: false if nothing has changed, and if the terminal has not
   *     taken the last frame yet and this one was dropped
   */
  public boolean paint(Canvas canvas, Palette palette) {
    lock.lock();
    try {
      if (stage != Stage.UP) {
        return false;
      }
      if (!writer.idle()) {
        writer.flush();
      }
      if (!writer.idle()) {
        dropped++;
        return false;
      }
      ByteSink frame = painter.encode(canvas, palette, columns(), rows());
      if (frame.length() == 0) {
        return false;
      }
      writer.submit(frame.bytes(), frame.length());
      if (!writer.idle()) {
        tty.wake(); // the input thread sends the rest when there is room
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Frames that a slow terminal did not take. */
  public long droppedFrames() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** The next frame is painted whole, for a screen that something else has written on. */
  public void repaint() {
    lock.lock();
    try {
      painter.forget();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the terminal back, stops the process group as Ctrl-Z does, and goes on when continued. A
   * {@link Msg.Resized} follows, upon which a frame should be painted.
   */
  public void suspend() {
    lock.lock();
    try {
      if (stage != Stage.UP) {
        return;
      }
      stage = Stage.SUSPENDED;
      giveBack();
      signals.stopGroup();
      resumeIfForeground();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a given-back terminal again if it is ours to take. In the background (continued by bg, or
   * by a kill that means to end us) it is not: the program runs on without a screen until then.
   */
  void resumeIfForeground() {
    if (stage != Stage.SUSPENDED) {
      return;
    }
    lock.lock();
    try {
      if (stage == Stage.SUSPENDED && tty.inForeground()) {
        stage = Stage.UP;
        takeOver();
        input.resumed();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Somebody else has stopped and continued us without our knowing. */
  void continued() {
    lock.lock();
    try {
      if (stage == Stage.UP) {
        stage = Stage.SUSPENDED;
        stillIn = true;
      }
      resumeIfForeground();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the terminal back for good. Any number of calls, on any thread, one effect. */
  @Override
  public void close() {
    boolean locked = tryLock();
    try {
      if (stage == Stage.CLOSED) {
        return;
      }
      boolean up = stage == Stage.UP;
      stage = Stage.CLOSED;
      wayOut.inOrder(
          () -> {
            if (up) {
              giveBack();
            }
          },
          this::releaseStreams,
          guardian::end,
          signals::restore,
          input::end,
          wayOut::uninstall);
    } finally {
      if (locked) {
        lock.unlock();
      }
    }
  }

  /** A thread that is stuck with the lock must not keep the terminal. */
  private boolean tryLock() {
    try {
      return lock.tryLock(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lock.tryLock();
    }
  }

  private void takeOver() {
    tty.apply(raw);
    if (stillIn) {
      // Who enters the alternate screen twice makes a terminal that remembers one cursor forget
      // the shell's, and the prompt would come amid what stood there before.
      writer.finish(leaveBytes, LEAVE_MILLIS);
      stillIn = false;
    }
    writer.finish(enterBytes, LEAVE_MILLIS);
    painter.forget();
    guardian.up();
    size = tty.size();
  }

  private void giveBack() {
    writer.finish(leaveBytes, LEAVE_MILLIS);
    if (tty.inForeground()) {
      tty.discardInput();
      tty.apply(saved);
    }
    guardian.down();
  }

  private void releaseStreams() {
    System.out.flush();
    System.err.flush();
    capture.end();
    capture.replay(System.err::println);
  }

  boolean isUp() {
    return stage == Stage.UP;
  }

  boolean isClosed() {
    return stage == Stage.CLOSED;
  }

  /** Asks the terminal for its size; whether it changed. */
  boolean measure() {
    long old = size;
    size = tty.size();
    return old != size;
  }

  boolean sawThreadDump() {
    lock.lock();
    try {
      return stage != Stage.CLOSED && capture.sawThreadDump();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a part of a frame waits for room. */
  boolean hasOutput() {
    lock.lock();
    try {
      return !writer.idle();
    } finally {
      lock.unlock();
    }
  }

  void flush() {
    lock.lock();
    try {
      if (stage == Stage.UP) {
        writer.flush();
      }
    } finally {
      lock.unlock();
    }
  }
}
