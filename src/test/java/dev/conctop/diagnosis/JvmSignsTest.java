package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmPool.Shortage;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of cases: what the kernel's view alone led to, what a JVM says besides, and what is to
 * be said of both.
 */
class JvmSignsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String PINNED = JvmThread.CARRYING + " #31 (waiting)";
  private static final String PINNED_AT_LOCK = JvmThread.CARRYING + " #31 (lock)";
  private static final String BLOCKED = "BLOCKED (on object monitor)";
  private static final String PARKED = "WAITING (parking)";

  /**
   * One JVM.
   *
   * @param before class and cause without it, and the finding that there is already, if any
   * @param expected class, cause and findings with it
   */
  record Case(String name, String before, Jvm jvm, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        c("nothing to say", "idle", jvm(), "idle"),
        // Deadlocks: the class follows only where the kernel sees nothing that speaks against it.
        c("deadlock, all idle", "idle", jvm().deadlock(2), "lock-bound monitor deadlock"),
        c("deadlock, unknown", "cannot-tell", jvm().deadlock(2), "lock-bound monitor deadlock"),
        c("deadlock beside work", "cpu-saturated", jvm().deadlock(2), "cpu-saturated deadlock"),
        c("deadlock beside some work", "mixed", jvm().deadlock(2), "mixed deadlock"),
        c(
            "two deadlocks",
            "idle",
            jvm().deadlock(2).deadlock(3),
            "lock-bound monitor deadlock deadlock"),
        // Pools.
        c("pool deadlock", "idle", jvm().pool(Shortage.DEADLOCK), "lock-bound futex pool-deadlock"),
        c(
            "pool deadlock beside some work",
            "mixed",
            jvm().pool(Shortage.DEADLOCK),
            "lock-bound futex pool-deadlock"),
        c(
            "pool deadlock beside reads",
            "io-waiting network",
            jvm().pool(Shortage.DEADLOCK),
            "io-waiting network pool-deadlock"),
        c("too few connections", "idle", jvm().pool(Shortage.RESOURCE), "idle pool-starved"),
        c(
            "too few workers",
            "io-waiting network",
            jvm().pool(Shortage.WORKERS),
            "io-waiting network pool-starved"),
        c(
            "too few workers, no core free",
            "cpu-saturated",
            jvm().pool(Shortage.WORKERS),
            "cpu-saturated"),
        c("too few workers, quota", "throttled", jvm().pool(Shortage.WORKERS), "throttled"),
        c(
            "too few workers, known already",
            "idle +pool-starved",
            jvm().pool(Shortage.WORKERS),
            "idle pool-starved"),
        // Carriers held by virtual threads that cannot leave them.
        c(
            "pinned at a lock",
            "idle",
            jvm().virtual(2, 2, 5).threads(2, PINNED_AT_LOCK),
            "lock-bound monitor pool-starved"),
        c(
            "pinned in reads",
            "cannot-tell",
            jvm().virtual(2, 2, 5).threads(2, PINNED),
            "mixed pinned pool-starved"),
        c(
            "half of the pinned at a lock",
            "idle",
            jvm().virtual(2, 2, 5).threads(1, PINNED).threads(1, PINNED_AT_LOCK),
            "lock-bound monitor pool-starved"),
        c(
            "pinned beside reads",
            "io-waiting network",
            jvm().virtual(2, 2, 5).threads(2, PINNED),
            "io-waiting network pool-starved"),
        c(
            "pinned, no core free",
            "cpu-saturated",
            jvm().virtual(2, 2, 5).threads(2, PINNED),
            "cpu-saturated"),
        c("one of four pinned", "idle", jvm().virtual(4, 4, 5).threads(1, PINNED), "idle"),
        c("nobody queues", "idle", jvm().virtual(2, 2, 0).threads(2, PINNED), "idle"),
        c("a carrier is free", "idle", jvm().virtual(2, 1, 5).threads(2, PINNED), "idle"),
        // The collector.
        c("collects a fifth of the time", "idle", jvm().collects(0.2), "cpu-saturated gc-bound"),
        c("collects a little less", "idle", jvm().collects(0.19), "idle"),
        c(
            "collects, others stopped",
            "lock-bound futex",
            jvm().collects(0.5),
            "cpu-saturated gc-bound"),
        c(
            "collects beside reads",
            "io-waiting network",
            jvm().collects(0.5),
            "io-waiting network gc-bound"),
        // Which lock it is.
        c("at monitors", "lock-bound futex", jvm().threads(3, BLOCKED), "lock-bound monitor"),
        c(
            "more at locks of the library",
            "lock-bound futex",
            jvm().threads(1, BLOCKED).threads(2, PARKED),
            "lock-bound futex"),
        c(
            "as many",
            "lock-bound futex",
            jvm().threads(2, BLOCKED).threads(2, PARKED),
            "lock-bound futex"),
        c(
            "at monitors, but the interpreter's lock",
            "lock-bound gil",
            jvm().threads(3, BLOCKED),
            "lock-bound gil"),
        c("at monitors, but not bound by them", "idle", jvm().threads(3, BLOCKED), "idle"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsExpected(Case one) {
    assertEquals(one.expected(), words(JvmSigns.add(before(one.before()), state(one.jvm()))));
  }

  @Test
  void withoutAJvmNothingIsTouched() {
    Verdict verdict = before("idle");
    assertSame(verdict, JvmSigns.add(verdict, state()));
  }

  @Test
  void twoJvmsAreLookedAtTogether() {
    State both = state(jvm().threads(1, BLOCKED), jvm().pid(8).threads(2, PARKED).deadlock(2));
    assertEquals(
        "lock-bound futex deadlock", words(JvmSigns.add(before("lock-bound futex"), both)));
  }

  @Test
  void adviceNamesWhoAndHowMany() {
    assertEquals(
        "t1, t2, t3, t4, t5, t6, … wait for each other for ever: take locks in one order",
        advice(jvm().deadlock(8)));
    assertTrue(
        advice(jvm().pool(Shortage.DEADLOCK)).startsWith("all 6 workers of pool-1-thread wait"));
    assertTrue(
        advice(jvm().pool(Shortage.RESOURCE))
            .startsWith("6 threads pool-1-thread wait at Bag.borrow, 2 of them have"));
    assertTrue(
        advice(jvm().pool(Shortage.WORKERS)).startsWith("none of the 2 workers of pool-1-thread"));
    String pinned = advice(jvm().virtual(2, 2, 5).threads(2, PINNED));
    assertTrue(
        pinned.startsWith("5 virtual threads queue and none of the 2 carriers is free"), pinned);
    assertTrue(
        pinned.contains("(thread-1 at shop.Stock.take, thread-2 at shop.Stock.take)"), pinned);
    String collector = advice(jvm().collects(0.25));
    assertTrue(collector.contains("for 25 % of the time, 4 times a second"), collector);
  }

  @Test
  void carriersThatWereFreeMostOfTheTimeAreNotShort() {
    Jvm free = jvm().virtual(2, 1, 0);
    Jvm pinned = jvm().virtual(2, 2, 5).threads(2, PINNED);
    assertEquals("idle", words(JvmSigns.add(before("idle"), state(free, pinned))));
    assertEquals(
        "mixed pinned pool-starved",
        words(JvmSigns.add(before("idle"), state(free, pinned, pinned, pinned, pinned))));
  }

  // ---- from words and to words

  private static Case c(String name, String before, Jvm jvm, String expected) {
    return new Case(name, before, jvm, expected);
  }

  /** "idle", "lock-bound futex", "idle +pool-starved". */
  private static Verdict before(String words) {
    Kind kind = Kind.IDLE;
    String cause = "";
    List<Verdict.Finding> findings = new ArrayList<>();
    for (String word : words.split(" ")) {
      if (word.startsWith("+")) {
        findings.add(new Verdict.Finding(name(word.substring(1)), "as the kernel has it"));
      } else if (List.of(Kind.values()).stream().anyMatch(k -> k.word().equals(word))) {
        kind = List.of(Kind.values()).stream().filter(k -> k.word().equals(word)).findFirst().get();
      } else {
        cause = word;
      }
    }
    return new Verdict(kind, cause, findings, List.of("cores 9 % busy"));
  }

  private static Verdict.Finding.Name name(String word) {
    return List.of(Verdict.Finding.Name.values()).stream()
        .filter(name -> name.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static String words(Verdict verdict) {
    assertEquals(List.of("cores 9 % busy"), verdict.evidence(), "stays as it was");
    String findings =
        verdict.findings().stream().map(f -> " " + f.name().word()).collect(Collectors.joining());
    return verdict.kind().word()
        + (verdict.cause().isEmpty() ? "" : " " + verdict.cause())
        + findings;
  }

  private static String advice(Jvm jvm) {
    return JvmSigns.add(before("idle"), state(jvm)).findings().getFirst().advice();
  }

  /** A state that has seen these JVMs, one look each. */
  private static State state(Jvm... looks) {
    Update update = new Update(KeyBindings.defaults(), 2);
    Ui ui = Ui.initial(Page.OVERVIEW, SECOND);
    State state = State.attached(ui, new Target(new Pid(7), "java"), 0);
    for (Jvm look : looks) {
      state = update.apply(state, new Msg.Observed(look.sample())).state();
    }
    return state;
  }

  private static Jvm jvm() {
    return new Jvm();
  }

  /** What one look at a JVM shows; nothing in particular until it is said. */
  private static final class Jvm {
    private int pid = 7;
    private JvmCounters counters = JvmCounters.na("not counted here");
    private VirtualThreadUse virtual = VirtualThreadUse.na("none here");
    private final List<JvmThread> threads = new ArrayList<>();
    private final List<List<String>> deadlocks = new ArrayList<>();
    private final List<JvmPool> pools = new ArrayList<>();

    Jvm pid(int number) {
      pid = number;
      return this;
    }

    Jvm deadlock(int size) {
      deadlocks.add(IntStream.rangeClosed(1, size).mapToObj(i -> "t" + i).toList());
      return this;
    }

    Jvm pool(Shortage shortage) {
      pools.add(new JvmPool(shortage, "pool-1-thread", 6, 2, "Bag.borrow"));
      return this;
    }

    Jvm virtual(int carriers, int mounted, int queued) {
      virtual =
          new VirtualThreadUse(
              Figure.sampled(carriers), Figure.sampled(mounted), Figure.sampled(queued));
      return this;
    }

    Jvm threads(int count, String state) {
      for (int i = 0; i < count; i++) {
        int number = threads.size() + 1;
        threads.add(
            new JvmThread(
                number,
                "thread-" + number,
                state,
                state.equals(PARKED) ? "java.util.concurrent.locks.ReentrantLock" : "",
                "",
                0,
                "shop.Stock.take"));
      }
      return this;
    }

    /** Four times a second. */
    Jvm collects(double share) {
      counters =
          new JvmCounters(
              Figure.exact(40),
              Figure.exact(share * 10 * SECOND),
              Figure.exact(50),
              Figure.exact(share * 10 * SECOND),
              10 * SECOND);
      return this;
    }

    JvmSample sample() {
      return new JvmSample(
          new Pid(pid),
          "25",
          new DeepView.On(),
          counters,
          virtual,
          threads,
          Figure.exact(1),
          deadlocks,
          List.of(),
          List.of(),
          0,
          "",
          pools,
          List.of(),
          VirtualThreadGroups.na("they were not asked for"));
    }
  }
}
