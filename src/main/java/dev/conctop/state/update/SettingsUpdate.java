package dev.conctop.state.update;

import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.settings.SettingRow;
import dev.conctop.state.settings.SettingRows;
import dev.conctop.state.settings.Turn;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Preferences;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.ui.SettingsForm;
import dev.conctop.state.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the settings: arrows between rows and values, Tab between groups, Enter and Space
 * turn, {@code s} saves. What is turned holds at once; only {@code s} writes anything.
 */
final class SettingsUpdate {
  private static final int FAR = 1_000;

  private SettingsUpdate() {}

  static State open(State state) {
    return show(state, new SettingsForm(0, Optional.empty()));
  }

  private static State show(State state, SettingsForm form) {
    return state.withUi(state.ui().withOverlay(new Overlay.Settings(form)));
  }

  static Step apply(State state, SettingsForm form, Key key, @Nullable Command command) {
    return switch (key.kind()) {
      case ESCAPE, F2 -> Step.of(Common.close(state));
      case ENTER -> turn(state, form, Turn.ROUND);
      case RIGHT -> turn(state, form, Turn.ON);
      case LEFT -> turn(state, form, Turn.BACK);
      case UP -> move(state, form, -1);
      case DOWN -> move(state, form, 1);
      case HOME, PAGE_UP -> move(state, form, -FAR);
      case END, PAGE_DOWN -> move(state, form, FAR);
      case TAB -> group(state, form, 1);
      case BACK_TAB -> group(state, form, -1);
      case CHARACTER -> character(state, form, key, command);
      default -> command(state, form, command);
    };
  }

  private static Step character(
      State state, SettingsForm form, Key key, @Nullable Command command) {
    boolean plain = !key.ctrl() && !key.alt();
    if (plain && key.codePoint() == ' ') {
      return turn(state, form, Turn.ROUND);
    }
    return plain && key.codePoint() == 's' ? save(state, form) : command(state, form, command);
  }

  /** The letters that mean a direction, and what closes. */
  private static Step command(State state, SettingsForm form, @Nullable Command command) {
    return switch (command) {
      case UP -> move(state, form, -1);
      case DOWN -> move(state, form, 1);
      case LEFT -> turn(state, form, Turn.BACK);
      case RIGHT -> turn(state, form, Turn.ON);
      case FIRST -> move(state, form, -FAR);
      case LAST -> move(state, form, FAR);
      case QUIT, BACK, SETTINGS -> Step.of(Common.close(state));
      case null, default -> Step.of(state);
    };
  }

  /** A row is chosen by a click, and turned by a second one. */
  static Step clicked(State state, SettingsForm form, int index) {
    if (index >= SettingRows.all().size()) {
      return Step.of(state);
    }
    return index == form.chosen()
        ? turn(state, form, Turn.ROUND)
        : Step.of(show(state, new SettingsForm(index, form.said())));
  }

  private static Step move(State state, SettingsForm form, int by) {
    int chosen = Math.clamp((long) form.chosen() + by, 0, SettingRows.all().size() - 1);
    return Step.of(show(state, new SettingsForm(chosen, form.said())));
  }

  /** To the first row of the next group, or of the one before; round at the ends. */
  private static Step group(State state, SettingsForm form, int by) {
    List<SettingRow> rows = SettingRows.all();
    List<Integer> firsts = new ArrayList<>();
    int here = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (i == 0 || !rows.get(i).group().equals(rows.get(i - 1).group())) {
        firsts.add(i);
      }
      here = i == form.chosen() ? firsts.size() - 1 : here;
    }
    int next = firsts.get(Math.floorMod(here + by, firsts.size()));
    return Step.of(show(state, new SettingsForm(next, form.said())));
  }

  private static Step turn(State state, SettingsForm form, Turn how) {
    Ui before = state.ui();
    SettingRow row = SettingRows.all().get(form.chosen());
    Ui turned = row.turned(before, how);
    if (turned.equals(before)) {
      return Step.of(state);
    }
    Ui marked = turned.withPreferences(turned.preferences().withChanged(row.key()));
    State next = show(state.withUi(marked), new SettingsForm(form.chosen(), Optional.empty()));
    return new Step(next, effects(before, marked));
  }

  private static List<Effect> effects(Ui before, Ui after) {
    List<Effect> effects = new ArrayList<>();
    Preferences old = before.preferences();
    Preferences now = after.preferences();
    if (before.intervalNanos() != after.intervalNanos()) {
      effects.add(new Effect.SetInterval(after.intervalNanos()));
    }
    if (!old.theme().equals(now.theme())
        || old.ascii() != now.ascii()
        || old.mouse() != now.mouse()) {
      effects.add(new Effect.SetLook(now.theme(), now.ascii(), now.mouse()));
    }
    if (old.causesHz() != now.causesHz() || old.costPercent() != now.costPercent()) {
      effects.add(new Effect.SetCauses(now.causesHz(), now.costPercent() / 100));
    }
    if (old.deep() != now.deep()) {
      effects.add(new Effect.SetDeep(now.deep()));
    }
    return effects;
  }

  private static Step save(State state, SettingsForm form) {
    Preferences now = state.ui().preferences();
    Map<String, String> written = SettingRows.written(state.ui(), now.changed());
    if (written.isEmpty()) {
      SaveOutcome nothing =
          new SaveOutcome(SaveOutcome.Kind.NOTHING, "nothing was changed here: nothing to save");
      return Step.of(show(state, new SettingsForm(form.chosen(), Optional.of(nothing))));
    }
    return Step.of(state, new Effect.SaveSettings(written));
  }

  /** What became of it, in the settings if they are still open, else below the page. */
  static State saved(State state, SaveOutcome outcome) {
    State next =
        outcome.kind() == SaveOutcome.Kind.SAVED
            ? state.withUi(state.ui().withPreferences(state.ui().preferences().saved()))
            : state;
    return next.ui().overlay() instanceof Overlay.Settings(SettingsForm form)
        ? show(next, new SettingsForm(form.chosen(), Optional.of(outcome)))
        : Common.notice(next, outcome.words());
  }
}
