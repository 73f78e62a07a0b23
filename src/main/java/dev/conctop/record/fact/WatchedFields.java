package dev.conctop.record.fact;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.Secrets;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.figure.Pid;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is watched. */
final class WatchedFields {
  private static final int MACHINE = 0;
  private static final int PROCESS = 1;
  private static final int RUN = 2;

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
    }
  }

  static Watched watched(In in) throws Damaged {
    return switch (in.whole(MACHINE, RUN)) {
      case MACHINE -> new Watched.Machine();
      case PROCESS -> new Watched.Process(new Pid(in.int32()), in.text(), in.flag());
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
      case "jdbc-url", "user", "class", "class-path", "command", "python" -> out.redacted(value);
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
