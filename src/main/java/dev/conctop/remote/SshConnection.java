package dev.conctop.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of ssh. Its streams are asked what they have, never waited for, so that one thread can
 * look after all hosts. When its standard input ends, the feed there does.
 */
public final class SshConnection implements Connection {
  /** As much of its standard error is kept; it may say anything, for ever. */
  private static final int LAST_WORDS = 4096;

  private static final long PATIENCE_MILLIS = 3000;

  private final Process process;

  /** What is brought when it is asked for; empty: nothing, or it is on its way. */
  private Optional<Archive> archive;

  /** Orders that must not come before the archive; null once what is there speaks. */
  private @Nullable List<String> held;

  private final StringBuilder said = new StringBuilder();
  private final byte[] piece = new byte[1024];

  private SshConnection(Process process, Optional<Archive> archive) {
    this.process = process;
    this.archive = archive;
    this.held = archive.isPresent() ? new ArrayList<>() : null;
  }

  /** Opens connections by a command. */
  public static Opener by(SshCommand ssh) {
    return (to, remote) -> start(ssh.words(to, remote), Optional.empty());
  }

  /** The same, with an archive that is brought where conctop is missing. */
  public static Opener bringing(SshCommand ssh, Archive archive) {
    return (to, remote) -> start(ssh.words(to, archive.command(remote)), Optional.of(archive));
  }

  private static Connection start(List<String> words, Optional<Archive> archive)
      throws IOException {
    try {
      return new SshConnection(new ProcessBuilder(words).start(), archive);
    } catch (IOException e) {
      throw new IOException("'" + words.getFirst() + "' cannot be started: is ssh installed?", e);
    }
  }

  @Override
  public int read(byte[] into) throws IOException {
    InputStream from = process.getInputStream();
    int ready = Math.min(from.available(), into.length);
    int got = ready == 0 ? 0 : Math.max(0, from.read(into, 0, ready));
    List<String> waiting = held;
    if (got > 0 && waiting != null) {
      held = null;
      waiting.forEach(this::send);
    }
    return got;
  }

  /** Whole archives are written by a thread of their own: that takes as long as the line does. */
  private void bring() {
    if (archive.isPresent() && said.indexOf(Archive.WANTED) >= 0) {
      Archive brought = archive.get();
      archive = Optional.empty();
      Thread.ofPlatform()
          .daemon()
          .name("archive")
          .start(
              () -> {
                try {
                  brought.to(process.getOutputStream());
                } catch (IOException e) {
                  // It has ended, which is seen when it is read.
                  return;
                }
              });
    }
  }

  @Override
  public boolean ended() {
    hear();
    bring();
    if (process.isAlive()) {
      return false;
    }
    try {
      return process.getInputStream().available() == 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public int exitCode() {
    return process.exitValue();
  }

  private void hear() {
    try {
      InputStream from = process.getErrorStream();
      for (int ready = from.available(); ready > 0; ready = from.available()) {
        int got = from.read(piece, 0, Math.min(ready, piece.length));
        if (got <= 0) {
          return;
        }
        said.append(new String(piece, 0, got, StandardCharsets.UTF_8));
        if (said.length() > LAST_WORDS) {
          said.delete(0, said.length() - LAST_WORDS);
        }
        if (ready >= piece.length * 64) {
          // Whoever floods is heard again later.
          return;
        }
      }
    } catch (IOException e) {
      // It is closed: no more words.
      return;
    }
  }

  @Override
  public String lastWords() {
    hear();
    List<String> lines =
        said.toString()
            .lines()
            .filter(line -> !line.isBlank() && !line.equals(Archive.WANTED))
            .toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  @Override
  public void send(String line) {
    List<String> waiting = held;
    if (waiting != null) {
      waiting.add(line);
      return;
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      process.getOutputStream().write(bytes);
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has ended, which is seen when it is read.
      return;
    }
  }

  @Override
  public void close() {
    // Its standard input ends with it, and so does what runs there; who is still writing to it
    // finds that nobody reads.
    process.destroy();
    // One that is deaf must not stay either.
    process
        .onExit()
        .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete(
            (_, late) -> {
              if (late != null) {
                process.destroyForcibly();
              }
            });
  }
}
