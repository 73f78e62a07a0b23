package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadsTest {
  @Test
  void everyWorkloadOfTheCatalogueCanBeMade() {
    assertEquals(
        Catalog.workloads().stream()
            .filter(spec -> !spec.pythonOnly())
            .map(WorkloadSpec::id)
            .collect(Collectors.toSet()),
        Workloads.ids());
  }

  @Test
  void makesANewOneEachTime() {
    for (String id : Workloads.ids()) {
      assertNotSame(Workloads.create(id), Workloads.create(id));
    }
  }

  @Test
  void refusesAnUnknownId() {
    assertThrows(IllegalArgumentException.class, () -> Workloads.create("http"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http-get", "query-server", "mixed", "convoy"})
  void saysThatItNeedsTheServer(String id) {
    try (Workload workload = Workloads.create(id)) {
      IOException refused =
          assertThrows(IOException.class, () -> workload.open(new FakeSurroundings(id, Map.of())));
      assertEquals(
          "this workload needs the loopback server, and none was started", refused.getMessage());
    }
  }

  @Test
  void closesWithoutHavingBeenOpened() {
    Workloads.ids().forEach(id -> Workloads.create(id).close());
  }
}
