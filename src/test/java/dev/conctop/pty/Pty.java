package dev.conctop.pty;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A program in a pseudo-terminal of its own, as the leader of its session. Linux with util-linux.
 *
 * <pre>{@code
 * try (Pty pty = Pty.start(List.of("target/conctop"), Map.of("TERM", "xterm"), 80, 24)) {
 *   pty.await(screen -> screen.contains("q quit"));
 *   pty.type("q");
 *   assertEquals(0, pty.awaitExit());
 * }
 * }</pre>
 *
 * <p>{@link #close} ends whatever is left of the session. Every wait fails after {@value
 * #TIMEOUT_SECONDS} s with the screen in the message.
 */
public final class Pty implements AutoCloseable {
  static final int TIMEOUT_SECONDS = 60;

  private static final int POLL_MILLIS = 20;

  private final PtyDevice device;
  private final Process process;
  private final String modesBefore;
  private final VtScreen screen;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread reader;
  private volatile boolean reading = true;
  private volatile boolean paused;
  private boolean hungUp;

  private Pty(PtyDevice device, Process process, String modesBefore, VtScreen screen) {
    this.device = device;
    this.process = process;
    this.modesBefore = modesBefore;
    this.screen = screen;
    reader = new Thread(this::readAll, "pty-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a program.
   *
   * @param env is added to this process's environment; an empty value takes a variable out. TERM is
   *     xterm-256color and LANG C.UTF-8 unless it says otherwise
   */
  public static Pty start(List<String> command, Map<String, String> env, int columns, int rows)
      throws IOException {
    PtyDevice device = PtyDevice.open();
    device.resize(columns, rows);
    File slave = new File(device.slave());
    String modes = stty(slave);
    // A shell that runs the tests in the background has them, and all that they start, ignore the
    // signals of its keyboard.
    List<String> full =
        new ArrayList<>(List.of("setsid", "--ctty", "env", "--default-signal=INT,QUIT,HUP"));
    full.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(full);
    environment(builder.environment(), env);
    Process process =
        builder
            .redirectInput(slave)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(slave))
            .redirectError(ProcessBuilder.Redirect.appendTo(slave))
            .start();
    return new Pty(device, process, modes, new VtScreen(columns, rows));
  }

  private static void environment(Map<String, String> target, Map<String, String> env) {
    target.keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "NO_COLOR", "COLORTERM"));
    target.put("TERM", "xterm-256color");
    target.put("LANG", "C.UTF-8");
    target.putAll(env);
    env.forEach((name, value) -> target.computeIfPresent(name, (n, v) -> v.isEmpty() ? null : v));
  }

  /** Waits until the screen satisfies a condition. */
  public void await(Predicate<VtScreen> condition) {
    awaitChange("the screen", () -> condition.test(screen));
  }

  public void awaitText(String text) {
    awaitChange("\"" + text + "\" on the screen", () -> screen.contains(text));
  }

  /** Waits until the program has written these bytes at or after a place. */
  public void awaitRaw(String bytes, int from) {
    awaitChange(
        "the bytes", () -> raw.toString(StandardCharsets.ISO_8859_1).indexOf(bytes, from) >= 0);
  }

  /** Waits for anything else that comes true by itself. */
  public void awaitTrue(String what, BooleanSupplier condition) {
    awaitChange(what, condition);
  }

  private void awaitChange(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("waited in vain for " + what + "; " + describe());
        }
        changed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted; " + describe(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Types text as it is: {@code "q"}, {@code "\033[A"}, {@code "\003"}. */
  public void type(String text) throws IOException {
    device.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Changes the window's size; the system sends SIGWINCH by itself. */
  public void resize(int columns, int rows) throws IOException {
    lock.lock();
    try {
      screen.resize(columns, rows);
      device.resize(columns, rows);
    } finally {
      lock.unlock();
    }
  }

  /** Stops or goes on reading: a terminal that does not read blocks careless programs. */
  public void pauseReading(boolean pause) {
    paused = pause;
  }

  /** Bytes that the program has written and this side has not read. */
  public int pending() {
    return device.pending();
  }

  /** Signals the program that was started. */
  public void signal(Signal signal) {
    signal(process.pid(), signal);
  }

  public void signal(long pid, Signal signal) {
    if (!PtyDevice.kill(pid, signal.number)) {
      throw new AssertionError("process " + pid + " took no signal; " + describe());
    }
  }

  /** Closes our end, as when a connection is lost. */
  public void hangUp() {
    stopReading();
    lock.lock();
    try {
      if (!hungUp) {
        hungUp = true;
        device.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the program's end: its exit code, or 128 and the signal's number. */
  public int awaitExit() {
    awaitChange("the program's end", () -> !process.isAlive());
    drain();
    return process.exitValue();
  }

  /** Waits until what was written before the end has been read. */
  private void drain() {
    if (!hungUp) {
      int before;
      do {
        before = rawLength();
        lock.lock();
        try {
          changed.await(2 * POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        } finally {
          lock.unlock();
        }
      } while (rawLength() != before);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** The program's descendants now. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Whether a process is a shell that waits at a pipe, with nothing left to do. */
  public static boolean isShellAtPipe(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("sh")
        && process.children().findAny().isEmpty()
        && ProcStat.waitsIn(process.pid()).contains("pipe_read");
  }

  /** Every process of the terminal's session that is alive, whoever its parent is. */
  public List<Long> sessionProcesses() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid)
          .filter(pid -> ProcStat.session(pid) == process.pid())
          .toList();
    }
  }

  /** Waits until no process of the session is left. */
  public void awaitNoProcess() {
    awaitChange("the end of " + sessionProcesses(), () -> sessionProcesses().isEmpty());
  }

  /** {@code stty -g} before the program was started. */
  public String modesBefore() {
    return modesBefore;
  }

  /** {@code stty -g} now. */
  public String modes() throws IOException {
    return stty(new File(device.slave()));
  }

  /** The screen's text now. */
  public String text() {
    lock.lock();
    try {
      return screen.text();
    } finally {
      lock.unlock();
    }
  }

  /** Tests the screen now. */
  public boolean shows(Predicate<VtScreen> condition) {
    lock.lock();
    try {
      return condition.test(screen);
    } finally {
      lock.unlock();
    }
  }

  /** All that was ever written to the terminal, a character a byte. */
  public String raw() {
    lock.lock();
    try {
      return raw.toString(StandardCharsets.ISO_8859_1);
    } finally {
      lock.unlock();
    }
  }

  public int rawLength() {
    lock.lock();
    try {
      return raw.size();
    } finally {
      lock.unlock();
    }
  }

  private String describe() {
    String state = process.isAlive() ? "running" : "ended with " + process.exitValue();
    return "program " + state + ", modes " + screenModes() + ", screen:\n" + screen.text();
  }

  private String screenModes() {
    return "alternate=" + screen.alternate() + " cursor=" + screen.mode(25);
  }

  private void readAll() {
    byte[] bytes = new byte[1 << 16];
    while (reading) {
      try {
        int n = paused ? pausedRead() : device.read(bytes, POLL_MILLIS);
        if (n > 0) {
          take(bytes, n);
        } else if (n < 0) {
          pausedRead(); // nobody has the other end open just now
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private int pausedRead() {
    lock.lock();
    try {
      changed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      reading = false;
    } finally {
      lock.unlock();
    }
    return 0;
  }

  private void take(byte[] bytes, int length) {
    lock.lock();
    try {
      raw.write(bytes, 0, length);
      screen.feed(bytes, length);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void stopReading() {
    reading = false;
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String stty(File slave) throws IOException {
    Process stty = new ProcessBuilder("stty", "-g").redirectInput(slave).start();
    try {
      String words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor();
      return words.strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    for (long pid : sessionProcesses()) {
      PtyDevice.kill(pid, Signal.KILL.number);
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    hangUp();
  }
}
