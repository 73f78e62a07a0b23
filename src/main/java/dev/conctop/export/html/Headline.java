package dev.conctop.export.html;

import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.export.html.chart.Kinds;
import dev.conctop.export.html.chart.Words;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.run.RunFigures;
import dev.conctop.sample.figure.CleanText;
import org.jsoup.nodes.Element;

/** What was watched, when, and what came of it: the part that everybody reads. */
final class Headline {
  private static final int NAME = 80;

  private final Told told;
  private final Told.Origin origin;

  Headline(Told told) {
    this.told = told;
    this.origin = told.origin();
  }

  /** Of the page, in one line. */
  String title() {
    return Words.headline(verdict()) + " · " + subject() + " · conctop";
  }

  private Verdict verdict() {
    return switch (told.subject()) {
      case Told.Subject.Run(RunFigures figures) -> figures.verdict();
      case Told.Subject.Process(Diagnosed found) -> found.verdict();
      case Told.Subject.Machine(HostSeen seen) -> seen.verdict();
    };
  }

  private String subject() {
    return switch (told.subject()) {
      case Told.Subject.Run(RunFigures figures) ->
          figures.spec().workload().id() + " under " + figures.spec().model().id();
      case Told.Subject.Process(Diagnosed found) ->
          CleanText.clean(CleanText.named(found.target().name()), NAME);
      case Told.Subject.Machine(HostSeen seen) ->
          CleanText.clean(CleanText.named(seen.machine().hostName()), NAME);
    };
  }

  /** What else is to be known of it. */
  private String more() {
    return switch (told.subject()) {
      case Told.Subject.Run(RunFigures figures) -> load(figures.spec());
      case Told.Subject.Process(Diagnosed found) ->
          "process " + found.target().pid() + (found.ended() ? ", which has ended" : "");
      case Told.Subject.Machine(HostSeen seen) ->
          "the whole machine, "
              + Say.many(seen.host().cores().size(), "core")
              + (seen.machine().cpuModel().isBlank() ? "" : ", " + seen.machine().cpuModel());
    };
  }

  private static String load(RunSpec spec) {
    return Say.many(spec.workers(), "worker")
        + ", "
        + (spec.openLoop()
            ? Say.number(spec.ratePerSecond().orElse(0)) + " arrivals a second"
            : spec.inFlight() + Say.NARROW + "in flight")
        + (spec.emulated() ? ", emulated" : "")
        + (spec.workload().simulated() ? ", simulated" : "");
  }

  void add(Element main) {
    Verdict verdict = verdict();
    Element header = Tags.add(main, "header", "");
    Element top = Tags.add(header, "p", "top");
    Tags.text(top, "b", "brand", "conctop");
    Element recorded = Tags.add(top, "span", "");
    recorded.appendText(
        Say.date(origin.fromNanos(), origin.zone())
            + ", "
            + Say.clock(origin.fromNanos(), origin.zone())
            + " – "
            + Say.clock(origin.toNanos(), origin.zone())
            + " "
            + Say.zone(origin.fromNanos(), origin.zone())
            + " · "
            + Say.length(origin.toNanos() - origin.fromNanos())
            + (origin.host().isBlank() ? "" : " · " + origin.host()));
    Element about = Tags.add(header, "p", "about");
    Tags.text(about, "b", "", subject());
    about.appendText(" " + more());
    Tags.text(header, "h1", "", Words.headline(verdict));
    Element lede = Tags.add(header, "p", "lede");
    Element word =
        Tags.text(lede, "span", "verdict " + Kinds.of(verdict.letter()), verdict.words());
    word.attr("title", "the verdict on the whole time");
    lede.appendText(" " + Words.sentence(String.join(", ", verdict.evidence())));
    new Tiles(told.subject()).add(header);
    findings(main, verdict);
  }

  private static void findings(Element main, Verdict verdict) {
    if (verdict.findings().isEmpty()) {
      return;
    }
    Element section = Tags.section(main, "findings", "What to look at", "");
    Element list = Tags.add(section, "ul", "");
    for (Verdict.Finding finding : verdict.findings()) {
      Element item = list.appendElement("li");
      Tags.text(item, "h3", "", finding.name().word());
      Tags.text(item, "p", "", Words.sentence(finding.advice()));
    }
  }
}
