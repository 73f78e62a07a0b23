package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import dev.conctop.sample.task.Series;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded run leaves the program for other tools. */
@EnabledOnOs(OS.LINUX)
class ExportsTest {
  @TempDir static Path home;
  private static String recording;

  @BeforeAll
  static void record() throws Exception {
    recording = home.resolve("run.rec").toString();
    Program.Ended ended =
        conctop(
            "run",
            "sleep",
            "-m",
            "thread-pool",
            "-j",
            "3",
            "-d",
            "1500ms",
            "--warm-up",
            "200ms",
            "-p",
            "delay=20ms",
            "--format",
            "json",
            "--record",
            recording);
    assertEquals("", ended.err());
    Files.writeString(home.resolve("live.json"), ended.utf8());
  }

  private static Program.Ended conctop(String... words) throws IOException, InterruptedException {
    return new Program(home).run(words);
  }

  private static String file(String name) {
    return home.resolve(name).toString();
  }

  private String export(String format, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("report", recording, "--format", format, "-o", file("out." + format)));
    words.addAll(List.of(more));
    Program.Ended ended = conctop(words.toArray(String[]::new));
    assertEquals("", ended.err());
    assertEquals("", ended.out());
    assertEquals(0, ended.code());
    return file("out." + format);
  }

  @Test
  void eachFormatHasTheRun() throws Exception {
    JsonNode live = JsonMapper.shared().readTree(Files.readString(home.resolve("live.json")));
    JsonNode expected = live.get("latency_ns").get("response");
    Histogram responses = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
    try (FileInputStream log = new FileInputStream(export("hlog"))) {
      HistogramLogReader reader = new HistogramLogReader(log);
      for (EncodableHistogram each = reader.nextIntervalHistogram();
          each != null;
          each = reader.nextIntervalHistogram()) {
        if (each.getTag().equals("response")) {
          responses.add((Histogram) each);
        }
      }
    }
    assertEquals(expected.get("count").longValue(), responses.getTotalCount());
    assertEquals(expected.get("p50").longValue(), responses.getValueAtPercentile(50));
    assertEquals(expected.get("p99").longValue(), responses.getValueAtPercentile(99));
    List<String> csv = Files.readAllLines(Path.of(export("csv", "--table", "tasks")));
    assertTrue(csv.getFirst().startsWith("at,t_ns,phase,"), csv.getFirst());
    assertTrue(csv.size() > 10, csv.toString());
    assertTrue(Files.readString(Path.of(export("ndjson"))).startsWith("{\"fact\":\"recording\""));
    assertTrue(Files.size(Path.of(export("perfetto"))) > 1000);
    assertTrue(Files.readString(Path.of(export("folded"))).contains(";sleep"), "nobody sleeps");
    Program.Ended figures = conctop("report", recording, "--format", "csv");
    assertTrue(figures.out().startsWith("figure,value,unit,fidelity"), figures.out());
    Program.Ended text = conctop("report", recording, "-o", file("report.txt"));
    assertEquals("", text.out() + text.err());
    assertTrue(Files.readString(home.resolve("report.txt")).startsWith("recorded from "));
    Program.Ended cast = conctop("cast", recording, "--size", "100x30", "--idle-limit", "1s");
    assertEquals("", cast.err());
    assertTrue(cast.out().startsWith("{\"version\":2,\"width\":100,\"height\":30,"), cast.out());
    assertEquals(0, cast.code());
  }

  @Test
  void whatExistsIsKept() throws Exception {
    Path kept = Files.writeString(home.resolve("kept"), "mine");
    String[] words = {"report", recording, "--format", "ndjson", "-o", kept.toString()};
    Program.Ended refused = conctop(words);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("it exists; --force writes over it"), refused.err());
    assertEquals("mine", Files.readString(kept));
    String[] forced = Arrays.copyOf(words, words.length + 1);
    forced[words.length] = "--force";
    assertEquals(0, conctop(forced).code());
    assertFalse(Files.readString(kept).startsWith("mine"));
    byte[] before = Files.readAllBytes(Path.of(recording));
    Program.Ended itself = conctop("report", recording, "-o", recording, "--force");
    assertEquals(2, itself.code());
    assertEquals("conctop: -o is the recording itself: give another name\n", itself.err());
    assertArrayEquals(before, Files.readAllBytes(Path.of(recording)));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndNothingIsLeftBehind() throws Exception {
    Program.Ended full =
        conctop("report", recording, "--format", "ndjson", "-o", "/dev/full", "--force");
    assertEquals(1, full.code());
    assertEquals("conctop: /dev/full is not whole: No space left on device\n", full.err());
    Program.Ended part =
        conctop("report", recording, "--format", "hlog", "-o", file("x"), "--from", "23:59:59");
    assertEquals(2, part.code());
    assertFalse(Files.exists(home.resolve("x")), "an empty file is left");
    Program.Ended format = conctop("report", recording, "--format", "perfeto");
    assertEquals(2, format.code());
    assertTrue(format.err().contains("perfetto"), format.err());
    Program.Ended table = conctop("report", recording, "--format", "csv", "--table", "thred");
    assertEquals(2, table.code());
    assertTrue(table.err().contains("thread"), table.err());
    assertEquals(
        5, conctop("report", file("live.json"), "--format", "hlog", "-o", file("x")).code());
    assertFalse(Files.exists(home.resolve("x")), "an empty file is left");
  }

  @Test
  void bytesAreNotForATerminal() throws Exception {
    try (Pty pty = new Program(home).onTerminal("report", recording, "--format", "perfetto")) {
      pty.awaitText("give -o FILE");
      assertEquals(2, pty.awaitExit());
    }
    Program.Ended piped = conctop("report", recording, "--format", "perfetto");
    assertEquals(0, piped.code());
    assertEquals("", piped.err());
    assertEquals('\n', piped.out().charAt(0), "no packet");
    assertTrue(piped.out().contains("verdict"), "no track");
  }
}
