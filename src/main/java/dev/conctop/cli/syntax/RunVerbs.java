package dev.conctop.cli.syntax;

import static dev.conctop.cli.syntax.Shared.COPY;
import static dev.conctop.cli.syntax.Shared.DEEP;
import static dev.conctop.cli.syntax.Shared.HOST;
import static dev.conctop.cli.syntax.Shared.LOAD;
import static dev.conctop.cli.syntax.Shared.LOAD_ALONE;
import static dev.conctop.cli.syntax.Shared.METRICS;
import static dev.conctop.cli.syntax.Shared.MODEL;
import static dev.conctop.cli.syntax.Shared.PART;
import static dev.conctop.cli.syntax.Shared.RECORD;
import static dev.conctop.cli.syntax.Shared.SEED;
import static dev.conctop.cli.syntax.Shared.WORKLOAD;
import static dev.conctop.cli.syntax.Shared.flag;
import static dev.conctop.cli.syntax.Shared.value;
import static dev.conctop.cli.syntax.Shared.verb;
import static dev.conctop.cli.syntax.Shared.with;

import dev.conctop.cli.syntax.Syntax.Kind;
import dev.conctop.cli.syntax.Syntax.Option;
import dev.conctop.cli.syntax.Syntax.Positional;
import dev.conctop.cli.syntax.Syntax.Value;
import dev.conctop.cli.syntax.Syntax.Verb;
import java.util.List;

/** The commands that run something. */
final class RunVerbs {
  static final List<Verb> ALL =
      List.of(
          verb(
              "run",
              "run a workload under a concurrency model and watch it",
              WORKLOAD,
              with(
                  with(with(LOAD, RECORD), METRICS),
                  MODEL,
                  value(Value.FREE, "how many tasks in all", "-n", "--tasks"),
                  value(Value.FREE, "how long to measure, such as 10s", "-d", "--duration"),
                  value(Value.FREE, "how long to warm the JIT first (default 1s)", "--warm-up"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "what must hold at the end, such as p99<100ms, throughput>500 or"
                          + " verdict==io-waiting; may be repeated; exit 3 when it does not",
                      List.of("--assert")),
                  value(
                      Value.SCENARIO,
                      "a prepared run; 'conctop list scenarios' shows them",
                      "--scenario"),
                  HOST,
                  COPY)),
          verb(
              "compare",
              "the same work under several models in turns, with intervals",
              WORKLOAD,
              with(
                  with(LOAD, RECORD),
                  value(
                      Value.MODEL,
                      "the models, the reference first: thread-pool,virtual-threads",
                      "-m",
                      "--models"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "an arm: a model with its own options, such as 'thread-pool -j 64 -c 64';"
                          + " may be repeated",
                      List.of("--arm")),
                  value(Value.FREE, "what the others are held against", "--reference"),
                  value(Value.FREE, "how many rounds (default 12)", "--rounds"),
                  value(Value.FREE, "how long it may take in all", "-d", "--duration"),
                  value(
                      Value.FREE,
                      "stop when every interval's half is no wider, such as 2%",
                      "--until"),
                  value(Value.FREE, "what counts as the same (default 3%)", "--within"),
                  value(
                      Value.FREE,
                      "how long each arm is warmed; a new process twice as long (default 1s)",
                      "--warm-up"),
                  flag(
                      "processes live on for all rounds; else every four rounds have new ones",
                      "--keep-processes"),
                  SEED,
                  flag(
                      "the reference runs twice a round: the noise (default: if time)",
                      "--placebo"),
                  flag("no second run of the reference beside it", "--no-placebo"),
                  new Option(
                      Kind.REPEATED,
                      Value.FREE,
                      "what must hold, such as 'virtual-threads>1.1*thread-pool'; may be repeated;"
                          + " exit 3 when its whole interval does not",
                      List.of("--assert")))),
          verb(
              "sweep",
              "the same work at many sizes: the curve, its knee and which size to take",
              WORKLOAD,
              with(
                  with(LOAD, RECORD),
                  MODEL,
                  value(
                      Value.FREE,
                      "what is gone over: workers=1..64 (doubling, then around the knee) or"
                          + " workers=1,2,5; also in-flight, rate or a parameter",
                      "--over"),
                  value(
                      Value.FREE,
                      "also find the smallest size that holds this, such as 'p99<100ms'; of rate and"
                          + " in-flight the largest",
                      "--slo"),
                  value(Value.FREE, "how long it may take in all", "-d", "--duration"),
                  SEED)),
          verb(
              "whatif",
              "one run, then what every other model and size would do, before it is run",
              new Positional(
                  "WORKLOAD|FILE",
                  false,
                  Value.WORKLOAD,
                  "a workload's id, or a recording of a run: then nothing is started"),
              with(
                  with(LOAD, PART),
                  value(
                      Value.MODEL,
                      "what is measured; 'conctop list models' shows them",
                      "-m",
                      "--model"),
                  value(Value.FREE, "how long it is measured (default 20s)", "-d", "--duration"),
                  flag("run the best and the worst, and say how far each was off", "--verify"),
                  flag("measure anew what this machine charges", "--recalibrate"))),
          verb(
              "tour",
              "lessons to be shown live: explain, guess, run, compare",
              new Positional(
                  "LESSON", false, Value.LESSON, "where to begin: a lesson's name or number"),
              value(Value.FILE, "lessons of your own: a folder of TOML files", "--tour"),
              flag("run each once without a screen; exit 3 when one does not hold", "--all"),
              flag("only read the lessons and say what is wrong with them", "--check")),
          verb(
              "advise",
              "which model and how many workers fit a workload, or a process, and why",
              new Positional(
                  "WORKLOAD|PID|NAME",
                  false,
                  Value.WORKLOAD,
                  "a workload's id; anything else is the number or the name of a process"),
              with(
                  LOAD_ALONE,
                  value(
                      Value.MODEL,
                      "the model it has now: it says which runtime, and is tested, too"
                          + " (default: those of the JVM)",
                      "-m",
                      "--model"),
                  value(
                      Value.FREE,
                      "how long it may take in all (default 60s); of a process how long to watch"
                          + " (default 5s)",
                      "-d",
                      "--duration"),
                  flag(
                      "run what is advised against others, however long that takes (default: where"
                          + " the time is enough, which 60s are for tasks of up to half a second)",
                      "--verify"),
                  flag("advise by the rules alone, without a run", "--no-verify"),
                  value(Value.FREE, "what responses are to hold, such as 'p99<100ms'", "--slo"),
                  SEED,
                  value(Value.PID, "a process, even where a workload has the same name", "--pid"),
                  flag("of a process its descendants, too", "--tree"),
                  DEEP)));

  private RunVerbs() {}
}
