package dev.conctop.state.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import dev.conctop.state.settings.SettingRow;
import dev.conctop.state.settings.SettingRows;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Preferences;
import dev.conctop.state.ui.SaveOutcome;
import dev.conctop.state.ui.SettingsForm;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ProcessColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys and clicks in the settings: what they change, and what they ask for. */
class SettingsUpdateTest {
  private final Update update = new Update(KeyBindings.defaults(), 2);
  private final List<Effect> effects = new ArrayList<>();
  private State state = State.initial(Ui.initial(Page.OVERVIEW, 100_000_000), Optional.empty(), 0);

  @Test
  void f2OpensTheSettingsAndTheLauncherStaysOnN() {
    press(Key.Kind.F2);
    assertInstanceOf(Overlay.Settings.class, state.ui().overlay());
    press(Key.Kind.F2);
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    type("n");
    assertInstanceOf(Overlay.Launcher.class, state.ui().overlay());
  }

  @Test
  void aThemeIsSeenAtOnceGoesRoundAndStays() {
    press(Key.Kind.F2);
    for (int i = 0; i < Preferences.THEMES.size(); i++) {
      press(Key.Kind.ENTER);
    }
    press(Key.Kind.LEFT);
    assertEquals(
        List.of("dark", "light", "high-contrast", "mono", "standard", "mono"),
        effects.stream().map(effect -> ((Effect.SetLook) effect).theme()).toList());
    press(Key.Kind.ESCAPE);
    assertEquals("mono", preferences().theme());
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
  }

  @Test
  void numbersGoBySeriesThatEnd() {
    choose("interval");
    press(Key.Kind.RIGHT);
    press(Key.Kind.LEFT);
    press(Key.Kind.LEFT);
    press(Key.Kind.LEFT); // is the fastest already
    assertEquals(
        List.of(
            new Effect.SetInterval(200_000_000),
            new Effect.SetInterval(100_000_000),
            new Effect.SetInterval(50_000_000)),
        effects);
    effects.clear();
    choose("causes");
    type("l");
    choose("cost-budget");
    press(Key.Kind.LEFT);
    assertEquals(List.of(new Effect.SetCauses(50, 0.02), new Effect.SetCauses(50, 0.01)), effects);
    effects.clear();
    for (int i = 0; i < 12; i++) {
      press(Key.Kind.RIGHT);
    }
    assertEquals(new Effect.SetCauses(50, 1), effects.getLast());
    type(" ");
    assertEquals(new Effect.SetCauses(50, 0.001), effects.getLast(), "round");
  }

  @Test
  void whatStandsBetweenTwoOfASeriesGoesToTheNext() {
    state = state.withUi(state.ui().withInterval(300_000_000));
    choose("interval");
    press(Key.Kind.LEFT);
    assertEquals(200_000_000, state.ui().intervalNanos());
    state = state.withUi(state.ui().withInterval(60_000_000_000L));
    press(Key.Kind.RIGHT);
    assertEquals(60_000_000_000L, state.ui().intervalNanos());
    press(Key.Kind.LEFT);
    assertEquals(5_000_000_000L, state.ui().intervalNanos());
  }

  @Test
  void switchesAreTurned() {
    choose("ascii");
    type(" ");
    choose("mouse");
    press(Key.Kind.RIGHT);
    choose("deep");
    press(Key.Kind.ENTER);
    assertEquals(
        List.of(
            new Effect.SetLook("standard", true, true),
            new Effect.SetLook("standard", true, false),
            new Effect.SetDeep(false)),
        effects);
  }

  @Test
  void rowsAndGroupsAreStepped() {
    press(Key.Kind.F2);
    type("k");
    assertEquals(0, form().chosen());
    press(Key.Kind.TAB);
    assertEquals("interval", row().key());
    press(Key.Kind.TAB);
    press(Key.Kind.TAB);
    assertEquals("columns", row().key());
    press(Key.Kind.TAB);
    assertEquals("theme", row().key());
    press(Key.Kind.BACK_TAB);
    press(Key.Kind.BACK_TAB);
    press(Key.Kind.BACK_TAB);
    assertEquals("interval", row().key());
    press(Key.Kind.END);
    assertEquals(SettingRows.all().size() - 1, form().chosen());
    type("j");
    assertEquals(SettingRows.all().size() - 1, form().chosen());
    type("g");
    assertEquals(0, form().chosen());
    apply(new Msg.Mouse(Msg.Mouse.Action.WHEEL_DOWN, 1, 1));
    assertEquals(1, form().chosen());
    assertEquals(List.of(), effects);
  }

  @Test
  void aTableKeepsItsLastColumnAndItsOrder() {
    press(Key.Kind.F2);
    while (!row().name().equals("user")) {
      type("j");
    }
    type(" ");
    assertFalse(state.ui().processColumns().contains(ProcessColumn.USER));
    type(" ");
    assertEquals(ProcessColumn.all(), state.ui().processColumns());
    for (ProcessColumn column : ProcessColumn.all()) {
      while (!row().name().equals(column.id())) {
        type(column == ProcessColumn.PID ? "k" : "j");
      }
      type(" ");
    }
    assertEquals(List.of(ProcessColumn.VERDICT), state.ui().processColumns());
    assertEquals(
        Map.of("columns", "[\"verdict\"]"), SettingRows.written(state.ui(), Set.of("columns")));
  }

  @Test
  void aClickChoosesASecondTurns() {
    press(Key.Kind.F2);
    apply(new Msg.RowClicked(2));
    assertEquals("mouse", row().key());
    assertEquals(List.of(), effects);
    apply(new Msg.RowClicked(2));
    assertEquals(List.of(new Effect.SetLook("standard", false, false)), effects);
    apply(new Msg.RowClicked(900));
    assertEquals(2, form().chosen());
  }

  @Test
  void onlySSavesAndOnlyWhatWasTurned() {
    choose("cost-budget");
    press(Key.Kind.LEFT);
    press(Key.Kind.HOME);
    press(Key.Kind.RIGHT);
    press(Key.Kind.ESCAPE);
    assertFalse(effects.stream().anyMatch(Effect.SaveSettings.class::isInstance));
    press(Key.Kind.F2);
    type("s");
    assertEquals(
        new Effect.SaveSettings(Map.of("theme", "\"dark\"", "cost-budget", "\"1%\"")),
        effects.getLast());
  }

  @Test
  void everyValueIsWrittenAsTheFileReadsIt() {
    Set<String> all =
        Set.of("theme", "ascii", "mouse", "interval", "causes", "cost-budget", "deep");
    assertEquals(
        "{theme=\"standard\", ascii=false, mouse=true, interval=\"100ms\", causes=20,"
            + " cost-budget=\"2%\", deep=\"auto\"}",
        SettingRows.written(state.ui(), all).toString());
  }

  @Test
  void whatIsSavedIsNoLongerChanged() {
    press(Key.Kind.F2);
    type(" ");
    assertEquals(Set.of("theme"), preferences().changed());
    SaveOutcome failed = new SaveOutcome(SaveOutcome.Kind.FAILED, "cannot");
    apply(new Msg.SettingsSaved(failed));
    assertEquals(Optional.of(failed), form().said());
    assertEquals(Set.of("theme"), preferences().changed());
    SaveOutcome saved = new SaveOutcome(SaveOutcome.Kind.SAVED, "saved");
    apply(new Msg.SettingsSaved(saved));
    assertEquals(Optional.of(saved), form().said());
    assertEquals(Set.of(), preferences().changed());
    type(" ");
    assertEquals(Optional.empty(), form().said());
  }

  @Test
  void withNothingTurnedThereIsNothingToSave() {
    press(Key.Kind.F2);
    type("s");
    assertEquals(List.of(), effects);
    assertEquals(SaveOutcome.Kind.NOTHING, form().said().orElseThrow().kind());
  }

  @Test
  void whatBecameOfItIsSaidBelowThePageWhenTheSettingsAreClosed() {
    apply(new Msg.SettingsSaved(new SaveOutcome(SaveOutcome.Kind.FAILED, "cannot")));
    assertEquals("cannot", state.ui().notice());
  }

  @Test
  void quitClosesAndCtrlCEnds() {
    press(Key.Kind.F2);
    type("q");
    assertInstanceOf(Overlay.None.class, state.ui().overlay());
    press(Key.Kind.F2);
    apply(new Msg.KeyPressed(Key.ctrl('c')));
    assertEquals(List.of(new Effect.Exit(0)), effects);
  }

  private void choose(String key) {
    if (!(state.ui().overlay() instanceof Overlay.Settings)) {
      press(Key.Kind.F2);
    }
    press(Key.Kind.HOME);
    while (!row().key().equals(key)) {
      press(Key.Kind.DOWN);
    }
  }

  private SettingsForm form() {
    return ((Overlay.Settings) state.ui().overlay()).form();
  }

  private SettingRow row() {
    return SettingRows.all().get(form().chosen());
  }

  private Preferences preferences() {
    return state.ui().preferences();
  }

  private void press(Key.Kind kind) {
    apply(new Msg.KeyPressed(Key.of(kind)));
  }

  private void type(String text) {
    text.chars().forEach(c -> apply(new Msg.KeyPressed(Key.of((char) c))));
  }

  private void apply(Msg msg) {
    Step step = update.apply(state, msg);
    state = step.state();
    effects.addAll(step.effects());
  }
}
