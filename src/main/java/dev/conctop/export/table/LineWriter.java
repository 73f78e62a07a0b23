package dev.conctop.export.table;

import java.io.IOException;

/** Writes lines of tables. */
interface LineWriter {
  /** Whether lines of a table are written at all. */
  boolean wants(Table table);

  void write(Line line) throws IOException;
}
