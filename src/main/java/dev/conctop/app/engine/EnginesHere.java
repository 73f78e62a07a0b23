package dev.conctop.app.engine;

import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.RunSpec;
import dev.conctop.launch.Equipment;
import dev.conctop.report.DoctorReport.Answer;
import dev.conctop.report.DoctorReport.Line;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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

  /** All engines as the python3 in PATH has them; none when there is no such interpreter. */
  public static List<Engine.Found> find(Map<String, String> env) {
    try {
      return Equipment.all(PYTHON, env);
    } catch (IOException e) {
      return List.of();
    }
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
    return here.stream().map(found -> line(found, reason)).toList();
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
