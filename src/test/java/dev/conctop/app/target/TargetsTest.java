package dev.conctop.app.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.seen.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TargetsTest {
  private static final List<Target> ALL =
      List.of(target(10, "nginx"), target(11, "java"), target(12, "java"), target(13, "java"));

  private static Target target(int pid, String name) {
    return new Target(new Pid(pid), name);
  }

  @Test
  void aNameThatOnlyOneHasIsThatOne() {
    assertEquals(10, Targets.one("nginx", ALL, 1).pid().value());
  }

  @Test
  void aNameOfManyListsThemAndNeverConctopItself() {
    BadInput bad = assertThrows(BadInput.class, () -> Targets.one("java", ALL, 12));
    assertEquals(
        "2 processes are called 'java'; say which one by its number: 11, 13", bad.getMessage());
  }

  @Test
  void aNameOfNobodyIsSaid() {
    BadInput bad = assertThrows(BadInput.class, () -> Targets.one("ngin", ALL, 12));
    assertTrue(bad.getMessage().contains("no process called 'ngin'"), bad.getMessage());
  }

  @Test
  void numbersAreProcesses() {
    int self = (int) ProcessHandle.current().pid();
    assertEquals(self, Targets.find(Integer.toString(self)).pid().value());
    assertThrows(BadInput.class, () -> Targets.find("0"));
    assertThrows(BadInput.class, () -> Targets.find("99999999999"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadIsNoProcess() throws IOException {
    long self = ProcessHandle.current().pid();
    String other;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      other =
          tasks
              .map(task -> task.getFileName().toString())
              .filter(tid -> !tid.equals(Long.toString(self)))
              .findFirst()
              .orElseThrow();
    }
    BadInput said = assertThrows(BadInput.class, () -> Targets.find(other));
    assertTrue(
        String.valueOf(said.getMessage())
            .startsWith(other + " is a thread of process " + self + " ("),
        said.getMessage());
  }
}
