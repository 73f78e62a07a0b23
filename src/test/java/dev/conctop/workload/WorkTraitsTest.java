package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the catalogue says of workloads is what they are. */
class WorkTraitsTest {
  private static final Path PYTHON = Path.of("src/main/python/conctop_subject/workloads");

  @Test
  void thoseOfTheJvm() throws NoSuchMethodException {
    for (WorkloadSpec spec : Catalog.workloads()) {
      if (spec.pythonOnly()) {
        continue;
      }
      Class<? extends Workload> made = Workloads.create(spec.id()).getClass();
      Class<?> face = made.getMethod("runOnLoop", LoopTask.class).getDeclaringClass();
      assertEquals(
          face != Workload.class,
          WorkTraits.yieldsOnLoop(spec, ModelSpec.Runtime.JVM),
          spec.id() + " on a loop");
      assertEquals(Splittable.class.isAssignableFrom(made), WorkTraits.splittable(spec), spec.id());
    }
  }

  @Test
  void thoseOfCpython() throws IOException {
    String registered = Files.readString(PYTHON.resolve("__init__.py"));
    for (WorkloadSpec spec : Catalog.workloads()) {
      boolean has = registered.contains("    \"" + spec.id() + "\": (");
      assertEquals(
          !has,
          WorkTraits.lacks(spec, Catalog.model("cpython-thread-pool")).isPresent(),
          spec.id() + " in CPython");
    }
  }
}
