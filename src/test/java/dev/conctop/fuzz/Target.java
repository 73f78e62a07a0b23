package dev.conctop.fuzz;

import java.util.List;

/** Something that reads what others wrote. */
public interface Target {
  /** One word. */
  String name();

  /** What it usually is given: small, and of every kind. */
  List<byte[]> seeds();

  /**
   * Reads an input, as somebody would who knows that it may be anything: what is refused in the way
   * that is agreed is not thrown.
   *
   * @return what came of it, in few words that are the same for what is alike: an input after which
   *     this says something new is worth changing further
   * @throws Exception only when something is found
   */
  String read(byte[] input) throws Exception;
}
