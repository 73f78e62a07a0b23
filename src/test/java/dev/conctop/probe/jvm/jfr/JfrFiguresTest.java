package dev.conctop.probe.jvm.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.jvm.JvmSession;
import dev.conctop.probe.jvm.dump.SchedulerText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JfrFiguresTest {
  private static final long MS = 1_000_000;
  private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

  @Test
  void intervalsByKindAndTheWordOfEachThread() {
    JfrFigures figures = new JfrFigures();
    figures.add(JvmWait.PARK, 5 * MS, 1_000, 7, LOCK);
    figures.add(JvmWait.PARK, 2 * MS, 1_000, 7, "java.util.concurrent.FutureTask");
    figures.add(JvmWait.SLEEP, 9 * MS, 1_000, 8, "");
    figures.add(JvmWait.SOCKET, 9 * MS, 1_000, 9, "");
    figures.add(JvmWait.SLEEP, 9 * MS, 1_000, 0, "");
    JfrFigures.Taken taken = figures.take();
    assertEquals(
        List.of(JvmWait.PARK, JvmWait.SLEEP, JvmWait.SOCKET),
        taken.latencies().stream().map(l -> l.kind()).toList());
    assertEquals(2, taken.latencies().getFirst().histogram().getTotalCount());
    assertEquals(Map.of(7, Part.LOCK, 8, Part.SLEEP), taken.words());
    assertTrue(figures.take().latencies().isEmpty(), "it was taken out");
  }

  @Test
  void ownersByTimeWaitedForThem() {
    JfrFigures figures = new JfrFigures();
    figures.owner("a\u001b[31m", MS);
    figures.owner("", 5 * MS);
    figures.owner("", 5 * MS);
    assertEquals(
        List.of(
            new MonitorOwner("a thread that has ended", 2, 10 * MS),
            new MonitorOwner("a\uFFFD", 1, MS)),
        figures.take().owners());
  }

  @Test
  void moreThanCanBeReadInTimeIsNoticed() {
    JfrFigures figures = new JfrFigures();
    for (int i = 0; i < 200; i++) {
      figures.add(JvmWait.PARK, MS, 10_000, 7, LOCK);
    }
    figures.flushed(11_000);
    assertFalse(figures.take().overwhelmed());
    for (int i = 0; i < 200; i++) {
      figures.add(JvmWait.PARK, MS, 10_000, 7, LOCK);
    }
    figures.flushed(15_000);
    assertTrue(figures.take().overwhelmed(), "five seconds behind");
    for (int i = 0; i < 2_000; i++) {
      figures.add(JvmWait.PARK, MS, 20_000, 7, LOCK);
    }
    figures.flushed(20_500);
    assertTrue(figures.take().overwhelmed(), "too many");
    figures.flushed(60_000);
    assertFalse(figures.take().overwhelmed(), "nothing happens: that is no lag");
  }

  @Test
  void theSchedulersText() {
    VirtualThreadUse use =
        SchedulerText.parse(
            "java.util.concurrent.ForkJoinPool@3d97b50d[Running, parallelism = 2, size = 2,"
                + " active = 1, running = 1, steals = 9, tasks = 3, submissions = 4]\n");
    assertEquals(2, use.carriers().value());
    assertEquals(1, use.mounted().value());
    assertEquals(7, use.queued().value());
    assertFalse(SchedulerText.parse("something else").mounted().known());
  }

  @Test
  void theFeatureReleaseOfAVersion() {
    assertEquals(25, JvmSession.major("25.0.3+9-LTS"));
    assertEquals(17, JvmSession.major("17.0.15+6-Debian-1deb12u1"));
    assertEquals(0, JvmSession.major("25.392-b08"), "JDK 8's VM");
    assertEquals(0, JvmSession.major(""));
  }
}
