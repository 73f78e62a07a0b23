package dev.conctop.concurrency.task;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.workload.task.TaskFailure;

/** What a failure is counted as: its class and the first line of its message, clean. */
public final class ErrorText {
  private static final int LONGEST = 200;

  private ErrorText() {}

  public static String of(Throwable failure) {
    String text = TaskFailure.describe(failure);
    return CleanText.clean(text.lines().findFirst().orElse(""), LONGEST);
  }
}
