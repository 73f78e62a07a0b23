package dev.conctop.probe.jvm.attach;

import dev.conctop.probe.jvm.attach.GateFacts.Library;

/**
 * Whether a process may be asked. SIGQUIT ends a process that does not catch it, so it is only ever
 * sent to a HotSpot JVM that is proven to; everything that can be known before is said before.
 */
public final class Gate {
  /** The flight recorder ends a JVM that it cannot write for (JDK-8280684). */
  public static final long LEAST_FREE_BYTES = 64L << 20;

  private static final long ROOT = 0;

  private Gate() {}

  /** What is to be done with a process. */
  public sealed interface Outcome {
    /** It is no JVM: there is nothing to say. */
    record NoJvm() implements Outcome {}

    /**
     * It may be asked.
     *
     * @param signal whether it must be sent SIGQUIT to listen
     * @param recorder whether the flight recorder may be started; else why not
     */
    record Allowed(boolean signal, String recorder) implements Outcome {}

    /**
     * It may not be asked.
     *
     * @param again whether that may change by itself
     * @param starting whether it has only not finished starting
     */
    record Refused(String reason, String remedy, boolean again, boolean starting)
        implements Outcome {}
  }

  public static Outcome check(GateFacts facts) {
    if (!facts.java() && facts.library() != Library.MAPPED) {
      return new Outcome.NoJvm();
    }
    if (facts.self()) {
      // It would write its answer while its own threads, the reader too, are stopped: for ever.
      return never(
          "it is conctop itself, which cannot ask itself", "attach a second conctop to it");
    }
    if (facts.uid() != facts.ourUid() && facts.ourUid() != ROOT) {
      return foreign(facts);
    }
    return switch (facts.state()) {
      case 'T' ->
          again("it is stopped, and would not answer", "kill -CONT it, and it is asked again");
      case 't' ->
          again("a debugger has stopped it", "let the debugger go on, and it is asked again");
      case 'Z', 'X', ' ' -> never("it has ended", "");
      default -> running(facts);
    };
  }

  private static Outcome foreign(GateFacts facts) {
    String owner = facts.uid() < 0 ? "another user" : "the user with the number " + facts.uid();
    return never("it belongs to " + owner, "run conctop as that user or as root");
  }

  private static Outcome running(GateFacts facts) {
    if (facts.library() == Library.HIDDEN) {
      return never("its memory may not be looked at", "run conctop as root");
    }
    if (facts.options().disablesAttach() || !facts.attachable()) {
      return never(
          "it was started with -XX:+DisableAttachMechanism", "start it without that option");
    }
    if (facts.socket()) {
      return new Outcome.Allowed(false, recorder(facts));
    }
    if (!facts.reachable()) {
      return never(
          "its temporary directory cannot be reached", "run conctop as root or in its container");
    }
    if (facts.options().reducesSignals()) {
      return signalsReduced();
    }
    if (facts.library() == Library.ABSENT || !facts.dispatcher() || !facts.catchesQuit()) {
      return facts.started() ? signalsReduced() : starting();
    }
    return new Outcome.Allowed(true, recorder(facts));
  }

  private static Outcome signalsReduced() {
    return never(
        "SIGQUIT would end it: it was started with -Xrs",
        "start it without -Xrs, or with -XX:+StartAttachListener");
  }

  private static Outcome starting() {
    return new Outcome.Refused(
        "it has not finished starting, and SIGQUIT would end it now",
        "it is asked again",
        true,
        true);
  }

  private static String recorder(GateFacts facts) {
    return facts.freeBytes() >= LEAST_FREE_BYTES
        ? ""
        : facts.freeBytes() < 0
            ? "the room where the flight recorder writes could not be read"
            : "less than 64 MiB are free where the flight recorder writes";
  }

  private static Outcome never(String reason, String remedy) {
    return new Outcome.Refused(reason, remedy, false, false);
  }

  private static Outcome again(String reason, String remedy) {
    return new Outcome.Refused(reason, remedy, true, false);
  }
}
