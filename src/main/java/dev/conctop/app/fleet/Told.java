package dev.conctop.app.fleet;

import dev.conctop.diagnosis.TableJudge;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.state.Msg;
import dev.conctop.state.seen.Target;
import java.util.Optional;
import java.util.function.Consumer;

/** What the entries of a feed mean to a state. Confined to one thread. */
final class Told {
  private final TableJudge tables = new TableJudge();
  private Watched watched = new Watched.Machine();

  void take(Entry entry, Consumer<Msg> to) {
    switch (entry) {
      case Entry.Seen seen -> to.accept(new Msg.Observed(tables.judged(seen.fact())));
      case Entry.Begins(long nanos, Watched what) -> {
        if (!what.equals(watched)) {
          watched = what;
          to.accept(new Msg.Tick(nanos));
          to.accept(new Msg.Begun(Optional.empty(), target(what)));
        }
      }
      case Entry.Lost lost ->
          to.accept(new Msg.Notice(lost.facts() + " facts were left out: the line is too slow"));
      case Entry.Gap gap -> to.accept(new Msg.Notice("a gap: " + gap.why()));
    }
  }

  private static Optional<Target> target(Watched what) {
    return what instanceof Watched.Process process
        ? Optional.of(new Target(process.pid(), process.name()))
        : Optional.empty();
  }
}
