package dev.conctop.probe.jvm.attach;

/** A JVM did not do what it was asked; the message is for people. */
public final class AttachException extends Exception {
  public AttachException(String message) {
    super(message);
  }
}
