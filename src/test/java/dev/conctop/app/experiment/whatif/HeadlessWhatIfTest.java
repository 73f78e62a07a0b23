package dev.conctop.app.experiment.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.app.experiment.whatif.bench.Kept;
import dev.conctop.app.experiment.whatif.bench.KeptFile;
import dev.conctop.app.experiment.whatif.bench.MachineName;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import dev.conctop.launch.runtime.Interpreters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real run, with costs that were made up and kept before. */
@Timeout(120)
class HeadlessWhatIfTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @TempDir Path cache;

  private static RunSpec sleeping() {
    return new RunRequest(
            "sleep",
            "thread-pool",
            Map.of("delay", "20ms"),
            OptionalInt.of(4),
            OptionalInt.of(8),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(CORES);
  }

  private static Calibration costs(ModelSpec.Runtime runtime) {
    Map<String, Double> calls = new HashMap<>();
    Calibration.models(runtime).forEach(model -> calls.put(model, 50_000.0));
    Calibration.handed(runtime).forEach(model -> calls.put(Calibration.full(model), 50_000.0));
    boolean jvm = runtime == ModelSpec.Runtime.JVM;
    return new Calibration(
        jvm ? OptionalDouble.of(CORES) : OptionalDouble.empty(),
        calls,
        OptionalDouble.empty(),
        Map.of());
  }

  @Test
  void oneRunTellsOfAllModels() throws Exception {
    Map<String, String> env = new HashMap<>(System.getenv());
    env.put("XDG_CACHE_HOME", cache.toString());
    KeptFile.write(
        KeptFile.place(env).orElseThrow(),
        Kept.nothing(MachineName.here(CORES))
            .withJvm(costs(ModelSpec.Runtime.JVM))
            .with(Interpreters.identity("python3", env), costs(ModelSpec.Runtime.CPYTHON)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<WhatIf> known = new ArrayList<>();
    int code =
        HeadlessWhatIf.run(
            new WhatIfPlan(sleeping(), 5_000_000_000L, false, false, CORES),
            Settings.defaults(),
            ProbeChoice.best(),
            env,
            err,
            err,
            false,
            each -> {
              known.add(each);
              return "";
            });
    assertEquals("", said.toString(StandardCharsets.UTF_8));
    assertEquals(0, code);
    WhatIf told = known.getFirst();
    assertTrue(told.needs().orElseThrow().sampled() > 0, "no task was seen step by step");
    assertTrue(told.needs().orElseThrow().allWaitNanos() > 19e6);
    assertTrue(told.forecasts().size() > 10);
    assertEquals("as long as asked for", told.ended());
  }
}
