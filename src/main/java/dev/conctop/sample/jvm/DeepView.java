package dev.conctop.sample.jvm;

/** How far a JVM is looked into, beyond what the kernel and its own shared counters say. */
public sealed interface DeepView {
  /** It is being asked. */
  record Starting() implements DeepView {}

  /** Names, states and latencies come from the JVM itself. */
  record On() implements DeepView {}

  /** It was told not to. */
  record Off() implements DeepView {}

  /**
   * It was not asked, or it did not answer.
   *
   * @param reason what stands against it
   * @param remedy what would help; may be empty
   */
  record Refused(String reason, String remedy) implements DeepView {}

  /** One word for documents: starting, on, off, refused. */
  default String word() {
    return switch (this) {
      case Starting _ -> "starting";
      case On _ -> "on";
      case Off _ -> "off";
      case Refused _ -> "refused";
    };
  }
}
