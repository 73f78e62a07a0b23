package dev.conctop.record.fact;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.Secrets;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Pid;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is watched. */
final class WatchedFields {
  private static final int MACHINE = 0;
  private static final int PROCESS = 1;
  private static final int RUN = 2;
  private static final int RACE = 3;
  private static final int SWEEP = 4;
  private static final int MOST_ARMS = 64;
  private static final int MOST_UNIT = 3;

  private WatchedFields() {}

  static void write(Out out, Watched watched) {
    switch (watched) {
      case Watched.Machine _ -> out.whole(MACHINE);
      case Watched.Process process -> {
        out.whole(PROCESS);
        out.whole(process.pid().value());
        out.name(process.name());
        out.flag(process.tree());
      }
      case Watched.Run(RunRequest request) -> {
        out.whole(RUN);
        write(out, request);
      }
      case Watched.Race(List<RunRequest> arms, Watched.RacePlan plan) -> {
        out.whole(RACE);
        out.all(arms, WatchedFields::writeOne);
        write(out, plan);
      }
      case Watched.Sweep(RunRequest request, Watched.SweepPlan plan) -> {
        out.whole(SWEEP);
        writeOne(out, request);
        write(out, plan);
      }
    }
  }

  private static void writeOne(Out out, RunRequest request) {
    out.open();
    write(out, request);
    out.shut();
  }

  private static RunRequest readOne(In in) throws Damaged {
    in.open();
    RunRequest request = request(in);
    in.shut();
    return request;
  }

  private static void write(Out out, Watched.RacePlan plan) {
    out.open();
    // An arm is called as it was written.
    out.names(plan.labels().stream().map(Secrets::maskedWords).toList());
    out.flag(plan.placebo());
    out.whole(plan.rounds());
    out.whole(plan.warm());
    out.whole(plan.settle());
    out.whole(plan.block());
    out.flag(plan.anew());
    out.whole(plan.longest());
    if (plan.halfWidth().isPresent()) {
      out.real(plan.halfWidth().getAsDouble());
    } else {
      out.none();
    }
    out.real(plan.within());
    out.whole(plan.seed());
    out.shut();
  }

  private static Watched.RacePlan racePlan(In in) throws Damaged {
    in.open();
    Watched.RacePlan plan =
        new Watched.RacePlan(
            in.texts(),
            in.flag(),
            in.int32(),
            in.whole(),
            in.whole(),
            in.whole(),
            in.flag(),
            in.whole(),
            in.none() ? OptionalDouble.empty() : OptionalDouble.of(in.real()),
            in.real(),
            in.whole());
    in.shut();
    return plan;
  }

  private static void write(Out out, Watched.SweepPlan plan) {
    out.open();
    out.text(plan.over());
    out.whole(plan.unit());
    out.flag(plan.ladder());
    out.all(plan.values(), Out::real);
    out.all(plan.texts(), Out::text);
    out.whole(plan.cores());
    out.whole(plan.longest());
    out.whole(plan.seed());
    out.all(plan.slo(), Out::whole);
    out.shut();
  }

  private static Watched.SweepPlan sweepPlan(In in) throws Damaged {
    in.open();
    Watched.SweepPlan plan =
        new Watched.SweepPlan(
            in.text(),
            in.whole(0, MOST_UNIT),
            in.flag(),
            in.all(In.MOST_NAMED, In::real),
            in.all(In.MOST_NAMED, In::text),
            in.int32(),
            in.whole(),
            in.whole(),
            in.all(2, In::whole));
    in.shut();
    return plan;
  }

  static Watched watched(In in) throws Damaged {
    return switch (in.whole(MACHINE, SWEEP)) {
      case MACHINE -> new Watched.Machine();
      case PROCESS -> new Watched.Process(new Pid(in.int32()), in.text(), in.flag());
      case RACE -> new Watched.Race(in.all(MOST_ARMS, WatchedFields::readOne), racePlan(in));
      case SWEEP -> new Watched.Sweep(readOne(in), sweepPlan(in));
      default -> new Watched.Run(request(in));
    };
  }

  private static void write(Out out, RunRequest request) {
    out.text(request.workload());
    out.text(request.model());
    out.open();
    request
        .parameters()
        .forEach(
            (name, value) -> {
              out.text(name);
              out.text(safe(out, name, Secrets.masked(name, value)));
            });
    out.shut();
    number(out, request.workers());
    number(out, request.inFlight());
    if (request.ratePerSecond().isPresent()) {
      out.real(request.ratePerSecond().getAsDouble());
    } else {
      out.none();
    }
    number(out, request.tasks());
    number(out, request.durationNanos());
    number(out, request.warmUpNanos());
  }

  /** Values that say what is the user's own are names; an address is to stay an address. */
  private static String safe(Out out, String parameter, String value) {
    return switch (parameter) {
      case "url" ->
          out.redacts() && !value.isEmpty() ? "http://" + out.redacted(value) + ".invalid/" : value;
      case "jdbc-url", "user", "class", "class-path", "command", "python", "jython" ->
          out.redacted(value);
      default -> value;
    };
  }

  private static RunRequest request(In in) throws Damaged {
    return new RunRequest(
        in.text(),
        in.text(),
        in.pairs(In::text),
        in.none() ? OptionalInt.empty() : OptionalInt.of(in.int32()),
        in.none() ? OptionalInt.empty() : OptionalInt.of(in.int32()),
        in.none() ? OptionalDouble.empty() : OptionalDouble.of(in.real()),
        in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()),
        in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()),
        in.none() ? OptionalLong.empty() : OptionalLong.of(in.whole()));
  }

  private static void number(Out out, OptionalInt value) {
    if (value.isPresent()) {
      out.whole(value.getAsInt());
    } else {
      out.none();
    }
  }

  private static void number(Out out, OptionalLong value) {
    if (value.isPresent()) {
      out.whole(value.getAsLong());
    } else {
      out.none();
    }
  }
}
