package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import dev.conctop.launch.runtime.Interpreters;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What this machine charges: what is kept, and what is measured because it is not. */
public final class Costs {
  /** From this share on, others falsify what is measured. */
  private static final double MOST_BUSY = 0.25;

  private final Optional<Path> file;
  private final String python;
  private final PrintStream err;
  private Kept kept;
  private boolean disturbed;

  private Costs(Optional<Path> file, String python, PrintStream err, Kept kept) {
    this.file = file;
    this.python = python;
    this.err = err;
    this.kept = kept;
  }

  /** What is kept, as far as it is of this machine; what is wrong with it is said, and left. */
  public static Costs open(WhatIfPlan plan, Map<String, String> env, PrintStream err) {
    Map<String, String> machine = MachineName.here(plan.cores());
    Optional<Path> file = KeptFile.place(env);
    Kept kept = Kept.nothing(machine);
    if (file.isEmpty()) {
      err.println(
          "conctop: what this machine charges cannot be kept: neither XDG_CACHE_HOME nor HOME is set");
    } else {
      try {
        kept = KeptFile.read(file.get(), machine).orElse(kept);
      } catch (IOException e) {
        err.println("conctop: " + file.get() + " cannot be used and is made anew: " + why(e));
      }
    }
    boolean asks = Forecaster.reaches(plan.from(), ModelSpec.Runtime.CPYTHON);
    String python = asks ? Interpreters.identity(interpreter(plan.from()), env) : "none";
    return new Costs(file, python, err, kept);
  }

  /**
   * What is kept of a machine, where nothing is to be measured: of a file that cannot be used there
   * is nothing, and whoever measures complains of it.
   */
  public static Optional<Kept> kept(Map<String, String> env, Map<String, String> machine) {
    Optional<Path> file = KeptFile.place(env);
    try {
      return file.isEmpty() ? Optional.empty() : KeptFile.read(file.get(), machine);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String interpreter(RunSpec from) {
    return from.parameters().has("python") ? from.parameters().text("python") : "python3";
  }

  /** Measures what is not known yet; all of it when that was asked for. */
  public void measure(WhatIfPlan plan, Bench bench) throws InterruptedException {
    boolean all = plan.recalibrate();
    Optional<String> given =
        plan.from().parameters().has("python")
            ? Optional.of(plan.from().parameters().text("python"))
            : Optional.empty();
    Calibrator calibrator = new Calibrator(plan.cores(), given);
    if (all || kept.jvm().cores().isEmpty()) {
      calibrator.cores();
    }
    for (ModelSpec.Runtime runtime : List.of(ModelSpec.Runtime.JVM, ModelSpec.Runtime.CPYTHON)) {
      if (Forecaster.reaches(plan.from(), runtime) && (all || !known().covers(runtime))) {
        calibrator.calls(runtime);
      }
    }
    if (calibrator.isEmpty()) {
      return;
    }
    keep(calibrator.measure(bench), calibrator.busy());
  }

  private void keep(Calibration measured, double busy) {
    if (measured.equals(Calibration.NONE)) {
      return;
    }
    Calibration jvm = measured.of(ModelSpec.Runtime.JVM);
    Calibration cpython = measured.of(ModelSpec.Runtime.CPYTHON);
    kept = kept.withJvm(jvm);
    if (!cpython.equals(Calibration.NONE)) {
      kept = kept.with(python, cpython);
    }
    if (busy <= MOST_BUSY) {
      save();
    } else {
      disturbed = true;
      err.printf(
          Locale.ROOT,
          "conctop: what this machine charges was measured while others had %.0f %% of it, and is not"
              + " kept%n",
          100 * busy);
    }
  }

  /** What is known. */
  public Calibration known() {
    return kept.of(python);
  }

  /** By how much predictions were off here. */
  public PastErrors past() {
    return kept.errors();
  }

  /** Keeps how far predictions were off. */
  public void learn(RunSpec from, List<Forecast> verified) {
    for (Forecast each : verified) {
      if (each.error().isPresent() && each.error().getAsDouble() > -1) {
        kept =
            kept.with(
                new PastErrors.Pair(from.model().id(), each.arm().model().id()),
                Math.log1p(each.error().getAsDouble()));
      }
    }
    save();
  }

  private void save() {
    if (file.isEmpty() || disturbed) {
      return;
    }
    try {
      KeptFile.write(file.get(), kept);
    } catch (IOException e) {
      err.println(
          "conctop: what was measured of this machine cannot be kept in "
              + file.get()
              + ": "
              + why(e));
    }
  }

  /** Some name nothing but the file. */
  private static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException file when file.getReason() == null ->
          file.getClass().getSimpleName().replace("Exception", "");
      default -> String.valueOf(e.getMessage());
    };
  }
}
