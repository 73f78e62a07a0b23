package dev.conctop.report.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunSpec;
import dev.conctop.e2e.Schema;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Candidates;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.Runs;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.state.seen.ArmLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a made-up run under other models is reported as. The texts are in {@code
 * src/test/resources/reports}; with {@code -Dscreens.rewrite=true} they are written anew instead of
 * compared.
 */
class WhatIfReportTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.whatif.1.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  private static WhatIf known() {
    RunSpec from = Runs.spec("mixed", "thread-pool", 4, 24);
    TaskNeeds needs = Runs.needs();
    Forecaster forecaster =
        Forecaster.of(from, needs, Runs.costs(), PastErrors.NONE, Optional.empty());
    List<RunSpec> arms = Candidates.of(from, needs, 2);
    List<String> labels = ArmLabels.of(arms);
    List<Forecast> forecasts = new ArrayList<>();
    forecasts.add(forecaster.control(labels.getFirst(), OptionalDouble.of(48e6)));
    for (int arm = 1; arm < arms.size(); arm++) {
      forecasts.add(forecaster.forecast(arms.get(arm), labels.get(arm)));
    }
    return new WhatIf(
        from,
        OptionalDouble.of(48e6),
        3,
        Optional.of(needs),
        Runs.costs(),
        WhatIf.ordered(forecasts),
        Optional.empty(),
        "as long as asked for",
        List.of("1 of 3 blocks were disturbed by others"));
  }

  private static WhatIf verified() {
    WhatIf known = known();
    List<Forecast> forecasts = new ArrayList<>(known.forecasts());
    for (int place : known.worthRunning()) {
      Forecast each = forecasts.get(place);
      forecasts.set(
          place, each.measured(0.96 * each.throughput().orElseThrow(), OptionalDouble.of(12.5e6)));
    }
    return known.with(
        forecasts,
        Optional.of(new WhatIf.Back("virtual-threads", forecasts.getFirst())),
        "verified in 4 rounds");
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
  void predictionsAlone() throws IOException {
    check("whatif.txt", WhatIfText.of(known(), false));
  }

  @Test
  void verifiedOnes() throws IOException {
    check("whatif-verified.txt", WhatIfText.of(verified(), true));
    assertEquals(1 / 0.96 - 1, verified().medianError(), 1e-9);
    assertTrue(verified().worthRunning().size() <= 5);
  }

  @Test
  void theDocumentsAreAsTheirSchemaSays() throws IOException {
    Schema schema = new Schema(MAPPER.readTree(Files.readString(SCHEMA)));
    for (WhatIf each : List.of(known(), verified())) {
      JsonNode document = MAPPER.readTree(WhatIfJson.of(each));
      List<String> faults = new ArrayList<>();
      schema.check(document, faults);
      assertEquals(List.of(), faults);
      JsonNode first = document.get("predictions").get(0);
      assertTrue(first.get("control").booleanValue());
      assertEquals(498, first.get("measured").doubleValue(), 0.5);
      for (JsonNode prediction : document.get("predictions")) {
        boolean refused = prediction.get("throughput").isNull();
        assertTrue(!refused || !prediction.get("reason").asString().isEmpty());
      }
    }
  }
}
