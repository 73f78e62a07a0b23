package dev.conctop.app.engine;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.launch.Equipment;
import dev.conctop.launch.jar.EngineJars;
import dev.conctop.launch.runtime.RustTools;
import dev.conctop.report.DoctorReport.Answer;
import dev.conctop.report.DoctorReport.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The engines that the python3 in PATH has, or the interpreter of a run. */
public final class EnginesHere {
  private static final String PYTHON = "python3";

  private EnginesHere() {}

  /**
   * Requires what a run cannot do without, before anything is started for it.
   *
   * @throws BadInput one line that says what is missing and how to get it
   */
  public static void require(RunSpec spec, Map<String, String> env) {
    String missing = Equipment.missing(spec, env);
    if (!missing.isEmpty()) {
      throw new BadInput(missing);
    }
  }

  /**
   * All engines as the python3 in PATH has them, none when there is no such interpreter; and what a
   * subject in Rust is made with.
   */
  public static List<Engine.Found> find(Map<String, String> env) {
    List<Engine.Found> found = new ArrayList<>();
    try {
      found.addAll(Equipment.all(PYTHON, env));
    } catch (IOException e) {
      // There is none: what follows is told all the same.
    }
    found.addAll(EngineJars.find(env));
    found.addAll(RustTools.find(env));
    return List.copyOf(found);
  }

  /** The doctor's lines, one an engine. */
  public static List<Line> check(Map<String, String> env) {
    List<Engine.Found> here;
    String why = "";
    try {
      here = Equipment.all(PYTHON, env);
    } catch (IOException e) {
      here = Engines.ALL.stream().map(engine -> new Engine.Found(engine, "")).toList();
      why = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    String reason = why;
    return Stream.of(
            here.stream().map(found -> line(found, reason)),
            EngineJars.find(env).stream().map(found -> tool(found, " for -m " + modelOf(found))),
            RustTools.find(env).stream().map(found -> tool(found, " for Rust's models")))
        .flatMap(lines -> lines)
        .toList();
  }

  private static String modelOf(Engine.Found found) {
    return Catalog.models().stream()
        .map(ModelSpec::id)
        .filter(id -> Engines.of(id).filter(found.engine()::equals).isPresent())
        .findFirst()
        .orElse("?");
  }

  private static Line tool(Engine.Found found, String purpose) {
    String name = found.engine().name() + purpose;
    return found.fits()
        ? new Line(name, Answer.YES, version(found), "")
        : new Line(
            name,
            Answer.NO,
            found.version().isEmpty() ? "not here" : found.version() + ", too old",
            found.engine().remedy());
  }

  private static Line line(Engine.Found found, String why) {
    Engine engine = found.engine();
    if (found.fits()) {
      return new Line(engine.name(), Answer.YES, version(found) + " in " + PYTHON, "");
    }
    String reason = found.version().isEmpty() ? "not in " + PYTHON : found.version() + ", too old";
    return new Line(engine.name(), Answer.NO, why.isEmpty() ? reason : why, engine.remedy());
  }

  private static String version(Engine.Found found) {
    return found.version().equals("?") ? "a version that it does not say" : found.version();
  }
}
