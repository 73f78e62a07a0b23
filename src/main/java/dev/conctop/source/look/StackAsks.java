package dev.conctop.source.look;

import dev.conctop.probe.StackReader;
import dev.conctop.sample.ThreadStack;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Has whole stacks read, on a thread of its own: no look waits for it. Only the newest question is
 * answered; who goes from thread to thread does not wait for all of them.
 */
public final class StackAsks implements AutoCloseable {
  private static final long ASK_NANOS = 6_000_000_000L;

  private final StackReader outside;
  private final Consumer<ThreadStack> out;
  private final AtomicLong newest = new AtomicLong();
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("stacks").unstarted(task));

  /** One runtime's own answer; empty when the process is none of its kind. */
  @FunctionalInterface
  public interface Inside {
    /** Where no runtime is asked. */
    Inside NONE = (tid, timeoutNanos) -> Optional.empty();

    Optional<ThreadStack.Answer> stack(int tid, long timeoutNanos) throws InterruptedException;
  }

  /**
   * Readies the thread.
   *
   * @param outside reads what no runtime tells itself
   * @param out told by the thread of its own
   */
  public StackAsks(StackReader outside, Consumer<ThreadStack> out) {
    this.outside = outside;
    this.out = out;
  }

  /** Returns at once; the answer comes within some seconds. */
  public void ask(int pid, int tid, long askedNanos, Inside inside) {
    long mine = newest.incrementAndGet();
    asking.execute(
        () -> {
          if (mine != newest.get()) {
            return;
          }
          try {
            out.accept(new ThreadStack(pid, tid, askedNanos, answer(pid, tid, inside)));
          } catch (InterruptedException e) {
            // Closed: nobody waits for it any more.
            Thread.currentThread().interrupt();
          }
        });
  }

  private ThreadStack.Answer answer(int pid, int tid, Inside inside) throws InterruptedException {
    Optional<ThreadStack.Answer> first = inside.stack(tid, ASK_NANOS);
    if (first.isPresent() && !(first.get() instanceof ThreadStack.NotRead)) {
      return first.get();
    }
    ThreadStack.Answer second = outside.read(pid, tid);
    return first.orElse(second) instanceof ThreadStack.NotRead why ? both(why, second) : second;
  }

  /** What else was read, with what stood against the better answer. */
  private static ThreadStack.Answer both(ThreadStack.NotRead why, ThreadStack.Answer second) {
    return switch (second) {
      case ThreadStack.Frames frames -> frames.with("the rest is n/a: " + why.reason());
      case ThreadStack.NotRead other ->
          why.remedy().isEmpty() && !other.equals(why)
              ? new ThreadStack.NotRead(why.reason() + "; " + other.reason(), other.remedy())
              : why;
      case ThreadStack.Ended ended -> ended;
    };
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
