package dev.conctop.record.item;

/** Bytes that are not what they should be; its message is the reason in one line. */
public final class Damaged extends Exception {
  private static final long serialVersionUID = 1L;

  public Damaged(String reason) {
    super(reason, null, false, false);
  }
}
