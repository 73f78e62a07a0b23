package dev.conctop.cli.arguments;

import dev.conctop.app.settings.Depths;
import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ParameterSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.export.ExportFormats;
import dev.conctop.export.table.CsvExport;
import dev.conctop.view.canvas.Themes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes the manual page and the completions for bash and zsh, from the tables that the program
 * itself reads: {@code java -cp … dev.conctop.cli.ShellFiles DIRECTORY}.
 */
public final class ShellFiles {
  private ShellFiles() {}

  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, String> file : all().entrySet()) {
      Path path = Path.of(args[0], file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Path below share → text. */
  static Map<String, String> all() {
    return Map.of(
        "man/man1/conctop.1", ManualPage.text(),
        "bash-completion/completions/conctop", BashCompletion.text(),
        "zsh/site-functions/_conctop", ZshCompletion.text());
  }

  /** What may stand where such a value is wanted; empty: no list of words. */
  static List<String> words(Syntax.Value value) {
    return switch (value) {
      case NONE, FREE, FILE, PID -> List.of();
      case FORMAT -> formats();
      case REPORT_FORMAT -> reportFormats();
      case TABLE -> CsvExport.names();
      case THEME -> Themes.names();
      case WORKLOAD -> Catalog.workloads().stream().map(WorkloadSpec::id).toList();
      case MODEL -> Catalog.models().stream().map(ModelSpec::id).toList();
      case PARAMETER -> parameters();
      case PART -> List.of("workloads", "models");
      case DEPTH -> Depths.words();
    };
  }

  private static List<String> formats() {
    List<String> names = new ArrayList<>();
    for (CommonOptions.Format format : CommonOptions.Format.values()) {
      names.add(format.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static List<String> reportFormats() {
    TreeSet<String> names = new TreeSet<>(formats());
    names.remove("tui");
    names.addAll(ExportFormats.names());
    return List.copyOf(names);
  }

  private static List<String> parameters() {
    TreeSet<String> keys = new TreeSet<>();
    Catalog.workloads().forEach(each -> add(each.parameters(), keys));
    Catalog.models().forEach(each -> add(each.parameters(), keys));
    return List.copyOf(keys);
  }

  private static void add(List<ParameterSpec> specs, TreeSet<String> keys) {
    specs.forEach(spec -> keys.add(spec.name() + "="));
  }
}
