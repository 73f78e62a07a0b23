package dev.conctop.export.part;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a part of a recording in one format. */
@FunctionalInterface
public interface Export {
  /**
   * Writes it, as it goes over the part: what is held does not grow with its length.
   *
   * @param to buffered already; neither closed nor to be closed
   * @throws IOException when the recording cannot be read
   */
  void write(Excerpt from, OutputStream to) throws IOException;
}
