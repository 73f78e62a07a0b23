package dev.conctop.app.recording;

import dev.conctop.catalog.parameter.BadInput;

/**
 * Where a recording goes, as it was asked for.
 *
 * @param file its path, or "-" for standard output
 * @param force whether a file that exists is written over
 * @param redact whether names are hashed
 */
public record RecordTo(String file, boolean force, boolean redact) {
  public RecordTo {
    if (file.isBlank()) {
      throw new BadInput("--record needs a file, or - for standard output");
    }
  }

  /** Whether it goes to standard output, where nothing else may be printed then. */
  public boolean toOutput() {
    return file.equals("-");
  }
}
