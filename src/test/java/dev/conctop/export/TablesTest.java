package dev.conctop.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.e2e.Schema;
import dev.conctop.export.part.Choices;
import dev.conctop.export.table.CsvExport;
import dev.conctop.export.table.NdjsonExport;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What CSV and NDJSON say is the same, and others can read it. */
class TablesTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.facts.1.json");

  /**
   * Reads facts.ndjson and every CSV of a folder with Python's own modules, and compares them value
   * by value. Prints how many lines of each table there were.
   */
  private static final String PYTHON =
      """
      import csv, json, pathlib, sys
      folder = pathlib.Path(sys.argv[1])
      facts = {}
      for line in (folder / "facts.ndjson").read_text("utf-8").split("\\n")[:-1]:
          fact = json.loads(line)
          facts.setdefault(fact["fact"], []).append(fact)
      for file in sorted(folder.glob("*.csv")):
          name = file.stem
          with open(file, newline="", encoding="utf-8") as text:
              rows = list(csv.reader(text, strict=True))
          head, rows = rows[0], rows[1:]
          assert head[:2] == ["at", "t_ns"] and head[-1] == "fidelity", head
          told = facts.pop(name, [])
          assert len(told) == len(rows), (name, len(told), len(rows))
          for row, fact in zip(rows, told):
              assert len(row) == len(head), (name, row)
              for column, cell in zip(head[:-1], row):
                  value = fact.get(column)
                  if value is None:
                      assert cell == "", (name, column, cell)
                      assert column not in fact or column + " n/a: " in row[-1], row
                  elif isinstance(value, bool):
                      assert cell == str(value).lower(), (name, column, cell, value)
                  elif isinstance(value, str):
                      assert cell == value or cell == "'" + value, (name, column, cell, value)
                      assert cell[:1] not in ("=", "@") and cell[:2] != "+c", cell
                  else:
                      assert float(cell) == value, (name, column, cell, value)
          print(name, len(rows))
      assert not facts, facts.keys()
      """;

  @TempDir Path directory;

  private static Entry processes(long nanos, String name, double cores) {
    ProcessRow row =
        new ProcessRow(
            7,
            name,
            3,
            Figure.estimated(cores),
            Figure.na("not permitted"),
            Part.NETWORK,
            Fidelity.SAMPLED,
            "read socket",
            ProcessLife.ALIVE,
            "=cmd|'/C calc'!A0, \"quoted\"",
            false);
    return new Entry.Seen(nanos, new ProcessTable(nanos, 1_000_000_000L, List.of(row), 0));
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(Told.process(4));
    long end = entries.getLast().nanos();
    entries.add(processes(end + 1000, "@SUM(1)", 0.25));
    entries.add(processes(end + 2000, "+cmd", 1e-7));
    entries.add(
        new Entry.Seen(end + 3000, new ProcessTable(end + 3000, 1_000_000_000L, List.of(), 0)));
    entries.add(new Entry.Lost(end + 4000, 12));
    return entries;
  }

  private static List<JsonNode> facts(byte[] bytes) {
    return new String(bytes, UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private Map<String, Integer> writeAll(Told told) throws IOException {
    Files.write(directory.resolve("facts.ndjson"), Told.bytes(new NdjsonExport(), told.all()));
    Map<String, Integer> lines = new TreeMap<>();
    for (String table : CsvExport.names()) {
      byte[] bytes = Told.bytes(CsvExport.of(new Choices(Optional.of(table))), told.all());
      Files.write(directory.resolve(table + ".csv"), bytes);
      lines.put(table, new String(bytes, UTF_8).split("\r\n", -1).length - 2);
    }
    return lines;
  }

  @Test
  void pythonReadsBothAndFindsTheSame() throws Exception {
    assumeTrue(hasPython(), "skipped: there is no python3");
    for (List<Entry> entries : List.of(entries(), Told.run(3))) {
      try (Told told = Told.of(directory.resolve("r" + entries.size()), entries)) {
        Map<String, Integer> lines = writeAll(told);
        Process python =
            new ProcessBuilder("python3", "-c", PYTHON, directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertTrue(python.waitFor(60, TimeUnit.SECONDS), "python does not end");
        assertEquals(0, python.exitValue(), said);
        Map<String, Integer> found = new TreeMap<>();
        said.lines()
            .map(line -> line.split(" ", -1))
            .forEach(words -> found.put(words[0], Integer.parseInt(words[1])));
        assertEquals(lines, found);
      }
    }
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void everyFactIsAsItsSchemaSays() throws Exception {
    JsonNode schema = JsonMapper.shared().readTree(Files.readString(SCHEMA));
    List<String> faults = new ArrayList<>();
    for (List<Entry> entries : List.of(entries(), Told.run(3))) {
      try (Told told = Told.of(directory.resolve("r" + entries.size()), entries)) {
        List<JsonNode> facts = facts(Told.bytes(new NdjsonExport(), told.all()));
        assertEquals("conctop.facts/1", facts.getFirst().get("schema").stringValue());
        for (JsonNode fact : facts) {
          new Schema(schema).check(fact, faults);
          new Schema(of(schema, fact.get("fact").stringValue())).check(fact, faults);
          everyNullHasItsReason(fact, faults);
        }
      }
    }
    assertEquals(List.of(), faults.stream().distinct().toList());
  }

  /** The schema of one kind of fact. */
  private static JsonNode of(JsonNode schema, String fact) {
    return schema.get("$defs").get(fact);
  }

  private static void everyNullHasItsReason(JsonNode fact, List<String> faults) {
    for (var field : fact.properties()) {
      if (field.getValue().isNull() && !fact.path("na").has(field.getKey())) {
        faults.add(fact.get("fact") + "." + field.getKey() + " is null without a reason");
      }
    }
  }

  @Test
  void timesOfThreadsAreTheirBudgets() throws Exception {
    try (Told told = Told.of(directory.resolve("p"), Told.process(25))) {
      Map<Integer, long[]> sums = new TreeMap<>();
      for (JsonNode fact : facts(Told.bytes(new NdjsonExport(), told.all()))) {
        if (fact.get("fact").stringValue().equals("thread")) {
          assertTrue(fact.get("begin_t_ns").longValue() <= fact.get("t_ns").longValue());
          long[] sum =
              sums.computeIfAbsent(fact.get("tid").intValue(), _ -> new long[Part.count()]);
          for (int i = 0; i < Part.count(); i++) {
            sum[i] += fact.get(Part.at(i).key() + "_ns").longValue();
          }
        }
      }
      told.replayed(Optional.empty())
          .threads()
          .threads()
          .forEach(
              one -> {
                long[] sum = sums.getOrDefault(one.row().tid(), new long[Part.count()]);
                for (int i = 0; i < Part.count(); i++) {
                  assertEquals(one.budget().nanos(Part.at(i)), sum[i], one.row().name());
                }
              });
      assertTrue(sums.size() > 40, sums.size() + " threads");
    }
  }

  @Test
  void aGapIsAStepThatSaysSo() throws Exception {
    try (Told told = Told.damaged(directory.resolve("d"), Told.process(30))) {
      List<JsonNode> steps =
          facts(Told.bytes(new NdjsonExport(), told.all())).stream()
              .filter(fact -> fact.get("fact").stringValue().equals("step"))
              .toList();
      assertEquals(1, steps.size(), steps.toString());
      assertEquals("gap", steps.getFirst().get("what").stringValue());
    }
  }

  @Test
  void noTableOfThatNameHasTheNearestOne() {
    BadInput bad =
        assertThrows(BadInput.class, () -> CsvExport.of(new Choices(Optional.of("threds"))));
    assertTrue(bad.getMessage().contains("threads"), bad.getMessage());
  }
}
