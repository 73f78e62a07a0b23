package dev.conctop.app.tour;

import dev.conctop.app.scenario.PackagedTexts;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.launch.runtime.PythonInterpreter;
import dev.conctop.tour.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lessons of a tour: those packaged with the program, or a folder of a user's own. */
public final class TourFiles {
  private static final String FOLDER = "config/tour";
  private static final int MOST = 99;
  private static final long MOST_BYTES = 64 * 1024;

  private TourFiles() {}

  /** What was read, and what was wrong with the rest, a line each. */
  public record Found(List<Lesson> lessons, List<String> problems) {
    public Found {
      lessons = List.copyOf(lessons);
      problems = List.copyOf(problems);
    }
  }

  /** The names of those packaged with the program, in their order. */
  public static List<String> names() {
    return PackagedTexts.read(FOLDER).keySet().stream().map(TourFiles::plain).toList();
  }

  /**
   * All of them, in the order of their files' names.
   *
   * @param folder of the user's own; empty: those of the program
   * @param cores cores that may be used
   * @throws BadInput one line: what is wrong with the folder, or with the first bad file
   */
  public static List<Lesson> read(Optional<Path> folder, int cores) {
    Found found = look(folder, cores);
    if (!found.problems().isEmpty()) {
      throw new BadInput(found.problems().getFirst());
    }
    return found.lessons();
  }

  /**
   * The same, but what is wrong with files is told and not thrown.
   *
   * @throws BadInput what is wrong with the folder
   */
  public static Found look(Optional<Path> folder, int cores) {
    Map<String, String> texts = folder.isPresent() ? own(folder.get()) : PackagedTexts.read(FOLDER);
    List<Lesson> lessons = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          String file = folder.map(Path::toString).orElse(FOLDER) + "/" + name + ".toml";
          try {
            Lesson lesson = LessonFile.parse(file, plain(name), text, cores);
            if (lessons.stream().anyMatch(other -> other.name().equals(lesson.name()))) {
              problems.add(file + ": there is a lesson '" + lesson.name() + "' already");
            } else {
              lessons.add(lesson);
            }
          } catch (BadInput e) {
            problems.add(String.valueOf(e.getMessage()));
          }
        });
    return new Found(lessons, problems);
  }

  private static Map<String, String> own(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          "--tour "
              + folder
              + (Files.exists(folder) ? " is not a folder" : ": there is no such folder"));
    }
    try {
      try (var files = Files.newDirectoryStream(folder, "*.toml")) {
        for (Path file : files) {
          if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
            throw new BadInput(file + " is larger than 64 KiB");
          }
        }
      }
      Map<String, String> texts = PackagedTexts.read(folder);
      if (texts.isEmpty() || texts.size() > MOST) {
        throw new BadInput(
            texts.isEmpty()
                ? "--tour " + folder + ": there is no lesson in it, a file that ends with .toml"
                : "--tour " + folder + " has more than " + MOST + " lessons");
      }
      return texts;
    } catch (IOException e) {
      throw new BadInput("cannot read " + folder + ": " + e.getMessage());
    }
  }

  /** A file's name without the number that puts it in its place. */
  private static String plain(String name) {
    String plain = name.replaceFirst("^[0-9]+-", "");
    return plain.isEmpty() ? name : plain;
  }

  /**
   * Which one is meant.
   *
   * @param word its name, or its number from 1
   * @return from 0
   * @throws BadInput with the nearest right name
   */
  public static int find(List<Lesson> lessons, String word) {
    List<String> names = lessons.stream().map(Lesson::name).toList();
    int at = names.indexOf(word);
    if (at < 0 && word.matches("[0-9]{1,2}")) {
      at = Integer.parseInt(word) - 1;
    }
    if (at < 0 || at >= names.size()) {
      throw new BadInput("there is no lesson '" + word + "'" + Nearest.hint(word, names));
    }
    return at;
  }

  /** The same, with the reason beside those that cannot be run here. */
  public static List<Lesson> checked(List<Lesson> lessons, Map<String, String> env) {
    Map<String, Optional<String>> known = new HashMap<>();
    List<Lesson> checked = new ArrayList<>();
    for (Lesson lesson : lessons) {
      Optional<String> why =
          lesson
              .trial()
              .python()
              .flatMap(
                  spec ->
                      known.computeIfAbsent(
                          spec.model().id() + " " + spec.parameters().text("python"),
                          _ -> PythonInterpreter.missing(spec, env)));
      checked.add(why.map(lesson::unavailable).orElse(lesson));
    }
    return checked;
  }
}
