package dev.conctop.probe.jvm.dump;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of {@code Thread.vthread_scheduler} (JDK 24): the scheduler's pool as {@code
 * ForkJoinPool.toString} writes it. Its {@code running} are workers that are not blocked joining,
 * {@code active} those with something to do.
 */
public final class SchedulerText {
  /** Said where there is no scheduler, or it has no carrier. */
  public static final String NONE = "it carries no virtual threads";

  private static final String UNKNOWN_FORM = "the scheduler's text has another form";

  private SchedulerText() {}

  public static VirtualThreadUse parse(String text) {
    Figure size = figure(text, "size");
    if (size.known() && size.value() == 0) {
      return VirtualThreadUse.na(NONE);
    }
    Figure carriers = figure(text, "parallelism");
    Figure tasks = figure(text, "tasks");
    Figure submissions = figure(text, "submissions");
    Figure queued =
        tasks.known() && submissions.known()
            ? Figure.sampled(tasks.value() + submissions.value())
            : Figure.na(UNKNOWN_FORM);
    return new VirtualThreadUse(carriers, figure(text, "active"), queued);
  }

  private static Figure figure(String text, String name) {
    Matcher found = Pattern.compile("\\b" + name + " = (\\d{1,9})\\b").matcher(text);
    return found.find()
        ? Figure.sampled(Integer.parseInt(found.group(1)))
        : Figure.na(UNKNOWN_FORM);
  }
}
