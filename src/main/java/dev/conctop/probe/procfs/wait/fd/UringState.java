package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.Texts;

/** What rings of io_uring have under way, by their fdinfo (io_uring/fdinfo.c). */
final class UringState {
  private static final byte[] TAKEN = Texts.key("CachedSqHead:");
  private static final byte[] POSTED = Texts.key("CachedCqTail:");

  private final Descriptors descriptors;

  UringState(Descriptors descriptors) {
    this.descriptors = descriptors;
  }

  /** In the order of how much is going on. */
  enum Ring {
    EMPTY,
    /** All that is under way waits for a socket, pipe or the like to become ready. */
    POLLS,
    WORKS
  }

  /**
   * Submitted and not completed yet (io_uring/fdinfo.c): entries taken less entries posted. What
   * waits for readiness stands in its PollList; what works on files does not.
   */
  Ring of(int fd) {
    byte[] text = new byte[16 * 1024];
    int length = descriptors.files.read(descriptors.pid + "/fdinfo/" + fd, text);
    if (length <= 0) {
      return Ring.WORKS;
    }
    long taken = Texts.valueOf(text, length, TAKEN);
    long posted = Texts.valueOf(text, length, POSTED);
    if (taken < 0 || posted < 0) {
      return Ring.WORKS;
    }
    long under = taken - posted & 0xffff_ffffL;
    int polls = 0;
    for (int at = 0; at < length; at = Texts.nextLine(text, at, length)) {
      int word = Texts.skipBlanks(text, at, length);
      polls += word > at && length - word > 3 && text[word] == 'o' && text[word + 1] == 'p' ? 1 : 0;
    }
    return under == 0 ? Ring.EMPTY : polls >= under ? Ring.POLLS : Ring.WORKS;
  }

  /** The busiest of all rings that the process has. */
  Ring busiest(long nanos) {
    Ring state = Ring.EMPTY;
    IntList all = descriptors.open();
    for (int i = 0; i < Math.min(all.size(), Descriptors.MOST_LOOKED_AT); i++) {
      if (descriptors.kind(all.get(i), nanos, true) == FdKind.IO_URING) {
        Ring one = of(all.get(i));
        state = one.compareTo(state) > 0 ? one : state;
      }
    }
    return state;
  }
}
