package dev.conctop.wire.part;

/**
 * HdrHistogram's V2 form, of our range and digits: its header, and where a value is counted. The
 * library has it too, but would make a whole histogram (270 KB of our range) of each that is read
 * or written, so both are done here, value by value.
 */
public final class HistogramFormat {
  static final int COMPRESSED_V2 = 0x1c849304;
  static final int PLAIN_V2 = 0x1c849303;

  /** Bits of the cookie that say nothing in V2. */
  static final int WORD_SIZE = 0xf0;

  /** What the library writes there. */
  static final int WORD_SIZE_OF_ONE = 0x10;

  static final int PLAIN_HEADER = 40;
  static final int PACKED_HEADER = 8;
  static final int LONGEST_NUMBER = 9;

  /** Values of one octave that are told apart, with three digits; those below twice as many all. */
  private static final int HALF = 1024;

  private static final int HALF_BITS = 10;

  /** How many places for counts a histogram of our range has. */
  public static final int PLACES = 33 * HALF;

  private HistogramFormat() {}

  /** Where a value is counted. */
  public static int place(long value) {
    int octave = Math.max(0, Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(value));
    return octave * HALF + (int) (value >> octave);
  }

  /** The highest value that is counted at a place. */
  public static long highest(int place) {
    int octave = Math.max(0, (place >> HALF_BITS) - 1);
    long lowest = (long) (place - octave * HALF) << octave;
    return lowest + (1L << octave) - 1;
  }
}
