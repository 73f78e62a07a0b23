package dev.conctop.experiment.predict.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Demands of tasks: means of what was measured, draws of what is only known by its means. */
class DemandsTest {
  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoTimeIsRefused(double value) {
    assertThrows(IllegalArgumentException.class, () -> Burst.of(value, 0));
    assertThrows(IllegalArgumentException.class, () -> Burst.of(0, value));
    Demands demands = Demands.of(new TaskSource.Measured(List.of(TaskVector.of(Burst.of(1, 1)))));
    assertThrows(IllegalArgumentException.class, () -> demands.withIpcNanos(value));
    assertThrows(IllegalArgumentException.class, () -> demands.withMessageBytes(value));
    assertThrows(
        IllegalArgumentException.class, () -> new Shape.Quantiles(List.of(0.0, 1.0, value)));
  }

  @Test
  void whatIsNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TaskVector(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new TaskSource.Measured(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Shape.Quantiles(List.of(1.0)));
    assertThrows(IllegalArgumentException.class, () -> new Shape.Quantiles(List.of(0.0, 0.0)));
    assertThrows(IllegalArgumentException.class, () -> new Shape.Quantiles(List.of(2.0, 1.0)));
    Demands demands = Demands.of(new TaskSource.Measured(List.of(TaskVector.of(Burst.of(1, 1)))));
    assertThrows(IllegalArgumentException.class, () -> demands.withOutsideServers(0));
  }

  @Test
  void meansAreOfTasksAndByKind() {
    TaskVector one = TaskVector.of(Burst.of(10, 20), Burst.of(2, 3).underLock(), Burst.of(4, 0));
    TaskVector other = TaskVector.of(Burst.of(6, 0).withoutInterpreter(), Burst.of(0, 7).pinning());
    Demands demands = Demands.of(new TaskSource.Measured(List.of(one, other)));
    assertEquals(11, demands.cpuNanos(), 1e-12);
    assertEquals(15, demands.waitNanos(), 1e-12);
    assertEquals(2.5, demands.lockedNanos(), 1e-12);
    assertEquals(8, demands.interpreterNanos(), 1e-12);
    assertEquals(3.5, demands.pinnedNanos(), 1e-12);
    assertEquals(1.5, demands.calls(), 1e-12);
    assertEquals(22, demands.scaled(2, 3).cpuNanos(), 1e-12);
    assertEquals(45, demands.scaled(2, 3).waitNanos(), 1e-12);
  }

  @Test
  void drawsHaveTheirMeanAndShape() {
    List<Shape> shapes =
        List.of(
            new Shape.Fixed(),
            new Shape.Exponential(),
            new Shape.Quantiles(List.of(1.0, 1.0, 2.0, 5.0, 40.0)));
    for (Shape shape : shapes) {
      SplittableRandom random = new SplittableRandom(1);
      double sum = 0;
      double squares = 0;
      int draws = 200_000;
      for (int i = 0; i < draws; i++) {
        double value = shape.draw(random);
        assertTrue(value >= 0);
        sum += value / draws;
        squares += value * value / draws;
      }
      assertEquals(1, sum, 0.01, shape.toString());
      double expected =
          shape instanceof Shape.Fixed ? 1 : shape instanceof Shape.Exponential ? 2 : 0;
      if (expected > 0) {
        assertEquals(expected, squares, 0.05, shape.toString());
      }
    }
  }

  @Test
  void measuredTasksStayWhole() {
    TaskVector one = TaskVector.of(Burst.of(1, 1));
    TaskVector other = TaskVector.of(Burst.of(100, 100));
    TaskSource source = new TaskSource.Measured(List.of(one, other));
    SplittableRandom random = new SplittableRandom(1);
    int ones = 0;
    for (int i = 0; i < 1000; i++) {
      TaskVector drawn = source.draw(random);
      assertTrue(drawn.equals(one) || drawn.equals(other));
      ones += drawn.equals(one) ? 1 : 0;
    }
    assertEquals(500, ones, 60);
  }
}
