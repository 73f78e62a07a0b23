package dev.conctop.app.experiment.whatif;

import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.report.whatif.MeasureReader;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.state.State;
import dev.conctop.state.past.total.Totals;
import dev.conctop.state.seen.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a recorded run into blocks, so that it is seen how much it differs from itself, as a run
 * that is measured for it is. A block ends where the machine's sums are told, which is once a
 * second: all of what was told of it is from then on of the next. Confined to one thread.
 */
final class RecordedBlocks implements RecordedPart.Blocks {
  /** As long as those of a run that is measured for it, and the sums are known to a second. */
  private static final long SHORTEST_NANOS = 2_000_000_000L;

  /** Sums are told of the last look of a second, the frame before it is up to an interval older. */
  private static final long SLACK_NANOS = 200_000_000L;

  /** More tell no more of how a run differs from itself. */
  private static final int MOST = 10;

  private static final Figure NO_MEMORY = Figure.na("it is not asked for");

  private final long end;
  private final long blockNanos;
  private final List<Measured.Block> blocks = new ArrayList<>();

  /** What is watched, and who said hello. */
  private final Set<Object> begun = new HashSet<>();

  /**
   * @param begin the first moment of all of it, by the clock of its stamps
   * @param end the last
   */
  RecordedBlocks(long begin, long end) {
    this.end = end;
    blockNanos = Math.max(SHORTEST_NANOS, (end - begin) / MOST);
  }

  @Override
  public boolean taken(Entry entry, State after) {
    if (isAnother(entry)) {
      // What was seen of the run before is not of it.
      blocks.clear();
    }
    boolean ends =
        entry instanceof Entry.Seen(long _, Fact fact)
            && fact instanceof HostTotals
            && after.stage() instanceof Stage.Measuring
            && after.totals().phaseNanos() >= blockNanos - SLACK_NANOS
            // What would be left is too short to be one: it is of the last.
            && end - entry.nanos() >= blockNanos / 2;
    if (ends) {
      blocks.add(block(after));
    }
    return ends;
  }

  /** Whether another run begins; what stands is told again now and then. */
  private boolean isAnother(Entry entry) {
    Optional<Object> begins =
        switch (entry) {
          case Entry.Begins(long _, Watched what) -> Optional.of(what);
          case Entry.Seen(long _, Fact fact) when fact instanceof SubjectEvent.Hello hello ->
              Optional.of(hello);
          case Entry.Seen _, Entry.Lost _, Entry.Gap _ -> Optional.empty();
        };
    return begins.isPresent() && begun.add(begins.get());
  }

  private static Measured.Block block(State state) {
    Totals totals = state.totals();
    TaskCounts tasks = totals.tasks();
    SubjectEvent.BlockEnded ended =
        new SubjectEvent.BlockEnded(0, totals.phaseNanos(), tasks, totals.errors(), NO_MEMORY);
    return new Measured.Block(
        BlockReader.of(state, ended), MeasureReader.of(state, tasks, totals.phaseNanos()));
  }

  /**
   * All of them.
   *
   * @param last the state at the end
   */
  List<Measured.Block> all(State last) {
    List<Measured.Block> all = new ArrayList<>(blocks);
    if (measured(last)) {
      all.add(block(last));
    }
    return all;
  }

  private static boolean measured(State state) {
    return switch (state.stage()) {
      case Stage.Measuring _, Stage.Draining _, Stage.Finished _, Stage.Died _ -> true;
      case Stage.Watching _, Stage.Starting _, Stage.WarmingUp _ -> false;
    };
  }
}
