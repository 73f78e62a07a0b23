package dev.conctop.bench;

import dev.conctop.cli.arguments.Arguments;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.launch.SubjectRun;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import java.util.concurrent.CompletableFuture;

/**
 * A run with nobody looking: sends the order, reads the subject's frames and leaves it alone. Takes
 * the arguments of {@code conctop run} and prints the completed tasks a second.
 */
public final class SubjectAlone {
  private SubjectAlone() {}

  public static void main(String[] args) {
    int cores = Runtime.getRuntime().availableProcessors();
    Command.Run run = (Command.Run) new Arguments(cores, "").parse(args);
    CompletableFuture<Double> perSecond = new CompletableFuture<>();
    try (SubjectRun subject = SubjectRun.start(run.spec(), fact -> take(fact, perSecond))) {
      System.out.println(perSecond.join());
    }
  }

  private static void take(Fact fact, CompletableFuture<Double> perSecond) {
    if (fact instanceof SubjectEvent.Finished done) {
      perSecond.complete(done.tasks().completed() * 1e9 / done.wallNanos());
    } else if (fact instanceof SubjectEvent.Died died) {
      perSecond.completeExceptionally(new IllegalStateException(died.toString()));
    }
  }
}
