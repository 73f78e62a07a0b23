package dev.conctop.app.recording.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.recording.deck.Runs;
import dev.conctop.catalog.RunRequest;
import dev.conctop.record.Recording;
import dev.conctop.record.Simulated;
import dev.conctop.record.Written;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.run.RunJson;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page says what the other reports say, is well-formed, and does nothing by itself. */
class RecordedPageTest {
  private static final Path GOLDEN = Path.of("src/test/resources/reports");
  private static final int LOOKS = 120;
  private static final int LARGEST = 1_500_000;

  /** What would do something to a page that is made of texts. */
  private static final List<String> HOSTILE =
      List.of(
          "<script>document.title='owned'</script>",
          "\"><img src=x onerror=alert(1)>",
          "'onmouseover='alert(1)",
          "</style><style>*{display:none}</style>",
          "&lt;b&gt; & &#60;i&#62;",
          "]]><x>",
          "\u202Egpj.exe \u0000\u001b[31mred\u0007 \u009b2J",
          "https://example.org/a.js",
          "a".repeat(4096));

  @TempDir Path directory;

  private Recording recording(Watched watched, Simulated facts, int looks) throws Exception {
    return recording(watched, facts, looks, HOSTILE.subList(0, 0));
  }

  private Recording recording(Watched watched, Simulated facts, int looks, List<String> names)
      throws Exception {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Begins(facts.nanos(), watched));
    facts.tell(looks, entry -> entries.add(renamed(entry, names)));
    return Recording.open(Written.to(directory.resolve("r"), entries));
  }

  private static Entry renamed(Entry entry, List<String> names) {
    if (names.isEmpty()
        || !(entry instanceof Entry.Seen(long nanos, Fact fact))
        || !(fact instanceof ThreadsSample sample)) {
      return entry;
    }
    List<ThreadRow> rows = new ArrayList<>();
    for (ThreadRow row : sample.threads()) {
      rows.add(
          new ThreadRow(
              row.pid(),
              row.tid(),
              names.get(rows.size() % names.size()),
              row.role(),
              row.now(),
              row.fidelity(),
              row.budget(),
              row.core(),
              row.switchesPerSecond(),
              row.detail(),
              row.restedNanos()));
    }
    return new Entry.Seen(
        nanos,
        new ThreadsSample(
            sample.nanos(),
            sample.intervalNanos(),
            sample.workers(),
            sample.runtime(),
            ThreadRows.of(rows),
            sample.use(),
            sample.hidden(),
            sample.traits()));
  }

  private static Watched run() {
    return new Watched.Run(
        Runs.request(RunRequest.of("http-get", "thread-pool", Map.of("delay", "50ms")).check(8)));
  }

  private static RecordedPage page(Recording recording, String... part) throws Exception {
    Optional<String> from = part.length > 0 ? Optional.of(part[0]) : Optional.empty();
    Optional<String> to = part.length > 1 ? Optional.of(part[1]) : Optional.empty();
    return RecordedPage.of(recording, from, to, ZoneOffset.UTC);
  }

  /** Reads it as XML; nothing from outside is fetched for that. */
  private static Document parsed(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** Headings, drawings with what they say, and tables: the page without its ink. */
  private static String outline(Document page) {
    StringBuilder out = new StringBuilder();
    for (Element element : elements(page, "*")) {
      switch (element.getTagName()) {
        case "title", "h1", "h2", "h3", "caption", "dt" ->
            out.append(element.getTagName()).append(": ").append(element.getTextContent());
        case "svg" -> out.append("  svg: ").append(element.getAttribute("aria-label"));
        case "path" -> out.append("    path: ").append(element.getAttribute("class"));
        default -> {
          continue;
        }
      }
      out.append('\n');
    }
    return out.toString().replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  private static JsonNode at(JsonNode document, String path) {
    JsonNode node = document;
    Matcher step = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]").matcher(path);
    while (step.find() && node != null) {
      node =
          step.group(2) != null
              ? node.get(Integer.parseInt(step.group(2)))
              : node.get(step.group(1));
    }
    return node;
  }

  /** All figures of a page that stand in the document, too; how many there are. */
  private static Set<String> assertSame(Document page, JsonNode document) {
    Set<String> compared = new TreeSet<>();
    for (Element data : elements(page, "data")) {
      String path = data.getAttribute("data-figure");
      if (!path.isEmpty()) {
        JsonNode said = at(document, path);
        assertTrue(said != null && said.isNumber(), path + " is " + said);
        double value = Double.parseDouble(data.getAttribute("value"));
        assertEquals(said.doubleValue(), value, Math.abs(value) * 1e-12, path);
        compared.add(path);
      }
    }
    return compared;
  }

  /** Every number of a part of a document is on the page. */
  private static void assertWhole(Set<String> compared, JsonNode document, String... parts) {
    for (String part : parts) {
      for (var field : at(document, part).properties()) {
        if (field.getValue().isNumber()) {
          String path = part + "." + field.getKey();
          assertTrue(compared.contains(path), path + " is not on the page");
        }
      }
    }
  }

  private static void assertDoesNothing(String html) {
    assertFalse(html.contains("<script"), "a script");
    assertFalse(html.contains("http:"), "an address");
    assertFalse(html.contains("url("), "something fetched");
    assertFalse(html.contains("<link"), "something linked");
  }

  @Test
  void theFiguresOfARunAreThoseOfItsDocument() throws Exception {
    try (Recording recording = recording(run(), Simulated.run(4), LOOKS)) {
      for (String[] part : new String[][] {{}, {"+2s", "+7s"}}) {
        RecordedPage made = page(recording, part);
        Document page = parsed(made.html());
        JsonNode document = JsonMapper.shared().readTree(RunJson.of(made.replayed().state()));
        assertWhole(
            assertSame(page, document),
            document,
            "tasks",
            "latency_ns.response",
            "latency_ns.queue",
            "latency_ns.service",
            "thread_budget",
            "task_budget",
            "task_budget.waiting_for",
            "subject",
            "host");
        String text = page.getDocumentElement().getTextContent();
        for (var reason : document.get("na").properties()) {
          assertTrue(text.contains(reason.getValue().stringValue()), reason.getKey());
        }
        assertDoesNothing(made.html());
      }
    }
  }

  @Test
  void theFiguresOfAProcessAreThoseOfItsDocument() throws Exception {
    Watched watched = new Watched.Process(new Pid(4711), "java", false);
    try (Recording recording = recording(watched, Simulated.process(60, 9), LOOKS)) {
      RecordedPage made = page(recording);
      Replayed replayed = made.replayed();
      Diagnosed found = Diagnosed.of(replayed.state(), replayed.threads());
      JsonNode document = JsonMapper.shared().readTree(DiagnoseJson.of(found, List.of()));
      assertWhole(
          assertSame(parsed(made.html()), document), document, "thread_budget", "subject", "host");
    }
  }

  @Test
  void theFiguresOfAMachineAreThoseOfItsDocument() throws Exception {
    try (Recording recording = recording(new Watched.Machine(), Simulated.process(5, 2), LOOKS)) {
      RecordedPage made = page(recording);
      JsonNode document = JsonMapper.shared().readTree(HostJson.of(made.replayed().machine()));
      Set<String> compared = assertSame(parsed(made.html()), document);
      assertTrue(compared.contains("per_core[1].user"), compared.toString());
    }
  }

  @Test
  void itIsBuiltAsItWas() throws Exception {
    try (Recording recording = recording(run(), Simulated.run(3), LOOKS)) {
      String outline = outline(parsed(page(recording).html()));
      Path golden = GOLDEN.resolve("page-run.txt");
      if (Boolean.getBoolean("screens.rewrite")) {
        Files.writeString(golden, outline);
      }
      assertEquals(Files.readString(golden), outline);
    }
  }

  @Test
  void namesAreTextsWhateverIsInThem() throws Exception {
    Watched watched = new Watched.Process(new Pid(4711), HOSTILE.getFirst(), false);
    try (Recording recording = recording(watched, Simulated.process(30, 30), LOOKS, HOSTILE)) {
      String html = page(recording).html();
      Document page = parsed(html);
      assertDoesNothing(html);
      Set<String> tags = new TreeSet<>();
      Set<String> attributes = new TreeSet<>();
      for (Element element : elements(page, "*")) {
        tags.add(element.getTagName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          attributes.add(element.getAttributes().item(i).getNodeName());
        }
      }
      for (String strange : List.of("script", "img", "x", "i2", "iframe", "a", "link")) {
        assertFalse(tags.contains(strange), strange);
      }
      assertEquals(1, elements(page, "style").size());
      for (String attribute : attributes) {
        assertFalse(attribute.startsWith("on") || attribute.equals("src"), attribute);
        assertFalse(attribute.equals("href"), attribute);
      }
      for (int i = 0; i < html.length(); i++) {
        char c = html.charAt(i);
        assertFalse(
            c < ' ' && c != '\n' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0x202e,
            "a character " + (int) c);
      }
      String text = page.getDocumentElement().getTextContent();
      assertTrue(text.contains("<script>document.title='owned'</script>"), "the name is cut");
      assertTrue(text.contains("&lt;b&gt; & &#60;i&#62;"), "a name is escaped twice");
    }
  }

  @Test
  void anHourIsNoLargerThanAMinute() throws Exception {
    // An hour at ten looks a second would take the test too long: a tenth of the looks does it.
    Watched watched = new Watched.Process(new Pid(4711), "java", false);
    try (Recording recording = recording(watched, Simulated.process(400, 40), 3000)) {
      String html = page(recording).html();
      assertTrue(html.length() < LARGEST, html.length() + " characters");
      assertTrue(html.contains("looks on average"), "it is not said that columns hold several");
      assertTrue(parsed(html).getElementsByTagName("svg").getLength() > 10);
    }
  }

  @Test
  void nothingElseIsAllowedThanWhatIsInIt() throws Exception {
    try (Recording recording = recording(run(), Simulated.run(2), 30)) {
      String html = page(recording).html();
      Element policy =
          elements(parsed(html), "meta").stream()
              .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
              .findFirst()
              .orElseThrow();
      assertEquals(
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
          policy.getAttribute("content"));
      // A reader of HTML takes an element that ends in itself for one that goes on.
      assertFalse(
          Pattern.compile("<(div|span|i|b|p|td|th|section|ul|li|svg|dl|h1|h2|h3)\\b[^>]*/>")
              .matcher(html)
              .find(),
          "an element that ends in itself");
    }
  }
}
