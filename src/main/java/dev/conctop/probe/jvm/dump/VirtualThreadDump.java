package dev.conctop.probe.jvm.dump;

import dev.conctop.probe.jvm.attach.AttachClient;
import dev.conctop.probe.jvm.attach.AttachException;
import dev.conctop.probe.jvm.attach.GateReader;
import dev.conctop.probe.jvm.attach.Place;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Has a JVM write all its threads, virtual ones included, into a file of its own {@code /tmp}, and
 * counts them. The JVM writes on the thread that answers questions, one thread after the other, and
 * stops none of the others for it. It makes the file itself, and only if there is none of that
 * name; the name cannot be guessed. As soon as it is there it is opened and its name removed: the
 * JVM goes on to write into what has no name any more, and nothing is left behind whoever ends
 * first.
 */
public final class VirtualThreadDump {
  /** A thread takes about 500 bytes: room for two million. */
  static final long LEAST_FREE_BYTES = 1L << 30;

  private static final long MOST_BYTES = 1L << 30;
  private static final String NAME = ".conctop-";
  private static final long POLL_NANOS = 1_000_000;

  private final Place place;
  private final AttachClient client;

  public VirtualThreadDump(Place place, AttachClient client) {
    this.place = place;
    this.client = client;
  }

  /**
   * Counts them.
   *
   * @param unwanted asked now and then: when it says so the JVM's answer is not waited for
   */
  public VirtualThreadGroups take(long timeoutNanos, BooleanSupplier unwanted) {
    if (GateReader.freeBytes(place.temporary()) < LEAST_FREE_BYTES) {
      return VirtualThreadGroups.na("less than 1 GiB is free in its /tmp, where it writes them");
    }
    byte[] random = new byte[12];
    ThreadLocalRandom.current().nextBytes(random);
    String name = NAME + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
    long began = System.nanoTime();
    Taken taken = new Taken(place.temporary().resolve(name), began + timeoutNanos);
    try {
      client.command(
          "Thread.dump_to_file /tmp/" + name,
          timeoutNanos,
          () -> unwanted.getAsBoolean() && taken.isTaken());
      taken.written = true;
      VirtualThreadGroups groups = taken.groups();
      return new VirtualThreadGroups(
          groups.threads(), groups.groups(), System.nanoTime() - began, groups.reason());
    } catch (AttachException e) {
      return VirtualThreadGroups.na(Optional.ofNullable(e.getMessage()).orElse("no answer"));
    } finally {
      taken.close();
    }
  }

  /** The file: opened, its name removed, and read as it grows, by a thread of its own. */
  private final class Taken {
    private final Path file;
    private final Thread thread;
    private volatile VirtualThreadGroups groups =
        VirtualThreadGroups.na("what it wrote cannot be read here");
    private volatile boolean taken;
    private volatile boolean written;
    private volatile boolean over;

    Taken(Path file, long deadlineNanos) {
      this.file = file;
      this.thread =
          Thread.ofPlatform().daemon().name("jvm-dump").unstarted(() -> take(deadlineNanos));
      thread.start();
    }

    private void take(long deadlineNanos) {
      while (!over && System.nanoTime() < deadlineNanos) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          read();
          return;
        }
        if (written) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }

    private void read() {
      try (InputStream open = open()) {
        groups = VirtualStacks.read(new Growing(open), MOST_BYTES);
      } catch (IOException | RuntimeException e) {
        // It is said that it cannot be read.
      }
    }

    private InputStream open() throws IOException {
      try {
        if (!place.isOwn(file)) {
          throw new IOException("another one's");
        }
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      } finally {
        delete();
        taken = true;
      }
    }

    boolean isTaken() {
      return taken;
    }

    /** What was counted, once the JVM has said that it is all there. */
    VirtualThreadGroups groups() {
      join();
      return groups;
    }

    private void join() {
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

    void close() {
      over = true;
      join();
      delete();
    }

    /** Ends where the file does, but not before the JVM has written all of it. */
    private final class Growing extends InputStream {
      private final InputStream in;

      Growing(InputStream in) {
        this.in = in;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
          boolean last = written || over;
          int read = in.read(bytes, offset, length);
          if (read > 0 || last) {
            return read;
          }
          LockSupport.parkNanos(POLL_NANOS);
        }
      }
    }
  }
}
