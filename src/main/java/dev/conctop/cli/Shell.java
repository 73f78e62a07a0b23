package dev.conctop.cli;

import dev.conctop.app.FullScreen;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.CauseOptions;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.settings.SettingsKeeper;
import dev.conctop.app.settings.SettingsReader;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.state.State;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Function;

/** What commands have in common: the terminal, the settings, the format of what is printed. */
final class Shell {
  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;

  Shell(Map<String, String> env, PrintStream out, PrintStream err) {
    this.env = env;
    this.out = out;
    this.err = err;
  }

  Map<String, String> env() {
    return env;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Whether only 7-bit characters are to be printed. */
  boolean ascii(Settings settings) {
    return settings.ascii() || !Terminals.isUtf8(env);
  }

  int print(String text) {
    out.print(text);
    out.flush();
    return Conctop.DONE;
  }

  static CommonOptions.Format format(CommonOptions common, CommonOptions.Format usual) {
    return common.format().orElse(usual);
  }

  /** For what is printed and over: text unless JSON was asked for. */
  static boolean isJson(String command, CommonOptions common) {
    return switch (format(common, CommonOptions.Format.TEXT)) {
      case JSON -> true;
      case TEXT -> false;
      case TUI, CSV -> throw new BadInput(command + " prints text or json");
    };
  }

  /** The full screen on a terminal, else text, unless a format was asked for. */
  CommonOptions.Format liveFormat(CommonOptions common) {
    return format(
        common,
        Terminals.outputIsTerminal() ? CommonOptions.Format.TUI : CommonOptions.Format.TEXT);
  }

  /** Where a recording goes to standard output, no report does. */
  static boolean isOnOutput(CommonOptions common) {
    return common.record().map(RecordTo::toOutput).orElse(false);
  }

  int fullScreen(Settings settings, CommonOptions common, Watch watch, Tape tape) {
    return fullScreen(settings, common, watch, tape, _ -> "");
  }

  /**
   * The full screen until the user quits.
   *
   * @param report what was seen at last → what is printed once the terminal is given back
   */
  int fullScreen(
      Settings settings,
      CommonOptions common,
      Watch watch,
      Tape tape,
      Function<State, String> report) {
    if (isOnOutput(common)) {
      throw new BadInput(
          "--record - needs standard output for itself: try --format text, or give a file");
    }
    return switch (Terminals.open(env, settings)) {
      case Terminals.Refused refused ->
          throw new BadInput(
              refused.reason() + ": the full screen needs a terminal (try --format text)");
      case Terminals.Opened opened ->
          FullScreen.show(
              opened.session(),
              opened.palette(),
              settings,
              SettingsKeeper.open(env, common.config()),
              watch,
              ProbeChoice::best,
              tape,
              state -> print(report.apply(state)),
              err);
    };
  }

  Settings settings(CommonOptions common) {
    Settings read = SettingsReader.read(env, common.config());
    Settings settings =
        new Settings(
            common.intervalNanos().orElse(read.intervalNanos()),
            common.ascii() || read.ascii(),
            !common.noMouse() && read.mouse(),
            common.theme().orElse(read.theme()),
            common.deep().orElse(read.deep()),
            read.keys(),
            CauseOptions.over(
                read.causes(), "--causes", common.causes(), "--cost-budget", common.costBudget()),
            read.columns(),
            read.ringBytes());
    Terminals.checkTheme(settings);
    return settings;
  }
}
