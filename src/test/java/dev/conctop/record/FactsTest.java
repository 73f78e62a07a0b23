package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.FactReader;
import dev.conctop.record.fact.FactWriter;
import dev.conctop.record.fact.Watched;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.Fact;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final long ZERO = 1_000_000_000L;

  private final FactWriter writer = new FactWriter(Redaction.none());
  private final FactReader reader = new FactReader();

  @Test
  void everyKindOfFactComesBackAsItWas() throws Damaged {
    for (Fact fact : Examples.all()) {
      reader.forget();
      List<Entry> read = read(bytes(true, seen(fact)), true);
      assertEquals(Deep.text(seen(fact)), Deep.text(read.getLast()));
    }
  }

  /** A new kind of fact, or of what is in one, has no example: then this says so. */
  @Test
  void thereIsAnExampleOfEveryKind() {
    Set<Class<?>> found = new HashSet<>();
    for (Fact fact : Examples.all()) {
      found.add(fact.getClass());
      if (fact instanceof ThreadStack stack) {
        found.add(stack.answer().getClass());
      }
    }
    assertTrue(found.containsAll(kinds(Fact.class)), () -> missing(kinds(Fact.class), found));
    Set<Class<?>> answers = kinds(ThreadStack.Answer.class);
    assertTrue(found.containsAll(answers), () -> missing(answers, found));
  }

  private static String missing(Set<Class<?>> all, Set<Class<?>> found) {
    Set<Class<?>> missing = new HashSet<>(all);
    missing.removeAll(found);
    return "without an example: " + missing;
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        kinds.addAll(kinds(kind));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @Test
  void everyDeepViewComesBack() throws Damaged {
    JvmSample jvm = Examples.jvm();
    List<DeepView> views =
        List.of(
            new DeepView.Starting(),
            new DeepView.On(),
            new DeepView.Off(),
            new DeepView.Refused("why", "what helps"));
    assertEquals(DeepView.class.getPermittedSubclasses().length, views.size());
    for (DeepView view : views) {
      JvmSample other =
          new JvmSample(
              jvm.pid(),
              jvm.version(),
              view,
              jvm.counters(),
              jvm.virtualThreads(),
              jvm.threads(),
              jvm.joined(),
              jvm.deadlocks(),
              jvm.latencies(),
              jvm.owners(),
              jvm.thresholdNanos(),
              jvm.notice(),
              jvm.pools(),
              jvm.chains(),
              jvm.groups());
      reader.forget();
      assertEquals(
          Deep.text(seen(other)), Deep.text(read(bytes(true, seen(other)), true).getLast()));
    }
  }

  @Test
  void whatIsWatchedAndWhatWasLostComesBack() throws Damaged {
    List<Entry> written =
        List.of(
            new Entry.Begins(ZERO, new Watched.Machine()),
            new Entry.Begins(ZERO + 1000, new Watched.Process(new Pid(7), "java", true)),
            new Entry.Begins(ZERO + 2000, new Watched.Run(request("http://localhost:80/"))),
            new Entry.Begins(ZERO + 3000, race()),
            new Entry.Begins(ZERO + 4000, sweep()),
            new Entry.Gap(ZERO + 5000, "the checksum is wrong"),
            new Entry.Lost(ZERO + 6000, 12));
    assertEquals(Watched.class.getPermittedSubclasses().length, 5);
    assertEquals(written, read(bytes(true, written.toArray(Entry[]::new)), true));
  }

  private static Watched race() {
    return new Watched.Race(
        List.of(request("http://localhost:80/"), request("http://localhost:81/")),
        new Watched.RacePlan(
            List.of("a", "b -j 4"), true, 12, 1, 2, 3, true, 4, OptionalDouble.of(0.02), 0.03, 5));
  }

  private static Watched sweep() {
    return new Watched.Sweep(
        request("http://localhost:80/"),
        new Watched.SweepPlan(
            "rate",
            1,
            true,
            List.of(1.5, 3.0),
            List.of("1.5", "3"),
            4,
            Long.MAX_VALUE / 2,
            7,
            List.of(99L, 100_000_000L)));
  }

  private static RunRequest request(String url) {
    return new RunRequest(
        "http-get",
        "thread-pool",
        Map.of("url", url, "body", "1KiB"),
        OptionalInt.of(16),
        OptionalInt.empty(),
        OptionalDouble.of(12.5),
        OptionalLong.empty(),
        OptionalLong.of(10_000_000_000L),
        OptionalLong.of(0));
  }

  @Test
  void passwordsAreNotWritten() {
    byte[] bytes =
        bytes(
            true,
            new Entry.Begins(ZERO, new Watched.Run(request("http://me:geheim@localhost/"))),
            seen(table("psql postgres://me:geheim@db/x")));
    assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("geheim"));
  }

  @Test
  void threadsThatRestKeepTheirRowsAndTheOrder() throws Damaged {
    ThreadRows first = ThreadRows.of(rows(100));
    ThreadRows.Successor next = new ThreadRows.Successor(first);
    next.set(40, Examples.row(7, 40, "t40", Part.ON_CPU, 999));
    ThreadsSample one = Examples.threads(ZERO, first);
    ThreadsSample two = Examples.threads(ZERO + 1, next.rows());
    List<ThreadsSample> read = threads(read(bytes(true, seen(one), seen(two)), true));
    assertEquals(Deep.text(List.of(one, two)), Deep.text(read));
    ThreadRows before = (ThreadRows) read.getFirst().threads();
    ThreadRows after = (ThreadRows) read.getLast().threads();
    assertTrue(after.sameOrder(before));
    List<Integer> changed = new ArrayList<>();
    after.changedSince(before, (place, _) -> changed.add(place));
    assertEquals(List.of(40), changed);
  }

  @Test
  void whereThreadsComeAndGoTheOthersKeepTheirRows() throws Damaged {
    List<ThreadRow> rows = rows(100);
    List<ThreadRow> later = new ArrayList<>(rows);
    later.remove(17);
    later.addFirst(Examples.row(7, 500, "new", Part.IDLE, 3));
    later.set(60, Examples.row(7, later.get(60).tid(), later.get(60).name(), Part.ON_CPU, 9));
    ThreadsSample one = Examples.threads(ZERO, ThreadRows.of(rows));
    ThreadsSample two = Examples.threads(ZERO + 1, ThreadRows.of(later));
    byte[] alone = bytes(true, seen(one));
    byte[] both = bytes(true, seen(one), seen(two));
    List<ThreadsSample> read = threads(read(both, true));
    assertEquals(Deep.text(List.of(one, two)), Deep.text(read));
    assertSame(read.getFirst().threads().get(99), read.getLast().threads().get(99));
    assertTrue(both.length - alone.length < 300, both.length + " after " + alone.length);
  }

  @Test
  void aStretchGoesOnFromTheOneBefore() throws Damaged {
    ThreadRows first = ThreadRows.of(rows(50));
    ThreadRows.Successor next = new ThreadRows.Successor(first);
    next.set(3, Examples.row(7, 3, "t3", Part.ON_CPU, 1));
    byte[] key = bytes(true, seen(Examples.threads(ZERO, first)), seen(Examples.jvm()));
    Fact[] later = {Examples.threads(ZERO + 5, next.rows()), Examples.jvm()};
    byte[] more = bytes(false, seen(later[0]), seen(later[1]));
    byte[] otherKey = bytes(true, seen(Examples.host()));
    read(key, true);
    assertEquals(Deep.text(List.of(seen(later[0]), seen(later[1]))), Deep.text(read(more, false)));
    // In order, what stands is known; it is not told again.
    assertEquals(1, read(otherKey, true).size());
    FactReader cold = new FactReader();
    assertThrows(Damaged.class, () -> cold.read(more, more.length, false, ZERO, _ -> {}));
  }

  @Test
  void whoBeginsAtAKeyIsToldWhatStands() throws Damaged {
    Entry begins = new Entry.Begins(ZERO, new Watched.Process(new Pid(7), "java", false));
    List<Entry> all = new ArrayList<>(List.of(begins));
    Examples.all().forEach(fact -> all.add(seen(fact)));
    bytes(true, all.toArray(Entry[]::new));
    byte[] key = bytes(true, seen(Examples.host()));
    List<Entry> read = read(key, true);
    assertEquals(begins, read.getFirst());
    Set<String> told = new HashSet<>();
    read.forEach(
        entry -> {
          if (entry instanceof Entry.Seen(long _, Fact fact)) {
            told.add(fact.getClass().getSimpleName());
          }
        });
    assertEquals(
        Set.of("HostTotals", "CpuLimit", "MachineInfo", "Hello", "Died", "HostSample"), told);
  }

  @Test
  void redactedNamesAreGoneAndTheSameNameIsTheSameWord() throws Damaged {
    FactWriter hashing = new FactWriter(Redaction.hashed());
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    hashing.begin(to, true, ZERO);
    hashing.write(
        seen(
            Examples.threads(
                ZERO,
                List.of(
                    Examples.row(7, 1, "secret-pool-1", Part.IDLE, 1),
                    Examples.row(7, 2, "secret-pool-22", Part.IDLE, 1)))));
    hashing.write(seen(table("java -Dsecret=1 Secret")));
    hashing.end();
    byte[] bytes = to.toByteArray();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String name : List.of("secret", "Secret", "postgres", "shop")) {
      assertFalse(text.contains(name), name);
    }
    List<ThreadRow> rows = threads(read(bytes, true)).getFirst().threads();
    String first = rows.get(0).name();
    assertTrue(first.endsWith("-1"), first);
    assertEquals(first.substring(0, first.length() - 1) + "22", rows.get(1).name());
  }

  @Test
  void anythingThatIsChangedIsReadOrRefused() throws Damaged {
    Entry[] all = Examples.all().stream().map(FactsTest::seen).toArray(Entry[]::new);
    byte[] bytes = bytes(true, all);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      // Each bit in its turn, the one that makes a type of another type among them.
      changed[i] ^= (byte) (1 << i % 8);
      tolerates(changed, changed.length);
      changed[i] = (byte) ~bytes[i];
      tolerates(changed, changed.length);
      tolerates(bytes, i);
    }
  }

  /** Lengths and counts that nothing backs: no memory is asked for on their word. */
  @Test
  void hostileLengthsAreRefused() {
    byte[][] hostile = {
      {(byte) 0x9b, 0x7f, -1, -1, -1, -1, -1, -1, -1},
      {(byte) 0x9f, (byte) 0x7b, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1},
      {(byte) 0x9f, (byte) 0x5b, 0, 0, 0, 0, 0x7f, -1, -1, -1, 1},
      {(byte) 0x9f, (byte) 0x9f, (byte) 0xff, (byte) 0x9f, (byte) 0x9f, 6, 0},
      nested(100_000),
    };
    for (byte[] bytes : hostile) {
      assertThrows(
          Damaged.class, () -> new FactReader().read(bytes, bytes.length, true, 0, _ -> {}));
    }
  }

  private static byte[] nested(int depth) {
    byte[] bytes = new byte[depth];
    Arrays.fill(bytes, (byte) 0x9f);
    return bytes;
  }

  private void tolerates(byte[] bytes, int length) {
    reader.forget();
    try {
      reader.read(bytes, length, true, ZERO, _ -> {});
    } catch (Damaged e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
  }

  // ---- writing and reading

  private static Entry seen(Fact fact) {
    return new Entry.Seen(ZERO + 7000, fact);
  }

  private static ProcessTable table(String command) {
    ProcessRow row = Examples.process(12);
    return new ProcessTable(
        ZERO,
        1,
        List.of(row.named(new ProcessNames(1, "postgres", "shop.Main", command), row.costs())),
        0);
  }

  private static List<ThreadRow> rows(int count) {
    List<ThreadRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Examples.row(7, i, "t" + i, Part.IDLE, i));
    }
    return rows;
  }

  private static List<ThreadsSample> threads(List<Entry> entries) {
    List<ThreadsSample> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Seen(long _, ThreadsSample sample)) {
        found.add(sample);
      }
    }
    return found;
  }

  private byte[] bytes(boolean key, Entry... entries) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    writer.begin(to, key, ZERO);
    for (Entry entry : entries) {
      writer.write(entry);
    }
    writer.end();
    return to.toByteArray();
  }

  private List<Entry> read(byte[] bytes, boolean key) throws Damaged {
    List<Entry> read = new ArrayList<>();
    reader.read(bytes, bytes.length, key, ZERO, read::add);
    return read;
  }
}
