package dev.conctop.view.fleet;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.state.fleet.FleetView;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.fleet.ProcessGroup;
import dev.conctop.state.fleet.Spread;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/**
 * Processes of one name on all machines, with how far the machines differ.
 *
 * <pre>
 *    PROCESS     HOSTS PROCS  THREADS   ON CPU A HOST  LOW – HIGH   MOST ON   WAITS FOR
 *  ▸ nginx           3    12       12            0.31  0.05 – 1.20  web2      n network
 * </pre>
 */
final class GroupsPanel {
  private static final int NAME = 3;

  private GroupsPanel() {}

  static void draw(Area area, FleetView view) {
    List<ProcessGroup> groups = view.listedGroups();
    Words note = area.words().add("of ").count(view.count(HostRow.Phase.LIVE));
    Area inside = area.box("Processes of one name", note.add(" live hosts, by use"), Ink.FRAME);
    int name = 14 + Math.max(0, inside.width() - 78) / 3;
    int numbers = NAME + name;
    heads(inside, numbers);
    Area list = inside.below(1);
    int selected = view.selected(groups.stream().map(ProcessGroup::name).toList());
    int first =
        Math.clamp(selected - list.height() / 2L, 0, Math.max(0, groups.size() - list.height()));
    for (int i = 0; i < list.height() && first + i < groups.size(); i++) {
      row(list.line(i), groups.get(first + i), name, numbers);
      if (first + i == selected) {
        list.line(i).put(1, 0, list.glyphs().pointer(), Style.bold(Ink.ACCENT));
        list.line(i).select();
      }
      list.chooses(i, first + i);
    }
    if (groups.isEmpty()) {
      list.text(2, 0, "no process of a live host holds that", Ink.DIM);
    }
  }

  private static void heads(Area inside, int at) {
    inside.text(NAME, 0, "PROCESS", Ink.DIM);
    inside.right(at + 6, 0, 5, "HOSTS", Ink.DIM);
    inside.right(at + 12, 0, 5, "PROCS", Ink.DIM);
    inside.right(at + 20, 0, 7, "THREADS", Ink.DIM);
    inside.right(at + 27, 0, 6, "ON CPU", Ink.DIM);
    inside.text(at + 29, 0, "LOW-HIGH", Ink.DIM);
    inside.text(at + 41, 0, "MOST ON", Ink.DIM);
    inside.text(inside.width() - 10, 0, "WAITS FOR", Ink.DIM);
  }

  private static void row(Area line, ProcessGroup group, int name, int at) {
    line.name(NAME, 0, name - 1, CleanText.named(group.name()), Ink.TEXT.ordinal());
    line.right(at + 6, 0, 5, line.words().count(group.hosts()), Ink.TEXT);
    line.right(at + 12, 0, 5, line.words().count(group.processes()), Ink.TEXT);
    line.right(at + 20, 0, 7, line.words().count(group.threads()), Ink.TEXT);
    Spread cores = group.cores();
    boolean some = cores.high() >= 0.005;
    line.right(at + 27, 0, 6, hundredths(line.words(), cores.median()), some ? Ink.TEXT : Ink.DIM);
    if (group.hosts() > 1) {
      Words range = hundredths(line.words(), cores.low()).add("-");
      line.text(at + 29, 0, hundredths(range, cores.high()), some ? Ink.TEXT : Ink.DIM);
    }
    int waits = line.width() - 10;
    line.name(at + 41, 0, waits - at - 42, group.most(), Ink.DIM.ordinal());
    line.put(waits, 0, Lanes.glyph(line, group.waits()), Style.bold(Ink.of(group.waits())));
    line.text(waits + 2, 0, 8, group.waits().label(), Ink.TEXT.ordinal());
  }

  private static Words hundredths(Words words, double value) {
    long all = Math.round(value * 100);
    words.whole(all / 100).add(".");
    return (all % 100 < 10 ? words.add("0") : words).whole(all % 100);
  }
}
