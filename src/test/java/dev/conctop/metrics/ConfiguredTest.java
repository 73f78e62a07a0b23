package dev.conctop.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.metrics.book.Facts;
import dev.conctop.metrics.prometheus.MetricsServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard, the rules and the page about metrics say nothing that is not there. */
class ConfiguredTest {
  private static final Path RULES = Path.of("config/metrics/rules.yml");
  private static final Path DASHBOARD = Path.of("config/metrics/dashboard.json");
  private static final Path PAGE = Path.of("src/site/markdown/metrics.md");

  /** What looks like a metric of ours, but for names of our own rules, which have colons. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:])(?:conctop|system|process|jvm)_[a-z0-9_]+(?![\\w:])");

  /** Labels that are called like metrics. */
  private static final Set<String> LABELS = new HashSet<>();

  static {
    for (Metric metric : Metric.values()) {
      metric.labels().forEach(label -> LABELS.add(Metric.underscored(label)));
    }
  }

  private static Set<String> named(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      if (!LABELS.contains(matcher.group())) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /** The names in a scrape; a native histogram is asked for by its bare name. */
  private static Set<String> scraped() throws Exception {
    try (MetricsServer server =
        MetricsServer.start(Address.read("127.0.0.1:0"), Facts.full()::read)) {
      Exposition scrape = Scrapes.text(server.address().url());
      Set<String> names = new HashSet<>(scrape.names());
      scrape
          .types()
          .forEach(
              (name, type) -> {
                if (type.equals("histogram")) {
                  names.add(name);
                }
              });
      return names;
    }
  }

  @Test
  void everyNameIsInAScrape() throws Exception {
    Set<String> asked = new TreeSet<>(named(Files.readString(RULES)));
    JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
    List<JsonNode> panels = dashboard.get("panels").valueStream().toList();
    for (JsonNode panel : panels) {
      for (JsonNode target : panel.get("targets").valueStream().toList()) {
        Set<String> here = named(target.get("expr").stringValue());
        assertTrue(!here.isEmpty(), "a panel that asks for nothing: " + panel.get("title"));
        asked.addAll(here);
      }
    }
    assertTrue(panels.size() > 10 && asked.size() > 20, "asked for: " + asked);
    asked.removeAll(scraped());
    assertEquals(Set.of(), asked);
  }

  @Test
  void thePageNamesEveryMetricAndNoOther() throws Exception {
    Set<String> there = new TreeSet<>();
    for (Metric metric : Metric.values()) {
      there.add(metric.sample());
    }
    Set<String> told = named(Files.readString(PAGE));
    assertEquals(there, told);
  }

  /** Prometheus's own tool reads the rules, and plays to each alert what it is for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check config config/metrics/prometheus.yml",
        "test rules src/test/resources/metrics/rules-test.yml"
      })
  void promtoolAcceptsTheRules(String words) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/promtool")),
        "skipped: promtool (Debian: prometheus) is not here");
    List<String> command = new ArrayList<>(List.of(words.split(" ")));
    command.addFirst("promtool");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
  }
}
