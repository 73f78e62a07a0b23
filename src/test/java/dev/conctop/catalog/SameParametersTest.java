package dev.conctop.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.catalog.parameter.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workloads of the CPython subject read the parameters of the catalogue, with its defaults. */
class SameParametersTest {
  private static final Path WORKLOADS = Path.of("src/main/python/conctop_subject/workloads");
  private static final List<Path> MODELS =
      List.of(
          Path.of("src/main/python/conctop_subject/models"),
          Path.of("src/main/python/conctop_subject/engines"),
          Path.of("src/main/python/conctop_subject/engines/clusters"));
  private static final Pattern REGISTERED =
      Pattern.compile("\"([a-z-]+)\": \\(\"(\\w+)\", \"(\\w+)\"\\)");
  private static final Pattern READ =
      Pattern.compile("parameters\\.(\\w+)\\(\"([\\w-]+)\", \"([^\"]*)\"");

  @Test
  void namesAndDefaultsAreTheSame() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    int looked = 0;
    Matcher registered = REGISTERED.matcher(Files.readString(WORKLOADS.resolve("__init__.py")));
    while (registered.find()) {
      WorkloadSpec spec = Catalog.workload(registered.group(1));
      for (String[] read : parametersOf(registered.group(2), registered.group(3))) {
        looked++;
        String problem = problem(spec, read[0], read[1]);
        if (!problem.isEmpty()) {
          wrong.put(spec.id() + " " + read[0], problem);
        }
      }
    }
    assertEquals(Map.of(), wrong);
    assertTrue(looked > 40, "found only " + looked + " parameters");
  }

  @Test
  void theRustSubjectReadsThemToo() throws IOException {
    String source = Files.readString(Path.of("src/main/rust/src/workload.rs"));
    Matcher one = Pattern.compile("\"([a-z-]+)\" => Box::new\\(\\w+ \\{([^}]*)\\}").matcher(source);
    Pattern read = Pattern.compile("(?:count|duration)\\(parameters, \"([\\w-]+)\", \"([^\"]*)\"");
    Map<String, String> wrong = new TreeMap<>();
    int looked = 0;
    while (one.find()) {
      WorkloadSpec spec = Catalog.workload(one.group(1));
      assertTrue(Catalog.fits(spec, Catalog.model("rust-threads")));
      Matcher parameter = read.matcher(one.group(2));
      while (parameter.find()) {
        looked++;
        String problem = problem(spec, parameter.group(1), parameter.group(2));
        if (!problem.isEmpty()) {
          wrong.put(spec.id() + " " + parameter.group(1), problem);
        }
      }
    }
    assertEquals(Map.of(), wrong);
    assertEquals(4, looked);
  }

  @Test
  void theModelsReadThoseOfTheirsToo() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> read = new TreeMap<>();
    for (Path folder : MODELS) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".py")).toList()) {
          Matcher one = READ.matcher(Files.readString(file));
          while (one.find()) {
            read.put(one.group(2), one.group(3));
          }
        }
      }
    }
    for (ModelSpec model : Catalog.models()) {
      for (ParameterSpec parameter : model.parameters()) {
        if (model.runtime() == ModelSpec.Runtime.CPYTHON && !parameter.name().equals("python")) {
          String inPython = read.getOrDefault(parameter.name(), "not read");
          if (!inPython.equals(parameter.defaultValue())) {
            wrong.put(model.id() + " " + parameter.name(), inPython);
          }
        }
      }
    }
    assertEquals(Map.of(), wrong);
    assertEquals(
        Set.of(
            "acks",
            "batch",
            "blocking",
            "broker",
            "cancel-after",
            "client",
            "connections",
            "hwm",
            "kill-node",
            "loop",
            "pool",
            "prefetch",
            "stop-node",
            "switch-interval"),
        read.keySet());
  }

  /** Name and default of what the constructor of a Python class reads. */
  private static List<String[]> parametersOf(String module, String name) throws IOException {
    String source = Files.readString(WORKLOADS.resolve(module + ".py"));
    Matcher body =
        Pattern.compile("\\nclass " + name + "\\(.*?(?=\\n\\n\\n|\\z)", Pattern.DOTALL)
            .matcher(source);
    assertTrue(body.find(), "no class " + name + " in " + module);
    List<String[]> found = new ArrayList<>();
    Matcher read = READ.matcher(body.group());
    while (read.find()) {
      found.add(new String[] {read.group(2), read.group(3)});
    }
    return found;
  }

  private static String problem(WorkloadSpec spec, String name, String byDefault) {
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.name().equals(name)) {
        boolean text = parameter.quantity() == Quantity.TEXT;
        boolean same =
            text
                ? parameter.defaultValue().equals(byDefault)
                : parameter.check(byDefault) == parameter.check(parameter.defaultValue());
        return same ? "" : byDefault + " is not " + parameter.defaultValue();
      }
    }
    return "not in the catalogue";
  }
}
