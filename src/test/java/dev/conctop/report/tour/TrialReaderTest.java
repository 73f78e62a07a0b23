package dev.conctop.report.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Schema;
import dev.conctop.state.seen.Contest;
import dev.conctop.tour.Attempt;
import dev.conctop.tour.Lessons;
import dev.conctop.tour.Reading;
import dev.conctop.tour.lesson.Answer;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.view.CompareScenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lesson's figure by the documents of what was run, and what is said of many. */
class TrialReaderTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.tour.1.json");
  private static final Answer ANSWER = Lessons.little().answer();

  private static JsonNode document(String throughput) {
    return JsonMapper.shared()
        .readTree(
            """
            {"in_flight": 40, "parameters": {"delay": "100ms"},
             "tasks": {"throughput_per_s": %s},
             "na": {"tasks.throughput_per_s": "nothing was measured"}}"""
                .formatted(throughput));
  }

  @Test
  void aRunsFigureItsPredictionAndItsBand() {
    Reading reading = TrialReader.of(ANSWER, document("396.5"), 0.1, "");
    assertEquals(396.5, reading.measured());
    assertEquals(400, reading.predicted(), 1e-9);
    assertEquals(360, reading.low(), 1e-9);
    assertEquals(412, reading.high(), 1e-9);
    assertTrue(reading.holds());
    assertEquals("360/s – 412/s", reading.band(ANSWER.unit()));
    assertFalse(TrialReader.of(ANSWER, document("359.9"), 0.1, "").holds());
    assertFalse(TrialReader.of(ANSWER, document("412.1"), 0.1, "").holds());
  }

  @Test
  void whatIsMissingHasItsReason() {
    Reading none = TrialReader.of(ANSWER, document("null"), 0.1, "");
    assertFalse(none.known());
    assertFalse(none.holds());
    assertEquals("no figure for tasks.throughput_per_s: nothing was measured", none.missing());
    assertEquals("it died", TrialReader.of(ANSWER, document("null"), 0.1, "it died").missing());
  }

  @Test
  void aComparisonsFigure() {
    Contest contest = CompareScenes.two().rounds(8).state.contest().orElseThrow();
    Reading reading = TrialReader.of(Lessons.virtual().answer(), contest);
    assertEquals(4, reading.measured(), 0.2);
    assertEquals(1, reading.predicted());
    assertEquals(0.02, reading.otherLoad(), 1e-9);
    assertFalse(reading.holds());
  }

  @Test
  void anArmThatIsOutIsTheReason() {
    Contest contest =
        CompareScenes.two().out(1, "no Python: python3").rounds(6).state.contest().orElseThrow();
    Reading reading = TrialReader.of(Lessons.virtual().answer(), contest);
    assertEquals("virtual-threads is out: no Python: python3", reading.missing());
  }

  static List<Attempt> attempts() {
    Lesson little = Lessons.little();
    Lesson gil = Lessons.three().getLast();
    return List.of(
        new Attempt(little, TrialReader.of(ANSWER, document("396.5"), 0.1, ""), 7_000_000_000L),
        new Attempt(little, TrialReader.of(ANSWER, document("null"), 0.1, ""), 7_000_000_000L),
        new Attempt(little, TrialReader.of(ANSWER, document("120"), 1.5, ""), 7_000_000_000L),
        new Attempt(gil, Reading.none(gil.unavailable()), 0));
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws Exception {
    JsonNode document = JsonMapper.shared().readTree(TourJson.of(attempts()));
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(3, document.get("ran").asInt());
    assertEquals(1, document.get("held").asInt());
    assertEquals(1, document.get("skipped").asInt());
    assertEquals(
        "no figure for tasks.throughput_per_s: nothing was measured",
        document.get("na").get("lessons[1].measured").stringValue());
    assertEquals("no Python: python3", document.get("na").get("lessons[3].measured").stringValue());
  }

  @Test
  void theTableSaysWhatHolds() {
    String text = TourText.of(attempts(), true);
    assertEquals(
        """
        lesson                  predicted     measured  holds within            other
        littles-law                 400/s        397/s  360/s - 412/s            0.10  holds
        littles-law                                n/a                                 does not hold: no figure for tasks.throughput_per_s: nothing was measured
        littles-law                 400/s        120/s  360/s - 412/s            1.50  does not hold
        gil                                                                            skipped: no Python: python3
        1 of 3 lessons hold, 1 skipped; other: cores busy with what is none of ours
        """,
        text);
  }
}
