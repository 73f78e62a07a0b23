package dev.conctop.export.html;

import dev.conctop.export.html.chart.CoreChart;
import dev.conctop.export.html.chart.CurveChart;
import dev.conctop.export.html.chart.HeatChart;
import dev.conctop.export.html.chart.LaneChart;
import dev.conctop.export.html.chart.ProcessChart;
import dev.conctop.export.html.chart.RateChart;
import dev.conctop.export.html.chart.SlowChart;
import dev.conctop.export.html.chart.TimeStack;
import dev.conctop.export.html.chart.VerdictBand;
import dev.conctop.export.html.chart.When;
import dev.conctop.export.html.markup.Figures;
import dev.conctop.export.html.markup.Page;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.story.Story;
import dev.conctop.export.html.table.HostTables;
import dev.conctop.export.html.table.ProcessTables;
import dev.conctop.export.html.table.RunTables;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.run.RunFigures;
import java.io.IOException;
import org.jsoup.nodes.Element;

/**
 * A report for people who would rather look than read: what was watched and what came of it in
 * words, then everything over time, one moment at one place on the whole page, then all figures.
 */
public final class HtmlReport {
  private final Told told;
  private final Story story;
  private final When when;
  private final Element body;

  private HtmlReport(Told told, Element body) {
    this.told = told;
    this.story = told.story();
    this.when = new When(story.bins(), told.origin().fromNanos(), told.origin().zone());
    this.body = body;
  }

  /**
   * Writes the page.
   *
   * @throws IOException when it cannot be written
   */
  public static void write(Told told, Appendable to) throws IOException {
    Headline headline = new Headline(told);
    Page page = new Page(headline.title());
    new HtmlReport(told, page.body()).put(headline);
    page.write(to);
  }

  private void put(Headline headline) {
    Element main = Tags.add(body, "main", "");
    headline.add(main);
    Element time = Tags.section(main, "time", "Over time", columns());
    VerdictBand.add(time, story.verdicts(), when);
    switch (told.subject()) {
      case Told.Subject.Run(RunFigures figures) -> {
        TimeStack.threads(time, story.threadTime(), when, "of the worker threads");
        TimeStack.tasks(time, story.tasks().states(), when);
        RateChart.add(time, story.tasks(), figures.throughput(), when);
        HeatChart.add(time, story.latency(), when);
        CoreChart.add(time, story.cores(), when);
        LaneChart.add(time, story.lanes(), when);
        Element latency =
            Tags.section(
                main,
                "latency",
                "Latency",
                "Response is queue and service together, from a task's intended start to its end.");
        CurveChart.add(latency, figures.totals());
        SlowChart.add(latency, figures.totals());
      }
      case Told.Subject.Process _ -> {
        TimeStack.threads(time, story.threadTime(), when, "of all its threads");
        CoreChart.add(time, story.cores(), when);
        LaneChart.add(time, story.lanes(), when);
      }
      case Told.Subject.Machine(HostSeen seen) -> {
        ProcessChart.add(time, story.busy(), seen.host().cores().size(), when);
        CoreChart.add(time, story.cores(), when);
        CoreChart.pressure(time, story.cores(), when);
      }
    }
    figures(main);
    footer();
  }

  /** How coarse the drawings are, so that nobody takes a column for a look. */
  private String columns() {
    long width = when.bins().widthNanos();
    double looks = story.looks() / (double) when.bins().count();
    String words = "Each column is " + Say.width(width) + ".";
    return looks >= 1.5
        ? words
            + " It holds "
            + Math.round(looks)
            + " looks on average: what is shorter than a column does not show here, and counts in"
            + " all figures below."
        : words;
  }

  private void figures(Element main) {
    Element section = Tags.section(main, "figures", "All figures", "");
    Element key = Tags.add(section, "p", "caption");
    key.appendText("How each was got: ");
    Figures.key(key);
    key.appendText("What could not be got is n/a, with the reason.");
    Element tables = Tags.add(section, "div", "tables");
    switch (told.subject()) {
      case Told.Subject.Run run -> RunTables.add(tables, run.figures());
      case Told.Subject.Process process -> ProcessTables.add(tables, process.found());
      case Told.Subject.Machine machine -> HostTables.add(tables, machine.seen());
    }
  }

  private void footer() {
    Told.Origin origin = told.origin();
    Element footer = Tags.add(body, "footer", "");
    Element line = Tags.add(footer, "p", "");
    line.appendText("Recorded by " + origin.writer());
    if (!origin.command().isEmpty()) {
      line.appendText(" with ");
      Tags.text(line, "code", "", String.join(" ", origin.command()));
    }
    Tags.text(
        footer,
        "p",
        "",
        Say.stamp(origin.fromNanos())
            + " to "
            + Say.stamp(origin.toNanos())
            + (origin.redacted() ? "; names are hashed" : "")
            + (origin.ended()
                ? ""
                : "; the recording was not ended: it is written still, or its last second is"
                    + " lost"));
    for (String gap : origin.gaps().stream().limit(5).toList()) {
      Tags.text(footer, "p", "", gap);
    }
    if (origin.gaps().size() > 5) {
      Tags.text(footer, "p", "", "and " + (origin.gaps().size() - 5) + " more of these");
    }
  }
}
