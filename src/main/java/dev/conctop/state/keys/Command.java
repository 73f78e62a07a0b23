package dev.conctop.state.keys;

/** What a key can do. */
public enum Command {
  HELP("this help", "?", "F1"),
  QUIT("quit", "q", "F10", "Ctrl-C"),
  PAUSE("pause; collection goes on", "Space", "Z"),
  NEXT_PAGE("next page", "Tab"),
  PREVIOUS_PAGE("previous page", "Shift-Tab"),
  OVERVIEW("overview", "1"),
  THREADS("threads", "2"),
  LATENCY("latency", "3"),
  HOST("host", "4"),
  UP("up", "Up", "k"),
  DOWN("down", "Down", "j"),
  LEFT("left", "Left"),
  RIGHT("right", "Right", "l"),
  FIRST("first", "g", "Home"),
  LAST("last", "G", "End"),
  PAGE_UP("a screen up", "PgUp"),
  PAGE_DOWN("a screen down", "PgDn"),
  FILTER("filter: text state: waits: user: verdict:", "/"),
  SORT("sort by the next column", "s"),
  SORT_BACK("sort by the column before", "S"),
  REVERSE("turn the order round", "r"),
  GROUP("threads by pool, or a line each", "p"),
  TREE("processes as a tree or a list", "F5"),
  FOLD("fold or unfold a process or a pool", "f"),
  FOLLOW("the cursor stays with a process", "F"),
  COMMANDS("commands short, whole, by name", "c"),
  DUMP("ask a JVM for its threads now", "t"),
  OPEN("open the chosen row", "Enter"),
  BACK("back, close, clear the filter, let a process go", "Esc"),
  FASTER("look more often", "+"),
  SLOWER("look less often", "-"),
  SETTINGS("settings, to be tried and saved", "F2"),
  LAUNCHER("run a workload", "n"),
  WORKLOAD("choose the workload", "w"),
  MODEL("choose the model", "m"),
  ADD_ARM("compare this run with another", "a"),
  COMPARE("compare: of an experiment", "5"),
  FEWER_WORKERS("fewer workers", "["),
  MORE_WORKERS("more workers", "]"),
  LESS_LOAD("fewer in flight, or a lower rate", "{"),
  MORE_LOAD("more in flight, or a higher rate", "}"),
  SHORTER_SWITCH("shorter switch interval", "("),
  LONGER_SWITCH("longer switch interval", ")"),
  SUSPEND("suspend; fg brings it back", "Ctrl-Z"),
  REDRAW("draw everything again", "Ctrl-L"),
  SAVE("save the last minutes", "R"),
  REPORT("the last minutes as a page of HTML", "h"),
  STEP_BACK("back a look; Esc is now again", ","),
  STEP_ON("a look further", "."),
  PLAY_SLOWER("half as fast", "<"),
  PLAY_FASTER("twice as fast", ">"),
  GO_TO("to a time: 14:03:20, +30s", ":"),
  NEXT_EVENT("to the next event", "e"),
  EVENT_BEFORE("to the event before", "E"),
  MARK("mark one end of a cut", "M"),
  CUT("cut from the mark to here into a file", "x");

  private final String help;
  private final String[] keys;

  Command(String help, String... keys) {
    this.help = help;
    this.keys = keys;
  }

  /** One line for the help page. */
  public String help() {
    return help;
  }

  /** The keys it has unless the settings say otherwise, as people write them. */
  public java.util.List<String> defaultKeys() {
    return java.util.List.of(keys);
  }
}
