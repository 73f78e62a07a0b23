package dev.conctop.view;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.state.State;
import dev.conctop.state.ui.Overlay;
import dev.conctop.tour.Walk;
import dev.conctop.view.bar.Footer;
import dev.conctop.view.bar.Header;
import dev.conctop.view.bar.LessonLines;
import dev.conctop.view.bar.TimeBar;
import dev.conctop.view.bar.VerdictLine;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.overlay.HelpOverlay;
import dev.conctop.view.overlay.LauncherOverlay;
import dev.conctop.view.overlay.SettingsOverlay;
import dev.conctop.view.overlay.SlowTaskOverlay;
import dev.conctop.view.overlay.StageBox;
import dev.conctop.view.overlay.ThreadDetailOverlay;
import dev.conctop.view.page.ComparePage;
import dev.conctop.view.page.CurvePage;
import dev.conctop.view.page.HostPage;
import dev.conctop.view.page.LatencyPage;
import dev.conctop.view.page.Overview;
import dev.conctop.view.page.ThreadsPage;
import dev.conctop.view.page.TooSmall;
import dev.conctop.view.tour.NotesBox;
import dev.conctop.view.tour.RunLines;
import dev.conctop.view.tour.TourScreen;
import java.util.Optional;

/**
 * The whole screen.
 *
 * <pre>
 *  header     conctop  workload × model, load, stage, clock, rate of looking
 *  verdict    the class in a word, its cause, the evidence
 *  findings   what explains it or advises (one row, two on tall screens)
 *  lesson     of a scenario's run: where to look, what is expected, whether it holds (two rows);
 *             of a tour's run: which lesson, what was guessed, what came out
 *  page       Overview, Threads, Latency or Host; an overlay lies over it
 *  time bar   of a recording: where one is in it
 *  footer     the pages and the keys; or a notice; or the filter being typed
 * </pre>
 *
 * Between its runs a tour has the screen for itself.
 */
public final class Views {
  private static final int HEADER_ROW = 0;
  private static final int VERDICT_ROW = 1;
  private static final int FINDINGS_ROW = 2;
  private static final int FOOTER_ROWS = 1;
  private static final int TALL = 36;

  private Views() {}

  /**
   * Draws everything onto a cleared canvas; its size decides what is shown.
   *
   * @param shown the state as it is to be drawn, see {@link State#shown}
   * @param verdict the verdict on that state
   */
  public static void draw(State shown, Verdict verdict, Canvas canvas, Look look) {
    canvas.clear();
    Area all = Area.of(canvas, look.glyphs());
    if (all.width() < TooSmall.LEAST_COLUMNS || all.height() < TooSmall.LEAST_ROWS) {
      TooSmall.draw(all);
      return;
    }
    Optional<Walk> tour = shown.tour();
    if (tour.isPresent() && !tour.get().showsRun()) {
      TourScreen.draw(all, shown, tour.get(), look);
      return;
    }
    int findings = all.height() >= TALL ? 2 : 1;
    int lesson = shown.hasLessonLines() ? LessonLines.ROWS : 0;
    int pageTop = FINDINGS_ROW + findings + lesson;
    Header.draw(all.line(HEADER_ROW), shown, look);
    int written = VerdictLine.draw(all.line(VERDICT_ROW), shown, verdict);
    VerdictLine.findings(all.part(0, FINDINGS_ROW, all.width(), findings), shown, verdict, written);
    Area lines = all.part(0, FINDINGS_ROW + findings, all.width(), lesson);
    shown.lesson().ifPresent(known -> LessonLines.draw(lines, known));
    tour.ifPresent(walk -> RunLines.draw(lines, walk));
    int bar = shown.playback().isPresent() ? TimeBar.ROWS : 0;
    Area page = all.part(0, pageTop, all.width(), all.height() - pageTop - bar - FOOTER_ROWS);
    page(page, shown, look);
    overlay(page, shown, look);
    shown
        .playback()
        .ifPresent(
            played -> TimeBar.draw(all.line(all.height() - 2), played, Clocks.shownNanos(shown)));
    tour.filter(Walk::notes).ifPresent(walk -> NotesBox.draw(page, walk.lesson()));
    Footer.draw(all.line(all.height() - 1), shown, look);
  }

  private static void page(Area page, State shown, Look look) {
    switch (shown.ui().page()) {
      case OVERVIEW -> Overview.draw(page, shown, look);
      case THREADS -> ThreadsPage.draw(page, shown);
      case LATENCY -> LatencyPage.draw(page, shown);
      case HOST -> HostPage.draw(page, shown);
      case COMPARE -> {
        if (shown.curve().isPresent()) {
          CurvePage.draw(page, shown, shown.curve().get());
        } else {
          ComparePage.draw(page, shown);
        }
      }
    }
    StageBox.draw(page, shown, look);
  }

  private static void overlay(Area page, State shown, Look look) {
    switch (shown.ui().overlay()) {
      case Overlay.None _, Overlay.Filtering _, Overlay.GoingTo _ -> {}
      case Overlay.Help help -> HelpOverlay.draw(page, help.scroll(), look.keys());
      case Overlay.Launcher launcher -> LauncherOverlay.draw(page, shown, launcher);
      case Overlay.Settings settings -> SettingsOverlay.draw(page, shown.ui(), settings.form());
      case Overlay.SlowDetail slow -> SlowTaskOverlay.draw(page, shown, slow.task());
      case Overlay.ThreadDetail detail -> ThreadDetailOverlay.draw(page, shown, detail);
    }
  }
}
