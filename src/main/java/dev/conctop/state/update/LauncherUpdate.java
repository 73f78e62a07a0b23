package dev.conctop.state.update;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.experiment.RacePlan;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.seen.ArmLabels;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.ui.LauncherForm;
import dev.conctop.state.ui.LauncherForm.Focus;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.table.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The launcher's keys: Tab between columns, arrows in one, typing a value, Enter runs. */
final class LauncherUpdate {
  private final int cores;

  LauncherUpdate(int cores) {
    this.cores = cores;
  }

  /** Opens the form on what runs now, or on the first of each list. */
  State open(State state, Focus focus) {
    LauncherForm form =
        state
            .run()
            .map(run -> of(run, focus))
            .orElseGet(() -> new LauncherForm(focus, 0, index("thread-pool"), 0, Map.of(), ""));
    return state.withUi(state.ui().withOverlay(new Overlay.Launcher(form)));
  }

  private static int index(String model) {
    return Catalog.models().indexOf(Catalog.model(model));
  }

  private static LauncherForm of(RunSpec run, Focus focus) {
    Map<String, String> written = new LinkedHashMap<>();
    for (ParameterSpec spec : RunSpec.parametersOf(run.workload(), run.model())) {
      String value = run.parameters().text(spec.name());
      if (!value.equals(spec.defaultValue())) {
        written.put(spec.name(), value);
      }
    }
    if (run.model().workers() == ModelSpec.Workers.CHOSEN
        || run.model().workers() == ModelSpec.Workers.CARRIERS) {
      written.put(LauncherForm.WORKERS, Integer.toString(run.workers()));
    }
    if (run.openLoop()) {
      written.put(LauncherForm.RATE, Double.toString(run.ratePerSecond().getAsDouble()));
    } else {
      written.put(LauncherForm.IN_FLIGHT, Integer.toString(run.inFlight()));
    }
    return new LauncherForm(
        focus,
        Catalog.workloads().indexOf(run.workload()),
        Catalog.models().indexOf(run.model()),
        0,
        written,
        "");
  }

  /** Opens the form for what is to be compared with what runs; without a run it is said why not. */
  State openForArm(State state) {
    if (state.run().isEmpty()) {
      return Common.notice(state, "only runs are compared: start one first");
    }
    RunSpec like =
        state.contest().map(contest -> contest.arms().getFirst()).orElse(state.run().get());
    LauncherForm form = of(like, Focus.MODELS);
    return state.withUi(state.ui().withOverlay(new Overlay.Launcher(form, true)));
  }

  Step apply(State state, Overlay.Launcher open, Key key) {
    LauncherForm form = open.form();
    return switch (key.kind()) {
      case ESCAPE -> Step.of(Common.close(state));
      case ENTER -> open.arm() ? compare(state, open) : start(state, open);
      case TAB, RIGHT -> show(state, open, focus(form, form.focus().next()));
      case BACK_TAB, LEFT -> show(state, open, focus(form, form.focus().previous()));
      case UP -> show(state, open, move(form, -1));
      case DOWN -> show(state, open, move(form, 1));
      case HOME, PAGE_UP -> show(state, open, move(form, -1_000));
      case END, PAGE_DOWN -> show(state, open, move(form, 1_000));
      case BACKSPACE -> show(state, open, write(form, Text.withoutLast(writtenValue(form))));
      case DELETE -> show(state, open, write(form, ""));
      case CHARACTER ->
          key.ctrl() || key.alt()
              ? Step.of(state)
              : Step.of(typed(state, open, Character.toString(key.codePoint())));
      default -> Step.of(state);
    };
  }

  /** Text goes to the chosen parameter; in the lists it jumps to what begins with it. */
  State typed(State state, Overlay.Launcher open, String text) {
    LauncherForm form = open.form();
    LauncherForm next =
        switch (form.focus()) {
          case PARAMETERS -> write(form, writtenValue(form) + text);
          case WORKLOADS -> {
            List<String> names = Catalog.workloads().stream().map(WorkloadSpec::id).toList();
            Jump jump = Jump.of(names, form.workload(), form.typed(), text);
            yield remember(selected(form, jump.index(), form.model()), jump.typed());
          }
          case MODELS -> {
            List<String> names = Catalog.models().stream().map(ModelSpec::id).toList();
            Jump jump = Jump.of(names, form.model(), form.typed(), text);
            yield remember(selected(form, form.workload(), jump.index()), jump.typed());
          }
        };
    return state.withUi(state.ui().withOverlay(open.with(next)));
  }

  private static LauncherForm remember(LauncherForm form, String typed) {
    return new LauncherForm(
        form.focus(), form.workload(), form.model(), form.parameter(), form.written(), "", typed);
  }

  /** Where typing in a list leads, and what counts as typed so far. */
  private record Jump(int index, String typed) {
    /** What goes on with what was typed before wins; else a new name begins. */
    static Jump of(List<String> names, int from, String before, String text) {
      String together = before + text;
      for (int i = 0; i < names.size() && !before.isEmpty(); i++) {
        int at = (from + i) % names.size();
        if (names.get(at).startsWith(together)) {
          return new Jump(at, together);
        }
      }
      for (int i = 1; i <= names.size(); i++) {
        int at = (from + i) % names.size();
        if (names.get(at).startsWith(text)) {
          return new Jump(at, text);
        }
      }
      return new Jump(from, "");
    }
  }

  private static Step show(State state, Overlay.Launcher open, LauncherForm form) {
    return Step.of(state.withUi(state.ui().withOverlay(open.with(form))));
  }

  private static LauncherForm focus(LauncherForm form, Focus focus) {
    return new LauncherForm(
        focus, form.workload(), form.model(), form.parameter(), form.written(), "");
  }

  private static LauncherForm selected(LauncherForm form, int workload, int model) {
    return new LauncherForm(form.focus(), workload, model, 0, form.written(), "");
  }

  private static LauncherForm move(LauncherForm form, int by) {
    return switch (form.focus()) {
      case WORKLOADS ->
          selected(form, clamp(form.workload() + by, Catalog.workloads().size()), form.model());
      case MODELS ->
          selected(form, form.workload(), clamp(form.model() + by, Catalog.models().size()));
      case PARAMETERS ->
          new LauncherForm(
              form.focus(),
              form.workload(),
              form.model(),
              clamp(form.parameter() + by, fields(form).size()),
              form.written(),
              "");
    };
  }

  private static int clamp(int index, int size) {
    return Math.clamp(index, 0, size - 1);
  }

  /** The names of the form's parameter lines, in order. */
  static List<String> fields(LauncherForm form) {
    List<String> names = new ArrayList<>();
    names.add(LauncherForm.WORKERS);
    names.add(LauncherForm.IN_FLIGHT);
    names.add(LauncherForm.RATE);
    for (ParameterSpec spec :
        RunSpec.parametersOf(
            Catalog.workloads().get(form.workload()), Catalog.models().get(form.model()))) {
      names.add(spec.name());
    }
    return names;
  }

  private static String writtenValue(LauncherForm form) {
    if (form.focus() != Focus.PARAMETERS) {
      return "";
    }
    return form.written().getOrDefault(fields(form).get(form.parameter()), "");
  }

  private static LauncherForm write(LauncherForm form, String value) {
    if (form.focus() != Focus.PARAMETERS) {
      return form;
    }
    Map<String, String> written = new LinkedHashMap<>(form.written());
    String name = fields(form).get(form.parameter());
    if (value.isEmpty()) {
      written.remove(name);
    } else {
      written.put(name, value);
    }
    return new LauncherForm(
        form.focus(), form.workload(), form.model(), form.parameter(), written, "");
  }

  private Step start(State state, Overlay.Launcher open) {
    try {
      RunSpec spec = request(open.form()).check(cores);
      State closed = Common.close(state).restarted(spec);
      Page page = closed.ui().page() == Page.HOST ? Page.OVERVIEW : closed.ui().page();
      return Step.of(closed.withUi(closed.ui().withPage(page)), new Effect.StartRun(spec));
    } catch (BadInput e) {
      return refused(state, open, e);
    }
  }

  /** What runs and what was picked are the arms; those of an experiment stay in it. */
  private Step compare(State state, Overlay.Launcher open) {
    try {
      RunSpec picked = request(open.form()).check(cores);
      List<RunSpec> arms =
          new ArrayList<>(
              state.contest().map(Contest::arms).orElseGet(() -> List.of(state.run().get())));
      if (arms.size() >= RacePlan.MOST_ARMS) {
        throw new BadInput(RacePlan.MOST_ARMS + " arms are the most");
      }
      if (!picked.workload().id().equals(arms.getFirst().workload().id())) {
        throw new BadInput("arms have the same workload: " + arms.getFirst().workload().id());
      }
      arms.add(picked);
      RacePlan plan =
          state
              .contest()
              .map(contest -> contest.race().plan().with(labels(contest, arms)))
              .orElseGet(() -> usual(arms));
      Contest contest = Contest.of(arms, plan);
      return Step.of(Common.close(state).contested(contest), new Effect.StartArms(contest.slots()));
    } catch (BadInput e) {
      return refused(state, open, e);
    }
  }

  private static RacePlan usual(List<RunSpec> arms) {
    return RacePlan.ofRounds(
        RacePlan.USUAL_ROUNDS,
        true,
        ArmLabels.of(arms),
        RacePlan.USUAL_WARM_NANOS,
        OptionalDouble.empty(),
        RacePlan.WITHIN,
        1);
  }

  /** Arms keep their names; the new one has the last of those that all would have. */
  private static List<String> labels(Contest contest, List<RunSpec> arms) {
    List<String> labels = new ArrayList<>(contest.race().plan().labels());
    labels.add(ArmLabels.of(arms).getLast());
    return ArmLabels.distinct(labels);
  }

  private static Step refused(State state, Overlay.Launcher open, BadInput why) {
    LauncherForm form = open.form();
    String problem = why.getMessage() == null ? "bad input" : why.getMessage();
    return show(
        state,
        open,
        new LauncherForm(
            form.focus(),
            form.workload(),
            form.model(),
            form.parameter(),
            form.written(),
            problem));
  }

  private static RunRequest request(LauncherForm form) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : fields(form)) {
      if (form.written().containsKey(name)) {
        parameters.put(name, form.written().getOrDefault(name, ""));
      }
    }
    String workers = parameters.remove(LauncherForm.WORKERS);
    String inFlight = parameters.remove(LauncherForm.IN_FLIGHT);
    String rate = parameters.remove(LauncherForm.RATE);
    ModelSpec model = Catalog.models().get(form.model());
    boolean choosesWorkers =
        model.workers() == ModelSpec.Workers.CHOSEN
            || model.workers() == ModelSpec.Workers.CARRIERS;
    return new RunRequest(
        Catalog.workloads().get(form.workload()).id(),
        model.id(),
        parameters,
        workers == null || !choosesWorkers
            ? OptionalInt.empty()
            : OptionalInt.of(whole(LauncherForm.WORKERS, workers)),
        inFlight == null || rate != null
            ? OptionalInt.empty()
            : OptionalInt.of(whole(LauncherForm.IN_FLIGHT, inFlight)),
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(number(rate)),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static int whole(String name, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new BadInput(name + " '" + text + "' is not a whole number");
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new BadInput("rate '" + text + "' is not a number");
    }
  }
}
