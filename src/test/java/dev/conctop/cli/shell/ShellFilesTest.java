package dev.conctop.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.app.scenario.ScenarioFiles;
import dev.conctop.cli.syntax.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellFilesTest {
  @TempDir Path home;

  private static List<Syntax.Verb> verbs() {
    List<Syntax.Verb> all = new ArrayList<>(Syntax.VERBS);
    all.add(Syntax.ROOT);
    return all;
  }

  /** The lines from the one that has this on; a command's own part ends where the next begins. */
  private static String from(String text, String begin, String end) {
    int at = text.indexOf(begin);
    assertTrue(at >= 0, "no '" + begin + "'");
    int to = text.indexOf(end, at + begin.length());
    return text.substring(at, to < 0 ? text.length() : to);
  }

  @Test
  void theManualPageHasEveryCommandAndOption() {
    String page = ShellFiles.manual();
    String ofAll = from(page, "Of every command:", "Of the whole machine");
    for (Syntax.Verb verb : Syntax.VERBS) {
      String part = from(page, "\n.SS " + verb.name() + "\n", "\n.S");
      for (Syntax.Option option : verb.options()) {
        for (String name : option.names()) {
          String written = "\\fB" + name.replace("-", "\\-") + "\\fR";
          assertTrue((part + ofAll).contains(written), verb.name() + " " + name);
        }
      }
    }
  }

  @Test
  void bashHasEveryCommandAndOption() {
    String text = ShellFiles.completion("bash");
    for (Syntax.Verb verb : Syntax.VERBS) {
      String part = from(text, "\n    " + verb.name() + ")\n", ";;");
      options(verb).forEach(name -> word(part, name, verb));
    }
    String first = from(text, "\n    *)\n", "esac");
    Syntax.VERBS.forEach(verb -> word(first, verb.name(), verb));
    options(Syntax.ROOT).forEach(name -> word(first, name, Syntax.ROOT));
  }

  private static void word(String part, String word, Syntax.Verb verb) {
    String quoted = Pattern.quote(word);
    assertTrue(
        Pattern.compile("(?<![\\w-])" + quoted + "(?![\\w-])").matcher(part).find(),
        verb.name() + " " + word);
  }

  @Test
  void zshHasEveryCommandAndOption() {
    String text = ShellFiles.completion("zsh");
    for (Syntax.Verb verb : Syntax.VERBS) {
      assertTrue(text.contains("'" + verb.name() + ":"), verb.name());
      String part = from(text, "\n      " + verb.name() + ")\n", "return ;;");
      options(verb).forEach(name -> assertTrue(part.contains(name + "["), verb.name() + name));
    }
  }

  @Test
  void fishHasEveryCommandAndOption() {
    String text = ShellFiles.completion("fish");
    for (Syntax.Verb verb : verbs()) {
      assertTrue(verb == Syntax.ROOT || text.contains("-a '" + verb.name() + "' -d"), verb.name());
      String when =
          verb == Syntax.ROOT
              ? "not __fish_seen_subcommand_from "
              : "'__fish_seen_subcommand_from " + verb.name() + "'";
      List<String> lines = text.lines().filter(line -> line.contains(when)).toList();
      for (String name : options(verb)) {
        String flag = name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1);
        assertTrue(
            lines.stream().anyMatch(line -> (line + " ").contains(" " + flag + " ")),
            verb.name() + " " + name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void scenariosAndLessonsAreKnownByName(String shell) {
    String text = ShellFiles.completion(shell);
    ScenarioFiles.names().forEach(name -> assertTrue(text.contains(name), name));
    assertTrue(text.contains("littles-law pool-size gil"), "the lessons in their order");
  }

  private static List<String> options(Syntax.Verb verb) {
    return verb.options().stream().flatMap(option -> option.names().stream()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "bash, bash -n",
    "zsh, zsh -n",
    "fish, fish -n",
    "man, man --warnings -l",
    "man, mandoc -Tlint -Werror"
  })
  void whatReadsThemTakesThem(String what, String reader) throws Exception {
    List<String> command = new ArrayList<>(List.of(reader.split(" ")));
    String program = command.getFirst();
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", program)),
        "skipped: " + program + " is not here to read what was made for it");
    Path file = home.resolve("conctop." + (what.equals("man") ? "1" : what));
    Files.writeString(file, what.equals("man") ? ShellFiles.manual() : ShellFiles.completion(what));
    command.add(file.toString());
    assertEquals("", errors(command));
  }

  private String errors(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MANPAGER", "cat");
    Process process = builder.start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? errors : errors + "exit " + code;
  }

  /** Bash itself is asked what it would complete. */
  @ParameterizedTest
  @CsvSource({
    "conctop exp, export",
    "conctop export --met, --metrics",
    "conctop completion fi, fish",
    "conctop run http-g, http-get",
    "conctop run --format js, json"
  })
  void bashCompletes(String line, String word) throws Exception {
    Path file = home.resolve("conctop.bash");
    Files.writeString(file, ShellFiles.completion("bash"));
    String script =
        ". \"$1\"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _conctop;"
            + " echo \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder("bash", "-c", script, "bash", file.toString(), line).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(word, out.strip());
  }
}
