package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.diagnosis.sign.Foreign;
import dev.conctop.diagnosis.sign.Lessons;
import dev.conctop.diagnosis.sign.OwnRun;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.past.crowd.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of cases: programs that were met, as the budgets that were measured of them, and what
 * is to be said. A new rule may not break an old case unseen.
 */
class ForeignRulesTest {
  private static final double CORES = 2;
  private static final long WALL = 3_000_000_000L;

  /**
   * One program.
   *
   * @param threads each as "c0.5 q0.1 n0.4", by the parts' letters (q for the run queue); "="
   *     before it for one that stood still, "3*" for three of them
   * @param traits words that change what is known beside: allowed=1, stopped, traced, queued,
   *     python, throttled, lock=…
   * @param busy busy share of the machine's cores
   */
  record Case(String name, String threads, String traits, double busy, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        // A limit that is reached, whatever stands beside it.
        c("joins one that computes", "=.1 c1", "", 0.5, "cpu-saturated serial"),
        c("joins two that compute", "=.1 2*c1", "", 1, "cpu-saturated"),
        c("joins four on two cores", "=.1 4*c0.5 q0.5", "", 1, "cpu-saturated oversubscribed"),
        c("redis under load", "c0.97 .0.03 4*=.1", "", 0.7, "cpu-saturated serial"),
        c("computes beside a hundred readers", "c1 100*=n1", "", 0.5, "cpu-saturated serial"),
        c("computes beside parked workers", "c0.95 .0.05 64*=.1", "", 0.5, "cpu-saturated serial"),
        c("computes beside sleepers", "c1 15*=s1", "", 0.5, "cpu-saturated serial"),
        c("one core allowed", "c1", "allowed=1", 0.5, "cpu-saturated"),
        c(
            "three on one core allowed",
            "3*c0.33 q0.67",
            "allowed=1",
            0.5,
            "cpu-saturated oversubscribed"),
        c("others take the cores", "c0.4 q0.6", "", 1, "cpu-saturated serial starved"),
        c(
            "children that follow each other",
            "c0.5 .0.5 c0.5 .0.5",
            "",
            0.5,
            "cpu-saturated serial"),
        c("held back by its quota", "c0.2 q0.8", "throttled", 0.2, "throttled"),
        // Load without a limit.
        c("duty of 15 %", "c0.15 s0.85", "", 0.1, "idle timer"),
        c("server at 13 %", "c0.13 .0.87 =.1", "", 0.1, "idle"),
        c("server at 13 % with odds and ends", "c0.10 n0.03 .0.87", "", 0.1, "idle"),
        c("polls every 50 us", "c0.05 q0.01 s0.94", "", 0.1, "idle timer"),
        // Waits.
        c("client", "=n1", "", 0, "io-waiting network"),
        c("clients that move", "8*n0.97 c0.03", "", 0.1, "io-waiting network"),
        c("client beside idle workers", "=n1 8*=.1", "", 0, "io-waiting network"),
        c("client beside a timer that ticks", "=n1 c0.01 s0.99", "", 0, "io-waiting network"),
        c("fsync, others idle", "c0.2 d0.8 4*=.1", "", 0.1, "io-waiting disk"),
        c("half and half", "c0.5 n0.5", "", 0.3, "mixed"),
        c(
            "pool of 4 in reads, its producer held back",
            "4*n0.99 c0.01 l0.96 ?0.04 4*s0.97 .0.03",
            "",
            0.2,
            "io-waiting network"),
        c("four in pipes nobody writes to", "s1 4*=p1 5*=.1", "", 0, "io-waiting ipc"),
        // Locks.
        c(
            "mutex, computed under",
            "7*l0.87 c0.13 l0.87 c0.13",
            "lock=futex mutex at 0x1",
            0.5,
            "lock-bound futex"),
        c(
            "mutex, others never got it",
            "c1 7*=l1",
            "lock=futex mutex at 0x1",
            0.5,
            "lock-bound futex"),
        c(
            "interpreter lock",
            "=.1 4*c0.25 l0.75",
            "lock=futex interpreter lock",
            0.5,
            "lock-bound gil gil-bound"),
        c(
            "convoy",
            "c0.97 l0.03 l0.9 n0.08 c0.02",
            "lock=futex interpreter lock",
            0.5,
            "lock-bound gil gil-bound convoy"),
        c(
            "interpreter lock under a quota",
            "4*c0.06 q0.19 l0.75",
            "throttled lock=futex interpreter lock",
            0.2,
            "throttled"),
        c(
            "interpreter lock on the one core that it may use",
            "4*c0.25 l0.75",
            "allowed=1 lock=futex interpreter lock",
            0.5,
            "cpu-saturated"),
        c("two that wait for each other", "2*=l1", "parked", 0, "lock-bound futex stuck"),
        // Nothing to do.
        c("idle pool", "9*=.1", "", 0, "idle"),
        c("asleep", "=s1", "", 0, "idle timer"),
        c("nobody can wake it", "9*=.1", "parked", 0, "idle stuck"),
        c("stopped", "=.1", "stopped", 0, "idle stopped"),
        c("traced", "=.1", "traced", 0, "idle traced"),
        c("parked, nobody knows for what", "9*=?1", "", 0, "idle"),
        c("works a little beside parked unknowns", "c0.03 s0.97 9*=?1", "", 0, "idle timer"),
        // A loop that sleeps while its clients queue.
        c("sleeps in its loop", "s0.98 c0.02", "queued", 0, "mixed timer loop-blocked"),
        c(
            "asks an upstream in its loop",
            "n0.95 c0.05",
            "queued",
            0,
            "io-waiting network loop-blocked"),
        c(
            "waits for a child in its loop",
            "p0.95 c0.05",
            "queued",
            0,
            "io-waiting ipc loop-blocked"),
        c(
            "several that ask an upstream while clients queue",
            "4*n0.95 c0.05",
            "queued",
            0,
            "io-waiting network"),
        c(
            "saturated while its clients queue",
            "c0.98 .0.02",
            "queued",
            0.6,
            "cpu-saturated serial"),
        // What cannot be told.
        c("moves, and nobody knows what it waits for", "c0.05 ?0.95", "", 0.1, "cannot-tell"),
        c("nothing measured", "", "", 0, "cannot-tell"));
  }

  private static Case c(String name, String threads, String traits, double busy, String expected) {
    return new Case(name, threads, traits, busy, expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isJudgedAsKnown(Case program) {
    Verdict verdict = Rules.judge(signs(program));
    String said =
        (verdict.kind().word()
                + " "
                + (verdict.cause().isEmpty() ? "" : verdict.cause() + " ")
                + verdict.findings().stream()
                    .map(finding -> finding.name().word())
                    .collect(Collectors.joining(" ")))
            .strip();
    assertEquals(program.expected(), said, verdict.toString());
  }

  private static Signs signs(Case program) {
    Threads threads = new Threads();
    threads.read(program.threads());
    String traits = program.traits();
    boolean halted = traits.equals("stopped") || traits.equals("traced");
    Crowd crowd =
        new Crowd(
            WALL,
            threads.count,
            threads.moved,
            threads.moving,
            threads.still,
            threads.still.nanos(Part.LOCK),
            threads.busy,
            Optional.ofNullable(threads.busiest),
            Optional.ofNullable(threads.hampered),
            traits.contains("lock=") ? traits.substring(traits.indexOf("lock=") + 5) : "",
            traits.equals("parked"));
    Budget all = threads.moving.copy();
    all.addAll(threads.still);
    return new Signs(
        all,
        new long[TaskWait.count()],
        false,
        threads.count,
        traits.startsWith("allowed=1") ? 1 : CORES,
        program.busy(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Lessons.NONE,
        traits.startsWith("throttled") ? 0.9 : Double.NaN,
        Optional.of(
            new Foreign(
                crowd,
                new SubjectTraits(Runtime.NATIVE, 0, halted ? traits : "", -1, true),
                traits.equals("queued") ? 1 : Double.NaN,
                20,
                CORES,
                "")),
        OwnRun.NOTHING);
  }

  /** Reads the threads of a case. */
  private static final class Threads {
    final Budget moving = new Budget();
    final Budget still = new Budget();
    int count;
    int moved;
    int busy;
    Crowd.One busiest;
    Crowd.One hampered;

    void read(String text) {
      List<String> parts = new ArrayList<>();
      double sum = 0;
      for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
        parts.add(word);
        sum += share(word);
        if (sum > 0.999) {
          thread(parts);
          parts = new ArrayList<>();
          sum = 0;
        }
      }
    }

    private static String bare(String word) {
      String rest = word.substring(word.indexOf('*') + 1);
      return rest.startsWith("=") ? rest.substring(1) : rest;
    }

    private static double share(String word) {
      return Double.parseDouble(bare(word).substring(1));
    }

    private static Part part(String word) {
      char letter = bare(word).charAt(0);
      for (int i = 0; i < Part.count(); i++) {
        if (Part.at(i).letter() == letter) {
          return Part.at(i);
        }
      }
      return Part.RUN_QUEUE;
    }

    private void thread(List<String> parts) {
      String first = parts.getFirst();
      int times =
          first.contains("*") ? Integer.parseInt(first.substring(0, first.indexOf('*'))) : 1;
      boolean stands = first.contains("=");
      for (int i = 0; i < times; i++) {
        count++;
        double onCpu = 0;
        double queued = 0;
        double locked = 0;
        for (String word : parts) {
          Part part = part(word);
          (stands ? still : moving).add(part, Math.round(share(word) * WALL), Fidelity.EXACT);
          onCpu += part == Part.ON_CPU ? share(word) : 0;
          queued += part == Part.RUN_QUEUE ? share(word) : 0;
          locked += part == Part.LOCK ? share(word) : 0;
        }
        if (!stands) {
          moved++;
          busy += onCpu + queued >= 0.5 ? 1 : 0;
          Crowd.One one = new Crowd.One(1, count, "t", onCpu + queued, onCpu, locked);
          busiest = busiest == null || one.wanting() > busiest.wanting() ? one : busiest;
          hampered =
              locked > 0 && (hampered == null || locked > hampered.locked()) ? one : hampered;
        }
      }
    }
  }
}
