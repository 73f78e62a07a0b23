package dev.conctop.concurrency;

import dev.conctop.sample.CleanText;
import dev.conctop.workload.TaskFailure;

/** What a failure is counted as: its class and the first line of its message, clean. */
public final class ErrorText {
  private static final int LONGEST = 200;

  private ErrorText() {}

  public static String of(Throwable failure) {
    String text = TaskFailure.describe(failure);
    return CleanText.clean(text.lines().findFirst().orElse(""), LONGEST);
  }
}
