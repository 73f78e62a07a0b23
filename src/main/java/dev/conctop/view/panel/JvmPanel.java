package dev.conctop.view.panel;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import dev.conctop.state.past.total.JvmTotals;
import dev.conctop.state.past.total.Jvms;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.canvas.Wrap;
import java.util.List;

/**
 * What a JVM says of itself: pauses, virtual threads, deadlocks, waits by kind, and what was
 * refused and why. In the order of worth: where room is short the last are left out.
 */
public final class JvmPanel {
  /** Rows below which it says next to nothing. */
  public static final int LEAST = 5;

  private static final int LABEL = 11;
  private static final int MOST_GROUPS = 4;
  private static final int MOST_CHAINS = 2;

  private JvmPanel() {}

  /** Rows that it would like, frame included; 0 when there is no JVM. */
  public static int rows(Jvms jvms, int width) {
    return jvms.first().map(jvm -> 2 + wanted(jvm, width - 2)).orElse(0);
  }

  private static int wanted(JvmTotals jvm, int width) {
    JvmSample newest = jvm.newest();
    int rows = 2 + newest.deadlocks().size() + Math.min(3, jvm.owners().size());
    rows += newest.deep() instanceof DeepView.Refused r ? refusal(r, width).size() : 0;
    rows += newest.virtualThreads().mounted().known() ? 1 : 0;
    rows += newest.groups().threads().known() ? 1 + shown(newest.groups()) : 0;
    rows += Math.min(MOST_CHAINS, newest.chains().size());
    rows += newest.notice().isEmpty() ? 0 : 1;
    return rows + (jvm.hasLatencies() ? 1 + JvmWaits.kinds(jvm).size() : 0);
  }

  public static void draw(Area area, Jvms jvms) {
    if (jvms.first().isEmpty()) {
      return;
    }
    JvmTotals jvm = jvms.first().get();
    JvmSample newest = jvm.newest();
    Words title = area.words().add("JVM ").add(release(newest.version()));
    Area inside = area.box(title.toString(), note(newest.deep(), jvms.all().size()), Ink.FRAME);
    int row = refused(inside, newest.deep());
    for (List<String> deadlock : newest.deadlocks()) {
      Words words = inside.words().add("DEADLOCK ").add(String.join(", ", deadlock));
      inside.text(1, row++, words, Style.bold(Ink.BAD));
    }
    pauses(
        inside,
        row++,
        "GC pauses",
        newest.counters().collections(),
        newest.counters().collectionNanos());
    pauses(
        inside,
        row++,
        "safepoints",
        newest.counters().safepoints(),
        newest.counters().safepointNanos());
    row = virtualThreads(inside, row, newest.virtualThreads());
    row = groups(inside, row, newest.groups());
    row = chains(inside, row, newest.chains());
    row = waits(inside, row, jvm);
    for (MonitorOwner owner : jvm.owners().stream().limit(3).toList()) {
      owner(inside, row++, owner);
    }
    inside.text(1, row, newest.notice(), Ink.WARN);
  }

  /** 17.0.15+6 of 17.0.15+6-Debian-1deb12u1. */
  private static String release(String version) {
    int end = version.indexOf('-');
    return end < 0 ? version : version.substring(0, end);
  }

  private static String note(DeepView deep, int jvms) {
    String more = jvms > 1 ? ", " + (jvms - 1) + " more" : "";
    return switch (deep) {
      case DeepView.Starting _ -> "being asked" + more;
      case DeepView.On _ -> "deep view on" + more;
      case DeepView.Off _ -> "deep view off" + more;
      case DeepView.Refused _ -> "not asked" + more;
    };
  }

  private static int refused(Area inside, DeepView deep) {
    int row = 0;
    if (deep instanceof DeepView.Refused refused) {
      for (String line : refusal(refused, inside.width())) {
        inside.text(1, row++, line, Ink.WARN);
      }
    }
    return row;
  }

  private static List<String> refusal(DeepView.Refused refused, int width) {
    String text =
        refused.remedy().isEmpty() ? refused.reason() : refused.reason() + "; " + refused.remedy();
    return Wrap.lines(text, width - 2, 3);
  }

  private static void pauses(Area inside, int row, String label, Figure count, Figure nanos) {
    inside.text(1, row, LABEL, label, Ink.DIM.ordinal());
    Words words = inside.words();
    if (count.known()) {
      words.count(Math.round(count.value()));
      if (nanos.known()) {
        words.add(", ").duration(nanos.value()).add(" in all");
      }
      words.add(" ").glyph(inside.glyphs().mark(count.fidelity()));
    } else {
      words.add("n/a: ").add(count.reason());
    }
    inside.text(1 + LABEL, row, words, count.known() ? Ink.TEXT : Ink.DIM);
  }

  private static int virtualThreads(Area inside, int row, VirtualThreadUse use) {
    if (!use.mounted().known()) {
      return row;
    }
    inside.text(1, row, LABEL, "virtual", Ink.DIM.ordinal());
    Words words = inside.words().count(Math.round(use.mounted().value())).add(" mounted");
    if (use.carriers().known()) {
      words.add(" of ").count(Math.round(use.carriers().value()));
    }
    if (use.queued().known()) {
      words.add(", ").count(Math.round(use.queued().value())).add(" queued");
    }
    words.add(" ").glyph(inside.glyphs().mark(use.mounted().fidelity()));
    inside.text(1 + LABEL, row, words, Ink.TEXT);
    return row + 1;
  }

  private static int shown(VirtualThreadGroups groups) {
    return Math.min(MOST_GROUPS, groups.groups().size());
  }

  /** Virtual threads by state and stack, once they were asked for. */
  private static int groups(Area inside, int row, VirtualThreadGroups groups) {
    if (!groups.threads().known()) {
      return row;
    }
    Words words = inside.words().count(Math.round(groups.threads().value()));
    words.add(" virtual threads, parked ones too ");
    words.glyph(inside.glyphs().mark(groups.threads().fidelity()));
    inside.text(1, row, words, Ink.TEXT);
    for (VirtualThreadGroups.Group group : groups.groups().subList(0, shown(groups))) {
      row++;
      inside.right(LABEL - 1, row, LABEL - 2, inside.words().count(group.count()), Ink.TEXT);
      words = inside.words().add(group.state()).add(" ").add(group.at());
      inside.name(1 + LABEL, row, inside.width() - LABEL - 2, words, Ink.TEXT.ordinal());
    }
    return row + 1;
  }

  /** Who holds what others wait for. */
  private static int chains(Area inside, int row, List<LockChain> chains) {
    for (LockChain chain : chains.subList(0, Math.min(MOST_CHAINS, chains.size()))) {
      Words words = inside.words().count(chain.waiters()).add(" wait for ").add(chain.owner());
      words.add(chain.at().isEmpty() ? "" : " at ").add(chain.at());
      inside.name(1, row++, inside.width() - 2, words, Style.bold(Ink.LOCK));
    }
    return row;
  }

  private static int waits(Area inside, int row, JvmTotals jvm) {
    if (!jvm.hasLatencies()) {
      return row;
    }
    int rows = JvmWaits.draw(inside.below(row), jvm, false);
    return row + rows;
  }

  public static void owner(Area inside, int row, MonitorOwner owner) {
    Words words = inside.words().add("monitor of ").add(CleanText.named(owner.name()));
    int end = inside.width() - 1;
    inside.name(1, row, end - 20, words, Ink.TEXT.ordinal());
    words = inside.words().glyph(inside.glyphs().times()).count(owner.waits()).add(", ");
    inside.right(end, row, 19, words.duration(owner.waitNanos()), Ink.TEXT);
  }
}
