package dev.conctop.state.settings;

import dev.conctop.state.ui.Ui;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One row of the settings. It knows nothing of how it is drawn. */
public sealed interface SettingRow {
  /** The heading that it stands under; rows under one heading follow each other. */
  String group();

  /** Its name in the file; rows of one list share it. */
  String key();

  String name();

  /** What it is, in a few words. */
  String help();

  /** What is written behind its key in the file, as TOML. */
  String written(Ui ui);

  /** The choices with its next value. */
  Ui turned(Ui ui, Turn turn);

  /**
   * One of several values.
   *
   * @param value in words, of the choices
   * @param file the same as TOML
   */
  record Choice(
      String group,
      String key,
      String name,
      String help,
      Function<Ui, String> value,
      Function<Ui, String> file,
      BiFunction<Ui, Turn, Ui> turn)
      implements SettingRow {
    @Override
    public String written(Ui ui) {
      return file.apply(ui);
    }

    @Override
    public Ui turned(Ui ui, Turn how) {
      return turn.apply(ui, how);
    }
  }

  /**
   * On or off.
   *
   * @param on by the choices
   * @param file as TOML: itself, or the list that it is a part of
   * @param other the choices with the opposite
   */
  record Toggle(
      String group,
      String key,
      String name,
      String help,
      Predicate<Ui> on,
      Function<Ui, String> file,
      UnaryOperator<Ui> other)
      implements SettingRow {
    @Override
    public String written(Ui ui) {
      return file.apply(ui);
    }

    @Override
    public Ui turned(Ui ui, Turn how) {
      return other.apply(ui);
    }
  }
}
