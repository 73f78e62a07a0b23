package dev.conctop.app.fleet;

import dev.conctop.record.Header;
import dev.conctop.record.Recorder;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has what one machine's feed tells recorded here, by the clock there. Confined to one thread at a
 * time.
 */
public final class FeedTape implements AutoCloseable {
  /** So much may be settled of a clock's time of day while it runs. */
  private static final long MOST_SETTLED = 10_000_000_000L;

  private static final long MOST_BACK = 1_000_000_000L;

  /**
   * What is said of the recording in its head.
   *
   * @param writer which program writes it
   * @param command the command line here
   * @param redacted whether names are hashed
   */
  public record About(String writer, List<String> command, boolean redacted) {
    public About {
      command = List.copyOf(command);
    }

    private Header header(Header feed) {
      return new Header(
          writer,
          feed.host(),
          feed.cores(),
          command,
          feed.wallNanos(),
          feed.monotonicNanos(),
          redacted,
          feed.seed());
    }
  }

  private final About about;
  private @Nullable WritableByteChannel to;
  private @Nullable Recorder recorder;
  private @Nullable Header first;
  private Consumer<String> trouble = why -> {};
  private long lastNanos = Long.MIN_VALUE + MOST_BACK;
  private boolean over;
  private Optional<String> failure = Optional.empty();

  private FeedTape(@Nullable WritableByteChannel to, About about) {
    this.to = to;
    this.about = about;
    this.over = to == null;
  }

  /** Nothing is recorded. */
  public static FeedTape none() {
    return new FeedTape(null, new About("", List.of(), false));
  }

  /**
   * Nothing is written before the feed begins.
   *
   * @param to is closed at the end
   */
  public static FeedTape to(WritableByteChannel to, About about) {
    return new FeedTape(to, about);
  }

  /** Who is told, in one line, when it goes on no longer. */
  void onTrouble(Consumer<String> told) {
    trouble = told;
  }

  /** The feed begins, for the first time or anew. */
  void began(Header feed) {
    if (over) {
      return;
    }
    Header before = first;
    if (before == null) {
      begin(feed);
    } else if (isOfOneClock(before, feed) && feed.monotonicNanos() >= lastNanos) {
      told(new Entry.Gap(feed.monotonicNanos(), "it was not reached in between"));
    } else {
      fail("the clock of that machine has begun anew: what follows needs a recording of its own");
    }
  }

  private void begin(Header feed) {
    WritableByteChannel file = to;
    to = null;
    first = feed;
    try {
      recorder =
          Recorder.start(
              Optional.ofNullable(file),
              Optional.empty(),
              about.header(feed),
              about.redacted() ? Redaction.hashed() : Redaction.none(),
              why -> trouble.accept("the recording has stopped: " + why));
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether the time of day there is made of the same clock: a machine that was started again has
   * another.
   */
  private static boolean isOfOneClock(Header one, Header other) {
    long settled =
        (one.wallNanos() - one.monotonicNanos()) - (other.wallNanos() - other.monotonicNanos());
    return Math.abs(settled) <= MOST_SETTLED;
  }

  /** Something was told. */
  void told(Entry entry) {
    Recorder now = recorder;
    // Threads there may be some µs late; who lies about the time must not have it go back in it.
    if (!over && now != null && entry.nanos() >= lastNanos - MOST_BACK) {
      lastNanos = Math.max(lastNanos, entry.nanos());
      now.take(entry);
    }
  }

  private void fail(String why) {
    over = true;
    failure = Optional.of(why);
    trouble.accept("the recording has stopped: " + why);
  }

  /** Why not all was recorded; empty when all was. To be asked once it is closed. */
  public Optional<String> failure() {
    Recorder now = recorder;
    return failure.isPresent() || now == null ? failure : now.failure();
  }

  /** Whether anything was to be recorded, and nothing ever came. */
  public boolean isEmpty() {
    return to != null;
  }

  @Override
  public void close() {
    Recorder now = recorder;
    if (now != null) {
      now.close();
    }
    WritableByteChannel file = to;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Nothing was written.
        return;
      }
    }
  }
}
