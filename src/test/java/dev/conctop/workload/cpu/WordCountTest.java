package dev.conctop.workload.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountTest {
  private static final Map<String, String> SMALL =
      Map.of("chunk", "1KiB", "chunks", "4", "skew", "3");

  /** Words of one job: three chunks, and the last one three times. */
  private static long wordsOfAJob() {
    Map<String, Integer> counts = Text.count(new FakeTask(), Documents.text(1 << 10));
    return 6 * counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  @Test
  void whoBringsTheLastChunkReduces() {
    WordCount workload = new WordCount();
    FakeSurroundings surroundings = new FakeSurroundings("word-count", SMALL);
    workload.open(surroundings);
    for (int i = 0; i < 7; i++) {
      workload.run(new FakeTask());
    }
    assertEquals(1, surroundings.gauge("jobs"));
    workload.run(new FakeTask());
    assertEquals(2, surroundings.gauge("jobs"));
    assertEquals(wordsOfAJob(), surroundings.gauge("result"));
  }

  @Test
  void partsFromElsewhereComeToTheSame() {
    WordCount maps = new WordCount();
    maps.open(new FakeSurroundings("word-count", SMALL));
    FakeSurroundings surroundings = new FakeSurroundings("word-count", SMALL);
    WordCount reduces = new WordCount();
    reduces.openReduce(surroundings);
    for (int number : new int[] {2, 3, 0, 1}) {
      reduces.reduce(number, maps.map(new FakeTask(), number), 0, 1);
    }
    assertEquals(1, surroundings.gauge("jobs"));
    assertEquals(wordsOfAJob(), surroundings.gauge("result"));
  }

  @Test
  void heldIsTheTimeInWhichAllButOneHaveEnded() {
    Jobs jobs = new Jobs(3);
    long now = System.nanoTime();
    jobs.add(0, Map.of("a", 1), now - 1000, now - 700);
    jobs.add(2, Map.of("a", 2), now - 900, now - 100);
    jobs.add(1, Map.of("b", 3), now - 950, now - 600);
    assertEquals(500, jobs.meanHeldNanos());
    assertEquals(6, jobs.words());
    assertEquals(1, jobs.done());
  }

  @Test
  void aJobOfOneChunkIsNeverHeld() {
    Jobs jobs = new Jobs(1);
    jobs.add(0, Map.of(), 0, 1);
    jobs.add(1, Map.of(), 0, 1);
    assertEquals(2, jobs.done());
    assertEquals(0, jobs.meanHeldNanos());
  }

  @Test
  void jobsThatWillNeverBeWholeAreForgotten() {
    Jobs jobs = new Jobs(2);
    for (long job = 0; job < 3000; job++) {
      jobs.add(2 * job, Map.of("a", 1), 0, 1);
    }
    jobs.add(1, Map.of("a", 1), 0, 1);
    assertEquals(0, jobs.done());
    jobs.add(2 * 2999 + 1, Map.of("a", 1), 0, 1);
    assertEquals(1, jobs.done());
  }
}
