package dev.conctop.probe.jvm.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets a JVM to listen for questions: HotSpot starts to at a SIGQUIT if a file {@code .attach_pidN}
 * is in its working directory or in {@code /tmp}. It is put into {@code /tmp}, where nobody keeps
 * files of his own, and removed again whatever happens.
 */
public final class Listening {
  private static final long POLL_NANOS = 10_000_000;

  private Listening() {}

  /**
   * Sends the signal and waits for the socket.
   *
   * @param startTicks when the process began, as it was when it was judged
   * @throws AttachException when it does not come to listen
   */
  public static void begin(Place place, String startTicks, long timeoutNanos)
      throws AttachException {
    Path trigger = trigger(place);
    try {
      send(place, startTicks);
      long deadline = System.nanoTime() + timeoutNanos;
      while (!place.listens()) {
        if (System.nanoTime() > deadline) {
          throw new AttachException("it does not listen after SIGQUIT");
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } finally {
      remove(trigger);
    }
  }

  private static Path trigger(Place place) throws AttachException {
    String name = ".attach_pid" + place.ownPid();
    Path inTemporary = create(place.temporary().resolve(name));
    Path made = inTemporary != null ? inTemporary : create(place.fromWorkingDirectory(name));
    if (made == null) {
      throw new AttachException("no file can be made in its /tmp");
    }
    return made;
  }

  /** A new file, or null. One that is there already may be another tool's: it is not ours. */
  private static @Nullable Path create(Path file) {
    try {
      return Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static void remove(Path trigger) {
    try {
      Files.deleteIfExists(trigger);
    } catch (IOException e) {
      // Its file system is gone with it.
    }
  }

  private static void send(Place place, String startTicks) throws AttachException {
    BooleanSupplier sameAndCatching =
        () ->
            startTicks(place).equals(startTicks)
                && GateReader.catchesQuit(place.text("status").orElse(""));
    switch (QuitSignal.send(place.pid(), sameAndCatching)) {
      case DONE -> {}
      case CHANGED -> throw new AttachException("it changed while it was being looked at");
      case REFUSED ->
          throw new AttachException("the kernel offers no safe way to signal it (pidfd)");
    }
  }

  /** When a process began, which tells it from another one with the same number. */
  public static String startTicks(Place place) {
    String stat = place.text("stat").orElse("");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length > 19 ? fields[19] : "";
  }
}
