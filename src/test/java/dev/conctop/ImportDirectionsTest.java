package dev.conctop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the picture of the packages: who may import whom, and who alone may use which library. */
class ImportDirectionsTest {
  private static final String ROOT = "dev.conctop.";

  /** Package → packages of ours that it may import, besides itself and its sub-packages. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("sample", Set.of()),
          Map.entry("process", Set.of()),
          Map.entry("catalog", Set.of()),
          Map.entry("wire", Set.of("sample")),
          Map.entry("record", Set.of("wire", "catalog", "sample")),
          Map.entry("remote", Set.of("record", "catalog", "sample")),
          Map.entry("account", Set.of("sample")),
          Map.entry("experiment", Set.of("catalog", "sample")),
          Map.entry("tour", Set.of("experiment", "catalog")),
          Map.entry("probe", Set.of("sample", "account")),
          Map.entry("server", Set.of("concurrency", "process", "catalog", "wire", "sample")),
          Map.entry("workload", Set.of("process", "catalog", "sample")),
          Map.entry("concurrency", Set.of("workload", "process", "catalog", "sample")),
          Map.entry(
              "subject", Set.of("concurrency", "workload", "process", "catalog", "wire", "sample")),
          Map.entry("launch", Set.of("wire", "catalog", "sample")),
          Map.entry("source", Set.of("probe", "launch", "wire", "catalog", "sample")),
          Map.entry("state", Set.of("tour", "experiment", "sample", "catalog")),
          Map.entry("diagnosis", Set.of("state", "catalog", "sample")),
          Map.entry(
              "view", Set.of("state", "tour", "experiment", "diagnosis", "catalog", "sample")),
          Map.entry(
              "report", Set.of("state", "tour", "experiment", "diagnosis", "catalog", "sample")),
          Map.entry("metrics", Set.of("state", "diagnosis", "sample")),
          Map.entry("term", Set.of("view", "state", "sample")),
          Map.entry(
              "export",
              Set.of(
                  "record", "state", "diagnosis", "view", "term", "report", "catalog", "sample")),
          Map.entry(
              "app",
              Set.of(
                  "sample",
                  "catalog",
                  "state",
                  "tour",
                  "experiment",
                  "diagnosis",
                  "view",
                  "report",
                  "export",
                  "metrics",
                  "term",
                  "source",
                  "launch",
                  "probe",
                  "record",
                  "remote",
                  "wire")),
          Map.entry(
              "cli",
              Set.of(
                  "app",
                  "remote",
                  "tour",
                  "experiment",
                  "catalog",
                  "record",
                  "report",
                  "export",
                  "view",
                  "metrics",
                  "state",
                  "probe",
                  "sample")));

  /** Library package → the packages of ours that may use it. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("io.prometheus", Set.of("metrics")),
          Map.entry("io.opentelemetry", Set.of("metrics")),
          Map.entry("com.hazelcast", Set.of("concurrency")),
          Map.entry("com.googlecode.lanterna", Set.of("term")),
          Map.entry("com.google.protobuf", Set.of("export")),
          Map.entry("oshi", Set.of("probe")),
          Map.entry("tools.jackson.dataformat.cbor", Set.of("record")),
          Map.entry("picocli", Set.of("cli")),
          Map.entry("org.jsoup", Set.of("workload", "export")),
          Map.entry("org.apache.hc", Set.of("workload")),
          Map.entry("io.netty", Set.of("workload", "concurrency", "server", "subject", "launch")));

  private static final int MOST_FILES = 16;

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.conctop");
    assertTrue(classes.size() > 100, "the classes of the program were not found");
  }

  @Test
  void packagesImportOnlyWhatThePictureAllows() {
    Map<String, Set<String>> wrong = new TreeMap<>();
    for (JavaClass origin : classes) {
      String from = topPackage(origin.getPackageName());
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        String to = target.startsWith(ROOT) ? topPackage(target) : from;
        if (!from.isEmpty()
            && !to.equals(from)
            && !ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
          wrong
              .computeIfAbsent(from + " → " + to, _ -> new TreeSet<>())
              .add(origin.getSimpleName());
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass origin : classes) {
      String from = topPackage(origin.getPackageName());
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        LIBRARIES.forEach(
            (library, users) -> {
              if (target.startsWith(library) && !users.contains(from)) {
                wrong.add(origin.getName() + " uses " + target);
              }
            });
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** A room in a room is a room of its own here: nothing is in a circle with anything else. */
  @Test
  void noCircles() {
    SlicesRuleDefinition.slices()
        .matching("dev.conctop.(**)")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void noFolderIsTooFullForAGlance() throws IOException {
    Map<Path, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      all.filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> files.merge(file.getParent(), 1, Integer::sum));
    }
    assertTrue(files.size() > 20, "the sources were not found");
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  /** "probe" for dev.conctop.probe.procfs; empty for the root package itself. */
  private static String topPackage(String name) {
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
