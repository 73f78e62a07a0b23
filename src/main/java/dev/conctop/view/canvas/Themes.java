package dev.conctop.view.canvas;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.state.ui.Preferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The themes that come with conctop. The standard and the mono one need no file. */
public final class Themes {
  private static final String STANDARD = "standard";
  private static final String MONO = "mono";
  private static final List<String> NAMES = Preferences.THEMES;

  private Themes() {}

  public static List<String> names() {
    return NAMES;
  }

  /**
   * A theme by name.
   *
   * @throws BadInput with the nearest right name
   */
  public static Theme named(String name) {
    if (!NAMES.contains(name)) {
      throw new BadInput("unknown theme '" + name + "'" + Nearest.hint(name, NAMES));
    }
    return switch (name) {
      case STANDARD -> Theme.standard();
      case MONO -> Theme.mono();
      default -> Theme.read(name, packaged(name));
    };
  }

  private static String packaged(String name) {
    String path = "/config/themes/" + name + ".properties";
    try (InputStream in = Themes.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
