package dev.conctop.launch.tool;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where what can be made again is kept for a user. */
public final class UserCache {
  private UserCache() {}

  /**
   * {@code $XDG_CACHE_HOME/conctop}, else {@code ~/.cache/conctop}; empty when neither variable
   * says so. As its specification asks, a relative XDG_CACHE_HOME is ignored.
   */
  public static Optional<Path> place(Map<String, String> env) {
    String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
    String home = env.getOrDefault("HOME", "");
    Optional<Path> base =
        xdg.startsWith("/")
            ? Optional.of(Path.of(xdg))
            : home.startsWith("/") ? Optional.of(Path.of(home, ".cache")) : Optional.empty();
    return base.map(path -> path.resolve("conctop"));
  }
}
