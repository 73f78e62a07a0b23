package dev.conctop.record;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.chunk.ChunkSink;
import dev.conctop.record.chunk.Packer;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what it is given, once a second, by a thread of its own. Who gives waits for nothing:
 * when there is more than there is room for, it is left out, and how much was is recorded.
 */
public final class Recorder implements AutoCloseable {
  private static final long FLUSH_MILLIS = 1000;

  /** A hundred times what a second brings. */
  static final int ROOM = 8192;

  private static final long END_MILLIS = 5000;

  private final List<ChunkSink> sinks = new CopyOnWriteArrayList<>();
  private final ChunkMaker maker;
  private final Consumer<String> trouble;
  private final Thread thread;
  private final Thread atExit = new Thread(this::end, "end-recording");
  private final Object lock = new Object();

  // Guarded by lock.
  private List<Entry> coming = new ArrayList<>();
  private long lost;
  private long lastNanos;
  private boolean over;

  /** Of the recorder's own thread. */
  private List<Entry> taken = new ArrayList<>();

  private volatile @Nullable String failure;

  private Recorder(Redaction redaction, Consumer<String> trouble, int level) {
    this.maker = new ChunkMaker(redaction, new Sinks(), level);
    this.trouble = trouble;
    this.thread = Thread.ofPlatform().daemon().name("recorder").unstarted(this::work);
  }

  /**
   * Begins to record.
   *
   * @param file where to; closed at the end. Empty: only the ring takes it
   * @param ring what takes it besides
   * @param trouble told once, in one line, when the file can be written no longer
   * @throws IOException when the file cannot be written at all
   */
  public static Recorder start(
      Optional<WritableByteChannel> file,
      Optional<Ring> ring,
      Header header,
      Redaction redaction,
      Consumer<String> trouble)
      throws IOException {
    int level = file.isPresent() ? Packer.SMALL : Packer.QUICK;
    Recorder recorder = new Recorder(redaction, trouble, level);
    if (file.isPresent()) {
      recorder.sinks.add(FileSink.begin(file.get(), header, redaction));
    }
    ring.ifPresent(recorder.sinks::add);
    recorder.thread.start();
    try {
      Runtime.getRuntime().addShutdownHook(recorder.atExit);
    } catch (IllegalStateException e) {
      // The program ends already.
      recorder.end();
    }
    return recorder;
  }

  /** A ring takes what is recorded from now on, too. */
  public void also(Ring ring) {
    sinks.add(ring);
  }

  /** Takes an entry; any thread, one at a time where their order counts. Returns at once. */
  public void take(Entry entry) {
    synchronized (lock) {
      if (over) {
        return;
      }
      lastNanos = entry.nanos();
      if (coming.size() >= ROOM) {
        lost++;
      } else {
        if (lost > 0 && coming.size() < ROOM - 1) {
          coming.add(new Entry.Lost(entry.nanos(), lost));
          lost = 0;
        }
        coming.add(entry);
        if (coming.size() == ROOM / 2) {
          lock.notifyAll();
        }
      }
    }
  }

  /** Why the file does not have all; empty while it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void work() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = await();
        writeDown();
      }
      maker.end();
    } catch (IOException | RuntimeException e) {
      // Sinks that fail are told of where they are called; this is a fact that cannot be written.
      fail("it cannot be written down: " + e);
      synchronized (lock) {
        over = true;
        coming.clear();
      }
    }
  }

  private void fail(String why) {
    failure = why;
    trouble.accept(why);
  }

  /** Waits for a second, or until half the room is taken, or for the end. */
  private boolean await() {
    synchronized (lock) {
      if (!over && coming.size() < ROOM / 2) {
        try {
          lock.wait(FLUSH_MILLIS);
        } catch (InterruptedException e) {
          over = true;
        }
      }
      List<Entry> emptied = taken;
      taken = coming;
      coming = emptied;
      return !over;
    }
  }

  private void writeDown() throws IOException {
    for (Entry entry : taken) {
      maker.add(entry);
    }
    maker.flush();
    taken.clear();
  }

  /** All sinks as one; one that fails is told of and takes no more. */
  private final class Sinks implements ChunkSink {
    @Override
    public void take(ChunkHead head, ByteBuffer whole) {
      sinks.removeIf(sink -> fails(() -> sink.take(head, whole.duplicate())));
    }

    @Override
    public void end() {
      sinks.removeIf(sink -> fails(sink::end));
    }

    private boolean fails(Writing writing) {
      try {
        writing.write();
        return false;
      } catch (IOException e) {
        fail(reason(e));
        return true;
      }
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }

  /** In one line. */
  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  /** Writes down what has come, and the index. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hooks run already, this one among them.
    }
  }

  private void end() {
    synchronized (lock) {
      if (!over && lost > 0) {
        coming.add(new Entry.Lost(lastNanos, lost));
      }
      over = true;
      lock.notifyAll();
    }
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
