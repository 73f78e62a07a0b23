package dev.conctop.cli.shell;

import dev.conctop.app.headless.Terminals;
import dev.conctop.app.scenario.ScenarioFiles;
import dev.conctop.app.settings.Depths;
import dev.conctop.app.tour.TourFiles;
import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.syntax.Syntax;
import dev.conctop.export.ExportFormats;
import dev.conctop.export.table.CsvExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What shells and {@code man} are given, from the tables that the program itself reads. */
public final class ShellFiles {
  private ShellFiles() {}

  /**
   * The completion for a shell.
   *
   * @param shell one of {@link Syntax#SHELLS}
   */
  public static String completion(String shell) {
    return switch (shell) {
      case "bash" -> BashCompletion.text();
      case "zsh" -> ZshCompletion.text();
      case "fish" -> FishCompletion.text();
      default -> throw new IllegalArgumentException("no completion for " + shell);
    };
  }

  /** The manual page, in man(7)'s macros. */
  public static String manual() {
    return ManualPage.text();
  }

  /** What may stand where such a value is wanted; empty: no list of words. */
  static List<String> words(Syntax.Value value) {
    return switch (value) {
      case NONE, FREE, FILE, PID -> List.of();
      case FORMAT -> formats();
      case REPORT_FORMAT -> reportFormats();
      case TABLE -> CsvExport.names();
      case THEME -> Terminals.themes();
      case WORKLOAD -> Catalog.workloads().stream().map(WorkloadSpec::id).toList();
      case MODEL -> Catalog.models().stream().map(ModelSpec::id).toList();
      case PARAMETER -> parameters();
      case PART -> List.of("workloads", "models", "scenarios");
      case SCENARIO -> ScenarioFiles.names();
      case LESSON -> TourFiles.names();
      case DEPTH -> Depths.words();
      case SHELL -> Syntax.SHELLS;
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
    names.add("html");
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
