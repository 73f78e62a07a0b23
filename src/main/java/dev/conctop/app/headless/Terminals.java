package dev.conctop.app.headless;

import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.term.NotATerminal;
import dev.conctop.term.TerminalOptions;
import dev.conctop.term.TerminalSession;
import dev.conctop.term.TerminalTraits;
import dev.conctop.term.os.Streams;
import dev.conctop.view.canvas.Palette;
import dev.conctop.view.canvas.Themes;
import java.util.List;
import java.util.Map;

/** What there is for a terminal, and how it is to look. */
public final class Terminals {
  private Terminals() {}

  /** A terminal, or why there is none. */
  public sealed interface Found {}

  /** A terminal that can be taken over, with its colours. */
  public record Opened(TerminalSession session, Palette palette) implements Found {}

  /** No full screen here; nothing was written. */
  public record Refused(String reason) implements Found {}

  /** To be called as early as can be: what a terminal needs is made ready meanwhile. */
  public static void prepare() {
    Streams.prepare();
  }

  /** Whether somebody may look at what is printed. */
  public static boolean outputIsTerminal() {
    return Streams.outputIsTerminal();
  }

  /** Whether somebody may look at what is said beside. */
  public static boolean errorIsTerminal() {
    return Streams.errorIsTerminal();
  }

  /** Whether the locale's characters are UTF-8. */
  public static boolean isUtf8(Map<String, String> env) {
    return TerminalTraits.from(env).utf8();
  }

  /**
   * Looks for a terminal.
   *
   * @throws BadInput for an unknown theme
   */
  public static Found open(Map<String, String> env, Settings settings) {
    Palette palette = palette(settings.theme());
    return switch (TerminalSession.open(
        env,
        new TerminalOptions(
            settings.mouse(), settings.ascii(), key -> settings.keys().command(key).isPresent()))) {
      case NotATerminal none -> new Refused(none.reason());
      case TerminalSession session -> new Opened(session, palette);
    };
  }

  /**
   * Says whether there is such a theme, for a run without a screen, too.
   *
   * @throws BadInput if there is none
   */
  public static void checkTheme(Settings settings) {
    palette(settings.theme());
  }

  /**
   * The colours that are settled on, wherever they are shown.
   *
   * @throws BadInput if there are none of that name
   */
  public static Palette palette(Settings settings) {
    return palette(settings.theme());
  }

  /** The names of all themes. */
  public static List<String> themes() {
    return Themes.names();
  }

  private static Palette palette(String name) {
    if (name.isEmpty()) {
      return Themes.named("standard");
    }
    if (!Themes.names().contains(name)) {
      throw new BadInput("unknown theme '" + name + "'" + Nearest.hint(name, Themes.names()));
    }
    return Themes.named(name);
  }
}
