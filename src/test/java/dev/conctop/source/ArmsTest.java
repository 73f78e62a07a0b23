package dev.conctop.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.conctop.launch.SubjectRun;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.task.TaskCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arms by what they say; none is started. */
class ArmsTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Fact> told = new ArrayList<>();
  private final Arms arms =
      new Arms(
          new Arms.Bench() {
            @Override
            public void watch(SubjectEvent.Hello who, SubjectRun run) {}

            @Override
            public Figure lastLook() {
              return Figure.exact(7);
            }

            @Override
            public void unwatch() {}

            @Override
            public void heard(Fact fact) {
              told.add(fact);
            }

            @Override
            public void tell(SubjectEvent event) {
              told.add(event);
            }

            @Override
            public void later(Runnable task) {
              task.run();
            }
          });

  private static SubjectEvent.BlockEnded block(int arm) {
    return new SubjectEvent.BlockEnded(
        arm, SECOND, TaskCounts.none(), Map.of(), Figure.na("not yet"));
  }

  @Test
  void whoIsToldToGoAndHasNotSaidWhoItIsIsOut() {
    arms.go(1, 0, SECOND);
    assertEquals(
        List.of(new SubjectEvent.ArmDied(1, "it has not said who it is", List.of())), told);
  }

  @Test
  void ofThoseThatRestNothingIsToldButThatTheyDo() {
    arms.take(0, 0, new SubjectEvent.Hello(new Pid(5), "OpenJDK", "25", false));
    arms.take(0, 0, new SubjectEvent.Finished(1, TaskCounts.none(), Map.of()));
    arms.take(0, 0, new SubjectEvent.Rests(0));
    assertEquals(List.of(new SubjectEvent.Rests(0)), told);
  }

  @Test
  void aBlockBringsItsMemory() {
    arms.take(0, 0, block(0));
    SubjectEvent.BlockEnded ended =
        assertInstanceOf(SubjectEvent.BlockEnded.class, told.getFirst());
    assertEquals(Figure.exact(7), ended.memoryBytes());
  }

  @Test
  void nobodyIsLateWhoOwesNothing() {
    arms.endLate(System.nanoTime() + 1_000 * SECOND);
    assertEquals(List.of(), told);
  }
}
