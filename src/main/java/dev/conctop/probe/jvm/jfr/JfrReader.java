package dev.conctop.probe.jvm.jfr;

import dev.conctop.sample.jvm.JvmWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/**
 * Reads what a JVM's flight recorder writes while it writes it, on a thread of its own. It comes
 * about a second late, which is how often the JVM flushes.
 */
public final class JfrReader implements AutoCloseable {
  static final String PARK = "jdk.ThreadPark";
  static final String MONITOR = "jdk.JavaMonitorEnter";
  static final String WAIT = "jdk.JavaMonitorWait";
  static final String SLEEP = "jdk.ThreadSleep";
  static final String PINNED = "jdk.VirtualThreadPinned";
  static final String GC_PAUSE = "jdk.GCPhasePause";
  static final String SOCKET_READ = "jdk.SocketRead";
  static final String SOCKET_WRITE = "jdk.SocketWrite";
  static final String FILE_READ = "jdk.FileRead";
  static final String FILE_WRITE = "jdk.FileWrite";

  private final EventStream stream;
  private final JfrFigures figures;

  private JfrReader(EventStream stream, JfrFigures figures) {
    this.stream = stream;
    this.figures = figures;
  }

  /**
   * Begins to read.
   *
   * @param repository the directory that the JVM writes to, as it can be reached from here
   * @throws IOException when it cannot be read
   */
  public static JfrReader open(Path repository, JfrFigures figures) throws IOException {
    EventStream stream = EventStream.openRepository(repository);
    JfrReader reader = new JfrReader(stream, figures);
    stream.setOrdered(false);
    stream.setReuse(true);
    stream.setStartTime(Instant.now());
    reader.listen(PARK, JvmWait.PARK);
    reader.listen(MONITOR, JvmWait.MONITOR);
    reader.listen(WAIT, JvmWait.WAIT);
    reader.listen(SLEEP, JvmWait.SLEEP);
    reader.listen(PINNED, JvmWait.PINNED);
    reader.listen(GC_PAUSE, JvmWait.GC_PAUSE);
    reader.listen(SOCKET_READ, JvmWait.SOCKET);
    reader.listen(SOCKET_WRITE, JvmWait.SOCKET);
    reader.listen(FILE_READ, JvmWait.FILE);
    reader.listen(FILE_WRITE, JvmWait.FILE);
    stream.onFlush(() -> figures.flushed(System.currentTimeMillis()));
    // A chunk that vanished with its JVM: the watch notices that itself.
    stream.onError(error -> figures.failed(String.valueOf(error.getMessage())));
    stream.startAsync();
    return reader;
  }

  private void listen(String event, JvmWait wait) {
    stream.onEvent(event, recorded -> take(recorded, wait));
  }

  private void take(RecordedEvent event, JvmWait wait) {
    Duration duration = event.getDuration();
    RecordedThread thread = event.getThread();
    boolean platform = thread != null && thread.getOSThreadId() > 0 && !thread.isVirtual();
    figures.add(
        wait,
        duration.toNanos(),
        event.getEndTime().toEpochMilli(),
        platform && thread != null ? (int) thread.getOSThreadId() : 0,
        wait == JvmWait.PARK ? className(event) : "");
    if (wait == JvmWait.MONITOR) {
      figures.owner(owner(event), duration.toNanos());
    }
  }

  private static String className(RecordedEvent event) {
    RecordedClass parked = event.hasField("parkedClass") ? event.getClass("parkedClass") : null;
    return parked == null ? "" : parked.getName();
  }

  private static String owner(RecordedEvent event) {
    RecordedThread owner =
        event.hasField("previousOwner") ? event.getThread("previousOwner") : null;
    if (owner == null) {
      return "";
    }
    String name = owner.getJavaName();
    return name == null ? "" : name;
  }

  @Override
  public void close() {
    stream.close();
  }
}
