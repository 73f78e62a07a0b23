package dev.conctop.report.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Schema;
import dev.conctop.experiment.sweep.MadeUpSweep;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a made-up sweep is reported as. The texts are in {@code src/test/resources/reports}; with
 * {@code -Dscreens.rewrite=true} they are written anew instead of compared.
 */
class SweepReportTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.sweep.2.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  private static Swept swept(String over, long longest, String slo) {
    SplittableRandom random = new SplittableRandom(7);
    return new MadeUpSweep(MadeUpSweep.plan(over, longest, slo))
        .run(w -> Math.min(w, 32) / 0.05 * (1 + 0.004 * random.nextGaussian()));
  }

  private static void check(String name, String text) throws IOException {
    Path file = Path.of("src/test/resources/reports").resolve(name);
    if (Boolean.getBoolean("screens.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    assertEquals(Files.readString(file, StandardCharsets.UTF_8), text);
  }

  @Test
  void aWholeSweep() throws IOException {
    Swept swept = swept("workers=4..64", SweepPlan.NO_END, "p99<100ms");
    check("sweep.txt", SweepText.of(swept, false));
    JsonNode document = MAPPER.readTree(SweepJson.of(swept));
    check(
        "sweep.json", MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  @Test
  void endedEarlyItSaysWhatIsNotKnown() throws IOException {
    Swept swept = swept("workers=4,32", 15_000_000_000L, "");
    check("sweep-short.txt", SweepText.of(swept, true));
    JsonNode document = MAPPER.readTree(SweepJson.of(swept));
    check(
        "sweep-short.json",
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  @Test
  void everyNullHasItsReasonAndAllIsAsTheSchemaSays() throws IOException {
    JsonNode schema = MAPPER.readTree(Files.readString(SCHEMA));
    for (String over : new String[] {"workers=4,32", "in-flight=1,2", "delay=1ms,2ms"}) {
      for (long longest : new long[] {1, 6_000_000_000L, SweepPlan.NO_END}) {
        JsonNode document = MAPPER.readTree(SweepJson.of(swept(over, longest, "p99<1us")));
        explained(document, "", document.get("na"));
        List<String> faults = new ArrayList<>();
        new Schema(schema).check(document, faults);
        assertEquals(List.of(), faults);
      }
    }
  }

  private static void explained(JsonNode node, String path, JsonNode reasons) {
    if (node.isNull()) {
      assertTrue(reasons.has(path), path + " is null without a reason");
      assertFalse(reasons.get(path).asString().isEmpty(), path);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      explained(node.get(i), path + "[" + i + "]", reasons);
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              one ->
                  explained(
                      one.getValue(),
                      path.isEmpty() ? one.getKey() : path + "." + one.getKey(),
                      reasons));
    }
  }

  @Test
  void sevenBitsWhereAskedFor() {
    String text = SweepText.of(swept("workers=4..64", SweepPlan.NO_END, "p99<1ms"), true);
    assertTrue(text.chars().allMatch(c -> c < 0x7f), text);
  }
}
