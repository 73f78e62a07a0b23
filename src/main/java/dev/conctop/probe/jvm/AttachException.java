package dev.conctop.probe.jvm;

/** A JVM did not do what it was asked; the message is for people. */
final class AttachException extends Exception {
  AttachException(String message) {
    super(message);
  }
}
