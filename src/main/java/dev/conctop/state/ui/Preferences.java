package dev.conctop.state.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What can be settled while the program runs, besides the interval.
 *
 * @param theme one of {@link #THEMES}
 * @param ascii 7-bit screens
 * @param mouse whether the mouse is taken
 * @param causesHz how often a second the causes of waits are looked up, 1 to 100
 * @param costPercent what that may cost of a core, above 0, at most 100
 * @param deep whether a JVM that is attached to may be asked
 * @param file where settings are saved, as it is shown; empty when there is no place for them
 * @param changed names, as in the file, of what was turned and not saved since
 */
public record Preferences(
    String theme,
    boolean ascii,
    boolean mouse,
    double causesHz,
    double costPercent,
    boolean deep,
    String file,
    Set<String> changed) {
  /** The themes by name, the first is the usual one; how they look is the view's business. */
  public static final List<String> THEMES =
      List.of("standard", "dark", "light", "high-contrast", "mono");

  public Preferences {
    if (!THEMES.contains(theme)) {
      throw new IllegalArgumentException("theme is '" + theme + "', not one of " + THEMES);
    }
    changed = Set.copyOf(changed);
  }

  /** Where nobody has settled anything, and there is no file. */
  public static Preferences defaults() {
    return new Preferences(THEMES.getFirst(), false, true, 20, 2, true, "", Set.of());
  }

  public Preferences withTheme(String newTheme) {
    return with(next -> next.theme = newTheme);
  }

  public Preferences withAscii(boolean newAscii) {
    return with(next -> next.ascii = newAscii);
  }

  public Preferences withMouse(boolean newMouse) {
    return with(next -> next.mouse = newMouse);
  }

  public Preferences withCausesHz(double newHz) {
    return with(next -> next.causesHz = newHz);
  }

  public Preferences withCostPercent(double newPercent) {
    return with(next -> next.costPercent = newPercent);
  }

  public Preferences withDeep(boolean newDeep) {
    return with(next -> next.deep = newDeep);
  }

  public Preferences withFile(String newFile) {
    return with(next -> next.file = newFile);
  }

  /** One more is changed and not saved. */
  public Preferences withChanged(String key) {
    Set<String> more = new HashSet<>(changed);
    more.add(key);
    return with(next -> next.changed = more);
  }

  /** All that was changed is saved. */
  public Preferences saved() {
    return with(next -> next.changed = Set.of());
  }

  /** All fields, to be changed before preferences are made of them. */
  private static final class Draft {
    String theme;
    boolean ascii;
    boolean mouse;
    double causesHz;
    double costPercent;
    boolean deep;
    String file;
    Set<String> changed;

    Draft(Preferences from) {
      theme = from.theme;
      ascii = from.ascii;
      mouse = from.mouse;
      causesHz = from.causesHz;
      costPercent = from.costPercent;
      deep = from.deep;
      file = from.file;
      changed = from.changed;
    }

    Preferences made() {
      return new Preferences(theme, ascii, mouse, causesHz, costPercent, deep, file, changed);
    }
  }

  private Preferences with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.made();
  }
}
