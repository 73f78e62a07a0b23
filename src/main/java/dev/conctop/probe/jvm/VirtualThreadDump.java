package dev.conctop.probe.jvm;

import dev.conctop.sample.VirtualThreadGroups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a JVM write all its threads, virtual ones included, into a file of its own {@code /tmp}, and
 * counts them. The JVM writes on the thread that answers questions, one thread after the other, and
 * stops none of the others for it. It makes the file itself, and only if there is none of that
 * name; the name cannot be guessed. As soon as it is there it is opened and its name removed: the
 * JVM goes on to write into what has no name any more, and nothing is left behind whoever ends
 * first.
 */
final class VirtualThreadDump {
  /** A thread takes about 500 bytes: room for two million. */
  static final long LEAST_FREE_BYTES = 1L << 30;

  private static final long MOST_CHARS = 1L << 30;
  private static final String NAME = ".conctop-";
  private static final long POLL_NANOS = 1_000_000;

  private final Place place;
  private final AttachClient client;

  VirtualThreadDump(Place place, AttachClient client) {
    this.place = place;
    this.client = client;
  }

  /**
   * Counts them.
   *
   * @param unwanted asked now and then: when it says so the JVM's answer is not waited for
   */
  VirtualThreadGroups take(long timeoutNanos, BooleanSupplier unwanted) {
    if (GateReader.freeBytes(place.temporary()) < LEAST_FREE_BYTES) {
      return VirtualThreadGroups.na("less than 1 GiB is free in its /tmp, where it writes them");
    }
    byte[] random = new byte[12];
    ThreadLocalRandom.current().nextBytes(random);
    String name = NAME + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
    long began = System.nanoTime();
    try (Taken taken = new Taken(place.temporary().resolve(name), began + timeoutNanos)) {
      client.command(
          "Thread.dump_to_file /tmp/" + name,
          timeoutNanos,
          () -> unwanted.getAsBoolean() && taken.isTaken());
      return read(taken, began);
    } catch (AttachException e) {
      return VirtualThreadGroups.na(Optional.ofNullable(e.getMessage()).orElse("no answer"));
    } catch (IOException e) {
      return VirtualThreadGroups.na("what it wrote cannot be read here");
    }
  }

  private static VirtualThreadGroups read(Taken taken, long began) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(taken.in(), StandardCharsets.UTF_8), 1 << 16);
    return VirtualStacks.read(in, MOST_CHARS, System.nanoTime() - began);
  }

  /** The file: opened, and its name removed, by a thread of its own once it is there. */
  private final class Taken implements AutoCloseable {
    private final Path file;
    private final Thread thread;
    private volatile @Nullable InputStream open;
    private volatile boolean over;

    Taken(Path file, long deadlineNanos) {
      this.file = file;
      this.thread = Thread.ofPlatform().daemon().name("jvm-dump").start(() -> take(deadlineNanos));
    }

    private void take(long deadlineNanos) {
      while (!over && System.nanoTime() < deadlineNanos) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          open();
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }

    private void open() {
      try {
        if (place.isOwn(file)) {
          open = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }
      } catch (IOException | RuntimeException e) {
        // It is said that it cannot be read.
      } finally {
        delete();
      }
    }

    boolean isTaken() {
      return !thread.isAlive();
    }

    /** What was written, from its beginning; after the JVM has said that it is all there. */
    InputStream in() throws IOException {
      join();
      InputStream in = open;
      if (in == null) {
        throw new IOException("not opened");
      }
      return in;
    }

    private void join() {
      over = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void delete() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException | RuntimeException e) {
        // Its file system is gone with it.
      }
    }

    @Override
    public void close() {
      over = true;
      join();
      delete();
      InputStream in = open;
      if (in != null) {
        try {
          in.close();
        } catch (IOException e) {
          // There is nothing more to be read of it.
        }
      }
    }
  }
}
