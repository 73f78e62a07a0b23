package dev.conctop.workload.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final int SIZE = 64 << 10;

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  /** The checksums are those of the documents that CPython's subject makes. */
  @Test
  void documentsAreThoseOfTheOtherSubject() {
    assertEquals(3219172792L, crc(Documents.json(SIZE)));
    assertEquals(3433894437L, crc(Documents.html(SIZE)));
    assertEquals(873993045L, crc(Documents.text(SIZE)));
  }

  @Test
  void parsesEveryObjectOfAJsonDocument() throws Exception {
    ParseJson workload = new ParseJson();
    workload.open(new FakeSurroundings("parse-json", Map.of()));
    workload.run(new FakeTask());
    assertEquals(554, workload.result());
  }

  @Test
  void parsesEveryLinkOfAnHtmlDocument() throws Exception {
    ParseHtml workload = new ParseHtml();
    workload.open(new FakeSurroundings("parse-html", Map.of()));
    workload.run(new FakeTask());
    assertEquals(504, workload.result());
    assertEquals(2, ParseHtml.links("<p><a href=x>1<a href=y>2<a name=z>none"));
  }

  @Test
  void countsTheWordsOfAText() {
    FakeTask task = new FakeTask();
    assertEquals(
        Map.of("to", 2, "be", 2, "or", 1, "not", 1), Text.count(task, "to be, or not to be"));
    assertEquals(Map.of(), Text.count(task, " -- 12 "));
    String text = Documents.text(SIZE);
    Map<String, Integer> counts = Text.count(task, text);
    assertEquals(
        Arrays.stream(text.split("[^a-z]+"))
            .collect(Collectors.toMap(word -> word, _ -> 1, Integer::sum)),
        counts);
    assertEquals(581, counts.get("a"));
    assertTrue(task.checkpoints > 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 5000, 1 << 20})
  void documentsAreAboutAsLongAsAsked(int size) {
    assertEquals(size, Documents.text(size).length());
    assertTrue(Documents.json(size).length() >= Math.min(size, 2));
    assertTrue(Documents.json(size).length() < size + 400);
    assertTrue(Documents.html(size).length() < size + 400);
  }
}
