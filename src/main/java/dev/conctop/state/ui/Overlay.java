package dev.conctop.state.ui;

import dev.conctop.sample.task.SlowTask;

/** What lies over a page; a page has one at most. */
public sealed interface Overlay {
  /** Nothing. */
  record None() implements Overlay {}

  /**
   * The keys.
   *
   * @param scroll first line shown
   */
  record Help(int scroll) implements Overlay {}

  /**
   * A filter is being typed; it already applies.
   *
   * @param before what applied before, taken back by Esc
   */
  record Filtering(String before) implements Overlay {}

  /** Picks workload, model and load. */
  record Launcher(LauncherForm form) implements Overlay {}

  /** What can be settled, to be turned and saved. */
  record Settings(SettingsForm form) implements Overlay {}

  /**
   * One slow task against the median task.
   *
   * @param task itself, since the list moves on while it is read
   */
  record SlowDetail(SlowTask task) implements Overlay {}

  /** One thread in full. */
  record ThreadDetail(int pid, int tid) implements Overlay {}
}
