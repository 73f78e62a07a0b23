package dev.conctop.state.fleet;

import dev.conctop.state.keys.Command;
import dev.conctop.state.keys.Key;
import dev.conctop.state.keys.KeyBindings;
import java.util.List;
import java.util.Optional;

/** What a key does to the page of all machines. */
public final class FleetKeys {
  private static final long[] INTERVALS = {
    200_000_000L, 500_000_000L, 1_000_000_000L, 2_000_000_000L, 5_000_000_000L, 10_000_000_000L
  };
  private static final int LONGEST_FILTER = 100;

  /** What is to be done outside. */
  public sealed interface Wish {
    /** A machine is to have the screen. */
    record Enter(String host) implements Wish {}

    /** All are to look so often. */
    record Interval(long nanos) implements Wish {}

    record Suspend() implements Wish {}

    record Redraw() implements Wish {}

    record Quit() implements Wish {}
  }

  /** The next page, and what is to be done. */
  public record Step(FleetView view, Optional<Wish> wish) {
    static Step of(FleetView view) {
      return new Step(view, Optional.empty());
    }

    static Step of(FleetView view, Wish wish) {
      return new Step(view, Optional.of(wish));
    }
  }

  private final KeyBindings bindings;

  public FleetKeys(KeyBindings bindings) {
    this.bindings = bindings;
  }

  /** What a key press does. */
  public Step press(FleetView before, Key key) {
    FleetView view = before.withNotice("");
    Optional<Command> command = bindings.command(key);
    if (key.ctrl() && command.equals(Optional.of(Command.QUIT))) {
      return Step.of(view, new Wish.Quit());
    }
    if (view.typing().isPresent()) {
      return Step.of(typed(view, view.typing().get(), key));
    }
    if (command.isEmpty()) {
      return Step.of(view);
    }
    return view.help().isPresent()
        ? help(view, view.help().get(), command.get())
        : command(view, command.get());
  }

  /** A line was clicked; one that is chosen already opens. */
  public Step click(FleetView view, int line) {
    List<String> names = view.names();
    if (line >= names.size() || view.typing().isPresent() || view.help().isPresent()) {
      return Step.of(view);
    }
    return view.selected(names) == line ? open(view) : Step.of(to(view, line));
  }

  /** The wheel was turned. */
  public Step wheel(FleetView view, boolean up) {
    return Step.of(moved(view, up ? -3 : 3));
  }

  private static Step command(FleetView view, Command command) {
    return switch (command) {
      case QUIT -> Step.of(view, new Wish.Quit());
      case HELP -> Step.of(view.with(next -> next.help = Optional.of(0)));
      case UP -> Step.of(moved(view, -1));
      case DOWN -> Step.of(moved(view, 1));
      case PAGE_UP -> Step.of(moved(view, -view.screenful()));
      case PAGE_DOWN -> Step.of(moved(view, view.screenful()));
      case FIRST -> Step.of(to(view, 0));
      case LAST -> Step.of(to(view, Integer.MAX_VALUE));
      case OPEN -> open(view);
      case FILTER -> Step.of(view.with(next -> next.typing = Optional.of(view.filter())));
      case BACK ->
          Step.of(
              view.filter().isEmpty()
                  ? view.with(next -> next.groups = false)
                  : view.with(next -> next.filter = ""));
      case GROUP ->
          Step.of(
              view.with(
                  next -> {
                    next.groups = !view.groups();
                    next.chosen = "";
                  }));
      case SORT -> Step.of(view.with(next -> next.order = view.order().beside(1)));
      case SORT_BACK -> Step.of(view.with(next -> next.order = view.order().beside(-1)));
      case REVERSE -> Step.of(view.with(next -> next.reversed = !view.reversed()));
      case FASTER -> interval(view, -1);
      case SLOWER -> interval(view, 1);
      case SUSPEND -> Step.of(view, new Wish.Suspend());
      case REDRAW -> Step.of(view, new Wish.Redraw());
      default -> Step.of(view.withNotice("Enter opens a host; ? shows the keys"));
    };
  }

  private static FleetView moved(FleetView view, int by) {
    return to(view, (long) view.selected(view.names()) + by);
  }

  private static FleetView to(FleetView view, long line) {
    List<String> names = view.names();
    return names.isEmpty()
        ? view
        : view.with(next -> next.chosen = names.get((int) Math.clamp(line, 0, names.size() - 1L)));
  }

  /** Of processes the machine on which they do most. */
  private static Step open(FleetView view) {
    List<String> names = view.names();
    if (names.isEmpty()) {
      return Step.of(view);
    }
    int line = view.selected(names);
    String host = view.groups() ? view.listedGroups().get(line).most() : names.get(line);
    Optional<HostRow> row = view.rows().stream().filter(one -> one.name().equals(host)).findFirst();
    if (row.isEmpty() || row.get().seen().isEmpty()) {
      String why = row.map(HostRow::reason).filter(words -> !words.isEmpty()).orElse("not yet");
      return Step.of(view.withNotice(host + " cannot be seen: " + why));
    }
    return Step.of(to(view, line), new Wish.Enter(host));
  }

  private static Step interval(FleetView view, int direction) {
    int at = 0;
    while (at < INTERVALS.length - 1 && INTERVALS[at] < view.intervalNanos()) {
      at++;
    }
    long chosen = INTERVALS[Math.clamp(at + (long) direction, 0, INTERVALS.length - 1)];
    return Step.of(view.with(next -> next.intervalNanos = chosen), new Wish.Interval(chosen));
  }

  private static Step help(FleetView view, int scroll, Command command) {
    int last = Command.values().length;
    return switch (command) {
      case BACK, HELP, QUIT -> Step.of(view.with(next -> next.help = Optional.empty()));
      case UP -> Step.of(scrolled(view, scroll - 1L, last));
      case DOWN -> Step.of(scrolled(view, scroll + 1L, last));
      case PAGE_UP -> Step.of(scrolled(view, scroll - (long) view.screenful(), last));
      case PAGE_DOWN -> Step.of(scrolled(view, scroll + (long) view.screenful(), last));
      default -> Step.of(view);
    };
  }

  private static FleetView scrolled(FleetView view, long to, int last) {
    return view.with(next -> next.help = Optional.of((int) Math.clamp(to, 0, last)));
  }

  private static FleetView typed(FleetView view, String before, Key key) {
    String text = view.filter();
    return switch (key.kind()) {
      case ENTER -> view.with(next -> next.typing = Optional.empty());
      case ESCAPE ->
          view.with(
              next -> {
                next.typing = Optional.empty();
                next.filter = before;
              });
      case BACKSPACE ->
          view.with(
              next ->
                  next.filter =
                      text.substring(
                          0, text.offsetByCodePoints(text.length(), text.isEmpty() ? 0 : -1)));
      case CHARACTER ->
          key.ctrl() || key.alt() || text.length() >= LONGEST_FILTER
              ? view
              : view.with(next -> next.filter = text + Character.toString(key.codePoint()));
      case UP -> moved(view, -1);
      case DOWN -> moved(view, 1);
      default -> view;
    };
  }
}
