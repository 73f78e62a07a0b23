package dev.conctop.view.bar;

import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.row.Listing;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.tour.WalkKey;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/** The bottom line: pages and keys; or a notice; or the filter while it is typed. */
public final class Footer {
  private record Hint(Command command, String word) {}

  private static final List<Hint> ELSEWHERE =
      List.of(
          new Hint(Command.LAUNCHER, "run"),
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.MODEL, "model"),
          new Hint(Command.MORE_WORKERS, "workers"),
          new Hint(Command.MORE_LOAD, "load"),
          new Hint(Command.WORKLOAD, "workload"));

  private static final List<Hint> ON_THREADS =
      List.of(
          new Hint(Command.FILTER, "filter"),
          new Hint(Command.OPEN, "open"),
          new Hint(Command.SORT, "sort"),
          new Hint(Command.GROUP, "pools"),
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.LAUNCHER, "run"),
          new Hint(Command.MORE_WORKERS, "workers"));

  /** Of a process of somebody else's, which takes no knobs. */
  private static final List<Hint> WATCHING =
      List.of(
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.STEP_BACK, "before"),
          new Hint(Command.SAVE, "keep"),
          new Hint(Command.REPORT, "HTML"),
          new Hint(Command.SETTINGS, "settings"),
          new Hint(Command.BACK, "machine"));

  private static final List<Hint> ON_ONE_THREAD =
      List.of(
          new Hint(Command.OPEN, "again"),
          new Hint(Command.DOWN, "scroll"),
          new Hint(Command.RIGHT, "next"),
          new Hint(Command.BACK, "close"));

  private static final List<Hint> ON_PROCESSES =
      List.of(
          new Hint(Command.OPEN, "watch"),
          new Hint(Command.FILTER, "filter"),
          new Hint(Command.SORT, "sort"),
          new Hint(Command.TREE, "tree"),
          new Hint(Command.COMMANDS, "command"),
          new Hint(Command.FOLLOW, "follow"),
          new Hint(Command.LAUNCHER, "run"));

  private static final List<Hint> PLAYED =
      List.of(
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.STEP_BACK, "back"),
          new Hint(Command.STEP_ON, "on"),
          new Hint(Command.PLAY_FASTER, "faster"),
          new Hint(Command.NEXT_EVENT, "event"),
          new Hint(Command.GO_TO, "time"),
          new Hint(Command.MARK, "mark"));

  private static final List<Hint> MARKED =
      List.of(
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.STEP_BACK, "back"),
          new Hint(Command.STEP_ON, "on"),
          new Hint(Command.CUT, "cut to here"),
          new Hint(Command.MARK, "mark"));

  private static final List<Hint> REWOUND =
      List.of(
          new Hint(Command.BACK, "now"),
          new Hint(Command.STEP_BACK, "back"),
          new Hint(Command.STEP_ON, "on"),
          new Hint(Command.PAUSE, "pause"),
          new Hint(Command.NEXT_EVENT, "event"),
          new Hint(Command.MARK, "mark"));

  private Footer() {}

  public static void draw(Area line, State shown, Look look) {
    if (shown.ui().overlay() instanceof Overlay.Filtering) {
      filter(line, shown);
      return;
    }
    if (shown.ui().overlay() instanceof Overlay.GoingTo(String text)) {
      going(line, text);
      return;
    }
    int at = tabs(line, shown);
    if (!shown.ui().notice().isEmpty()) {
      if (at + 3 + line.cells(shown.ui().notice()) > line.width()) {
        line.fill(' ', Ink.TEXT);
        at = -1;
      }
      line.text(at + 2, 0, shown.ui().notice(), Style.bold(Ink.WARN));
      return;
    }
    hints(line, at + 2, shown, look);
  }

  private static void filter(Area line, State shown) {
    int at = line.text(1, 0, "filter", Style.bold(Ink.ACCENT)) + 1;
    at = line.text(at, 0, shown.ui().filter(), Style.bold(Ink.TEXT));
    line.put(at, 0, ' ', Style.reverse(Ink.TEXT));
    at = key(line, at + 3, "Enter", "keep it");
    key(line, at + 2, "Esc", "as before");
  }

  private static void going(Area line, String text) {
    int at = line.text(1, 0, "go to", Style.bold(Ink.ACCENT)) + 1;
    at = line.text(at, 0, text, Style.bold(Ink.TEXT));
    line.put(at, 0, ' ', Style.reverse(Ink.TEXT));
    at = key(line, at + 3, "Enter", "go");
    at = key(line, at + 2, "Esc", "stay");
    line.text(at + 2, 0, "14:03:20, +30s, -2m", Ink.DIM);
  }

  private static int tabs(Area line, State shown) {
    Page chosen = shown.ui().page();
    int at = 1;
    for (int i = 0; i < Page.count(shown.isExperiment()); i++) {
      Page page = Page.at(i);
      Words words = line.words().add(" ").whole(i + 1).add(" ").add(title(page, shown)).add(" ");
      int style = page == chosen ? Style.reverse(Ink.TAB) : Ink.DIM.ordinal();
      line.turnsTo(at, 0, words.length(), i);
      at = line.text(at, 0, words, style);
    }
    return at;
  }

  private static String title(Page page, State shown) {
    return page == Page.COMPARE && shown.curve().isPresent() ? "Sweep" : page.title();
  }

  private static void hints(Area line, int from, State shown, Look look) {
    int at = from;
    if (shown.tour().isPresent() && shown.ui().overlay() instanceof Overlay.None) {
      for (WalkKey key : WalkKey.values()) {
        if (at + key.word().length() + 2 < line.width()) {
          at = key(line, at, String.valueOf(key.key()), key.word()) + 2;
        }
      }
      return;
    }
    for (Hint hint : fitting(shown)) {
      boolean stands = shown.playback().map(played -> !played.playing()).orElse(shown.paused());
      boolean goesOn = hint.command() == Command.PAUSE && stands;
      String key = look.key(hint.command());
      String word = goesOn ? "go on" : hint.word();
      if (!key.isEmpty() && at + key.length() + 1 + word.length() < line.width()) {
        at = key(line, at, key, word) + 2;
      }
    }
  }

  private static List<Hint> fitting(State shown) {
    if (shown.ui().overlay() instanceof Overlay.ThreadDetail) {
      return ON_ONE_THREAD;
    }
    if (shown.playback().filter(played -> played.mark().isPresent()).isPresent()) {
      return MARKED;
    }
    if (shown.rewound()) {
      return REWOUND;
    }
    if (shown.playback().isPresent()) {
      return PLAYED;
    }
    if (Listing.showsProcesses(shown)) {
      return ON_PROCESSES;
    }
    if (shown.ui().page() == Page.THREADS) {
      return ON_THREADS;
    }
    return shown.target().isPresent() ? WATCHING : ELSEWHERE;
  }

  private static int key(Area line, int column, String key, String word) {
    int at = line.text(column, 0, key, Ink.KEY);
    return line.text(at + 1, 0, word, Ink.DIM);
  }
}
