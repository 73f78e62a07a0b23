package dev.conctop.view.overlay;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.state.State;
import dev.conctop.state.ui.LauncherForm;
import dev.conctop.state.ui.LauncherForm.Focus;
import dev.conctop.state.ui.Overlay;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;
import java.util.OptionalLong;

/**
 * Picks what is run.
 *
 * <pre>
 *  ┌ Run ────────────────────────────────────────────────────────┐
 *  │ WORKLOAD             MODEL                 LOAD, PARAMETERS │
 *  │ ▸ http-get  I/O net  ▸ thread-pool         ▸ workers   2    │
 *  │   …                    …                     …              │
 *  │ what the chosen workload, model and parameter are           │
 *  │ why it cannot run, or the keys                              │
 *  └─────────────────────────────────────────────────────────────┘
 * </pre>
 */
public final class LauncherOverlay {
  private static final int WIDEST = 132;
  private static final int SHORTEST = 19;
  private static final int TALLEST = 32;
  private static final int KIND = 9;
  private static final int TEXT_ROWS = 5;

  /** Lines before the parameters: workers, in flight, rate. */
  private static final int LOAD_LINES = 3;

  private LauncherOverlay() {}

  public static void draw(Area page, State shown, Overlay.Launcher open) {
    LauncherForm form = open.form();
    int lines = Math.max(Catalog.workloads().size(), Catalog.models().size());
    int wanted = Math.clamp(lines + TEXT_ROWS + 4, SHORTEST, TALLEST);
    Area box =
        StageBox.middle(page, Math.min(page.width(), WIDEST), Math.min(page.height(), wanted));
    Area inside = box.box(title(shown, open), "", Ink.ACCENT);
    int list = Math.max(2, inside.height() - TEXT_ROWS);
    int first = inside.width() * 35 / 100;
    int second = inside.width() * 31 / 100;
    int rest = inside.width() - first - second;
    workloads(inside.part(0, 0, first, list), form);
    models(inside.part(first, 0, second, list), form);
    parameters(inside.part(first + second, 0, rest, list), shown, form);
    explain(inside.below(list), open);
  }

  private static String title(State shown, Overlay.Launcher open) {
    if (!open.arm()) {
      return "Run a workload under a model";
    }
    return shown.contest().isPresent()
        ? "One more arm: the comparison begins anew"
        : "Compare what runs with";
  }

  private static Area head(Area area, String title, boolean focused) {
    int style = focused ? Style.reverse(Ink.ACCENT) : Style.bold(Ink.DIM);
    Words words = area.words().add(" ").add(title).add(" ");
    area.text(1, 0, words, style);
    return area.below(1);
  }

  /** Where a list begins so that the chosen line is in sight. */
  private static int first(int chosen, int size, int height) {
    return Math.clamp(chosen - height / 2L, 0, Math.max(0, size - height));
  }

  private static int line(Area list, int row, boolean chosen, boolean focused, CharSequence name) {
    int style = chosen ? Style.bold(focused ? Ink.SELECTED : Ink.TEXT) : Ink.TEXT.ordinal();
    if (chosen) {
      list.put(1, row, list.glyphs().pointer(), focused ? Ink.ACCENT : Ink.DIM);
    }
    return list.text(3, row, list.width() - 4, name, style);
  }

  private static void edges(Area list, int first, int size) {
    if (first > 0) {
      list.put(0, 0, list.glyphs().moreAbove(), Ink.DIM);
    }
    if (first + list.height() < size) {
      list.put(0, list.height() - 1, list.glyphs().moreBelow(), Ink.DIM);
    }
  }

  private static void workloads(Area area, LauncherForm form) {
    boolean focused = form.focus() == Focus.WORKLOADS;
    Area list = head(area, "WORKLOAD", focused);
    List<WorkloadSpec> specs = Catalog.workloads();
    int from = first(form.workload(), specs.size(), list.height());
    for (int i = 0; i < list.height() && from + i < specs.size(); i++) {
      WorkloadSpec spec = specs.get(from + i);
      int at = line(list, i, from + i == form.workload(), focused, spec.id());
      int kind = list.width() - KIND - (list.width() > 30 ? 3 : 0);
      if (at < kind) {
        list.text(kind, i, KIND, spec.kind().label(), Ink.DIM.ordinal());
      }
    }
    edges(list, from, specs.size());
  }

  private static void models(Area area, LauncherForm form) {
    boolean focused = form.focus() == Focus.MODELS;
    Area list = head(area, "MODEL", focused);
    List<ModelSpec> specs = Catalog.models();
    int from = first(form.model(), specs.size(), list.height());
    for (int i = 0; i < list.height() && from + i < specs.size(); i++) {
      ModelSpec spec = specs.get(from + i);
      int at = line(list, i, from + i == form.model(), focused, spec.id());
      if (spec.emulated() && at < list.width()) {
        list.text(at + 1, i, list.width() - at - 1, "emulated", Ink.WARN.ordinal());
      }
    }
    edges(list, from, specs.size());
  }

  private static void parameters(Area area, State shown, LauncherForm form) {
    boolean focused = form.focus() == Focus.PARAMETERS;
    Area list = head(area, "LOAD, PARAMETERS", focused);
    int size = LOAD_LINES + specs(form).size();
    int from = first(form.parameter(), size, list.height());
    int names = Math.min(17, list.width() / 2);
    for (int i = 0; i < list.height() && from + i < size; i++) {
      int index = from + i;
      boolean chosen = focused && index == form.parameter();
      line(list.part(0, i, names + 3, 1), 0, chosen, true, name(form, index));
      String typed = form.written().getOrDefault(name(form, index), "");
      int at = names + 4;
      if (typed.isEmpty()) {
        at = list.text(at, i, list.width() - at - 1, preset(shown, form, index), Ink.DIM.ordinal());
      } else {
        at = list.text(at, i, list.width() - at - 2, typed, Style.bold(Ink.TEXT));
      }
      if (chosen && !typed.isEmpty()) {
        list.put(at, i, ' ', Style.reverse(Ink.TEXT));
      }
    }
    edges(list, from, size);
  }

  private static List<ParameterSpec> specs(LauncherForm form) {
    return RunSpec.parametersOf(workload(form), model(form));
  }

  private static WorkloadSpec workload(LauncherForm form) {
    return Catalog.workloads().get(form.workload());
  }

  private static ModelSpec model(LauncherForm form) {
    return Catalog.models().get(form.model());
  }

  private static String name(LauncherForm form, int index) {
    return switch (index) {
      case 0 -> LauncherForm.WORKERS;
      case 1 -> LauncherForm.IN_FLIGHT;
      case 2 -> LauncherForm.RATE;
      default -> specs(form).get(index - LOAD_LINES).name();
    };
  }

  /** What holds when nothing is typed. */
  private static String preset(State shown, LauncherForm form, int index) {
    int cores = Math.max(1, shown.observed().host().map(h -> h.cores().size()).orElse(1));
    ModelSpec model = model(form);
    int workers = (int) typed(form, LauncherForm.WORKERS, cores);
    long batch = typed(form, "batch", 1);
    int inFlight = RunSpec.defaultInFlight(model, workers, batch, OptionalLong.empty());
    return switch (index) {
      case 0 -> Integer.toString(RunSpec.defaultWorkers(model, cores, inFlight));
      case 1 ->
          form.written().containsKey(LauncherForm.RATE) ? "by rate" : Integer.toString(inFlight);
      case 2 -> "off";
      default -> {
        String value = specs(form).get(index - LOAD_LINES).defaultValue();
        yield value.isEmpty() ? "none" : value;
      }
    };
  }

  /** A number as it was typed, where it is one. */
  private static long typed(LauncherForm form, String name, long otherwise) {
    try {
      String text = form.written().getOrDefault(name, "");
      return Math.clamp(Long.parseLong(text), 1, RunSpec.MAX_WORKERS);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static void explain(Area area, Overlay.Launcher open) {
    LauncherForm form = open.form();
    for (int column = 1; column < area.width() - 1; column++) {
      area.put(column, 0, area.glyphs().horizontal(), Ink.FRAME);
    }
    Words words = area.words().add(workload(form).id()).add(": ").add(workload(form).help());
    area.text(1, 1, area.width() - 2, words, Ink.TEXT.ordinal());
    words = area.words().add(model(form).id()).add(": ").add(model(form).help());
    if (model(form).emulated()) {
      words.add(" (emulated)");
    }
    area.text(1, 2, area.width() - 2, words, Ink.TEXT.ordinal());
    area.text(1, 3, area.width() - 2, parameter(area, form), Ink.TEXT.ordinal());
    if (form.problem().isEmpty()) {
      keys(area, 4, open);
    } else {
      area.text(1, 4, area.width() - 2, form.problem(), Style.bold(Ink.BAD));
    }
  }

  private static Words parameter(Area area, LauncherForm form) {
    int index = form.parameter();
    Words words = area.words().add(name(form, index)).add(": ");
    return switch (index) {
      case 0 -> words.add("1 … ").count(RunSpec.MAX_WORKERS).add("; ").add(workers(model(form)));
      case 1 -> words.add("1 … ").count(RunSpec.MAX_IN_FLIGHT).add(" tasks at a time");
      case 2 -> words.add("arrivals a second by a schedule, instead of in flight");
      default -> {
        ParameterSpec spec = specs(form).get(index - LOAD_LINES);
        words.add(spec.help()).add("; ").add(spec.range());
        yield words
            .add("; default ")
            .add(spec.defaultValue().isEmpty() ? "none" : spec.defaultValue());
      }
    };
  }

  private static String workers(ModelSpec model) {
    return switch (model.workers()) {
      case ONE -> "this model has one";
      case CHOSEN -> "threads or processes that run tasks";
      case PER_TASK -> "this model has as many as tasks in flight";
      case CARRIERS -> "threads that carry the virtual ones";
    };
  }

  private static void keys(Area area, int row, Overlay.Launcher open) {
    int at = key(area, 1, row, "Enter", open.arm() ? "compares it" : "runs it");
    at = key(area, at, row, "Tab", "next column");
    at = key(area, at, row, "type", "a value");
    key(area, at, row, "Esc", "leaves");
  }

  private static int key(Area area, int column, int row, String key, String word) {
    int at = area.text(column, row, key, Ink.KEY);
    return area.text(at + 1, row, word, Ink.DIM) + 3;
  }
}
