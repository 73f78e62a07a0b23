package dev.conctop.export.part;

import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.state.State;
import dev.conctop.state.ui.Ui;
import java.io.IOException;

/**
 * A part of a recording, or all of it. It can be gone over any number of times, each time from its
 * first moment to its last, and is never held as a whole. Confined to one thread.
 */
public interface Excerpt {
  /** Takes entries in their order. */
  @FunctionalInterface
  interface Entries {
    void take(Entry entry) throws IOException;
  }

  /** Takes entries in their order, each with the state that it has led to. */
  @FunctionalInterface
  interface States {
    /**
     * @param state is carried on: not to be used after this returns
     */
    void take(Entry entry, State state) throws IOException;
  }

  /** The recording's. */
  Header header();

  /** Its first moment, by the clock of its stamps, ns. */
  long beginNanos();

  /** Its last moment, by the clock of its stamps, ns. */
  long endNanos();

  /** What time a stamp is, ns since 1970. */
  default long wallNanos(long nanos) {
    return header().wallNanosAt(nanos);
  }

  /**
   * Tells all that is in it. What counts since the beginning counts since that of the part; the
   * first entry says what is watched, where that is known.
   *
   * @throws IOException when the recording cannot be read
   */
  void tell(Entries to) throws IOException;

  /**
   * The same with the states that a report of this part rests on: what is measured is measured
   * since the part's first moment.
   *
   * @param first how the first state is looked at
   * @return the last state
   */
  State play(Ui first, States to) throws IOException;

  /**
   * The same with the states that were seen live: what is measured is measured since the recording
   * began.
   *
   * @param first how the first state is looked at
   * @return the last state
   */
  State replay(Ui first, States to) throws IOException;
}
