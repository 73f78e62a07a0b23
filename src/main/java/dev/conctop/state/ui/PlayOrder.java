package dev.conctop.state.ui;

/** What is to be done with the recording that is played. */
public sealed interface PlayOrder {
  /** Stand still, or go on. */
  record PauseOrGoOn() implements PlayOrder {}

  /**
   * A look further or back.
   *
   * @param forward whether further
   */
  record Step(boolean forward) implements PlayOrder {}

  /**
   * Twice or half as fast.
   *
   * @param faster whether twice
   */
  record Speed(boolean faster) implements PlayOrder {}

  /** Further by so much, or back by so much where it is below 0. */
  record Skip(long nanos) implements PlayOrder {}

  /**
   * To one of the ends.
   *
   * @param last whether to the last
   */
  record End(boolean last) implements PlayOrder {}

  /**
   * To the next event, or the one before.
   *
   * @param next whether to the next
   */
  record Event(boolean next) implements PlayOrder {}

  /** To a time as a person wrote it. */
  record To(String written) implements PlayOrder {}

  /** One end of a cut is here. */
  record Mark() implements PlayOrder {}

  /** What is between the mark and here is to be a recording of its own. */
  record Cut() implements PlayOrder {}
}
