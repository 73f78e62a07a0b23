package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.ui.SaveOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The user's settings file as it was last seen, and how it is written: only when asked, at once or
 * not at all, and never over what somebody else has written there unseen. Confined to one thread.
 */
public final class SettingsKeeper {
  private static final int LONGEST_MESSAGE = 2000;

  private final Optional<Path> file;

  /** Empty while there is none. */
  private Optional<byte[]> seen;

  private SettingsKeeper(Optional<Path> file, Optional<byte[]> seen) {
    this.file = file;
    this.seen = seen;
  }

  /**
   * Looks at the file as it is now; writes nothing.
   *
   * @param asked a file named by the user; empty: the usual one
   */
  public static SettingsKeeper open(Map<String, String> env, Optional<Path> asked) {
    Optional<Path> file = asked.or(() -> SettingsFile.usual(env));
    Optional<byte[]> now;
    try {
      now = file.isPresent() ? bytes(file.get()) : Optional.empty();
    } catch (IOException | BadInput e) {
      // It is said when it is to be written.
      now = Optional.empty();
    }
    return new SettingsKeeper(file, now);
  }

  /** Where settings are saved, fit to be shown; empty when there is no place. */
  public String place() {
    return file.map(SettingsKeeper::words).orElse("");
  }

  /**
   * Writes values into the file, made with its directories if there is none.
   *
   * @param values key → value as TOML; no other key is touched
   */
  public SaveOutcome save(Map<String, String> values) {
    if (file.isEmpty()) {
      return failed("there is no place to save to: neither XDG_CONFIG_HOME nor HOME is set");
    }
    Path place = file.get();
    try {
      Path real = behindLinks(place);
      Optional<byte[]> now = bytes(real);
      if (!same(now, seen)) {
        seen = now;
        return new SaveOutcome(
            SaveOutcome.Kind.CHANGED_MEANWHILE,
            now.isPresent()
                ? words(place) + " was changed meanwhile; s again saves into it, the rest stays"
                : words(place) + " was removed meanwhile; s again makes it anew");
      }
      String text = Utf8File.decode(words(place), now.orElse(new byte[0]));
      byte[] next = SettingsEdit.with(words(place), text, values).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(real, next);
      seen = Optional.of(next);
      return new SaveOutcome(
          SaveOutcome.Kind.SAVED,
          "saved " + String.join(", ", values.keySet()) + " to " + words(place));
    } catch (BadInput e) {
      return failed("not saved: " + e.getMessage());
    } catch (IOException e) {
      return failed("cannot write " + words(place) + ": " + why(e));
    }
  }

  /** The system's own words, without the name that stands before them already. */
  private static String why(IOException problem) {
    return switch (problem) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException e -> CleanText.clean(e.getFile(), 500) + " is no directory";
      case FileSystemException e when e.getReason() != null ->
          e.getReason().toLowerCase(Locale.ROOT);
      default -> String.valueOf(problem.getMessage());
    };
  }

  private static SaveOutcome failed(String why) {
    return new SaveOutcome(
        SaveOutcome.Kind.FAILED, CleanText.clean(String.valueOf(why), LONGEST_MESSAGE));
  }

  private static String words(Path path) {
    return CleanText.clean(path.toString(), LONGEST_MESSAGE);
  }

  /** A link stays, and what it leads to is written. */
  private static Path behindLinks(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return place;
    }
    try {
      return place.toRealPath();
    } catch (NoSuchFileException e) {
      throw new BadInput(words(place) + " is a link to what is not there");
    }
  }

  private static Optional<byte[]> bytes(Path path) throws IOException {
    BasicFileAttributes is;
    try {
      is = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (!is.isRegularFile()) {
      throw new BadInput(words(path) + " is no file");
    }
    if (is.size() > SettingsFile.MOST_BYTES) {
      throw new BadInput(
          words(path) + " is larger than " + Quantity.formatSize(SettingsFile.MOST_BYTES));
    }
    return Optional.of(Files.readAllBytes(path));
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || Arrays.equals(one.get(), other.get()));
  }
}
