package dev.conctop.server;

import java.util.SplittableRandom;

/** What the connections of one event loop share. Confined to that loop. */
final class LoopShare {
  private final SplittableRandom random;
  private final Fillers fillers = new Fillers();
  private String lastUri = "/get";
  private Ask ofLastUri = new Ask(0, Distribution.FIXED, 0);
  private String lastLine = "Q 0 fixed 1";
  private Ask ofLastLine = new Ask(0, Distribution.FIXED, 1);

  private final Database database;

  /**
   * @param database that of the whole server
   */
  LoopShare(long seed, Database database) {
    random = new SplittableRandom(seed);
    this.database = database;
  }

  Database database() {
    return database;
  }

  Fillers fillers() {
    return fillers;
  }

  /** The delay of one answer, in nanoseconds. */
  long draw(Ask ask) {
    return ask.distribution().draw(ask.delayNanos(), random);
  }

  /**
   * Reads a request's URI. All requests of a run are alike, so the last one is remembered.
   *
   * @param mark where its question mark is, -1 when it has none
   */
  Ask askOfUri(String uri, int mark) throws Ask.Refused {
    if (!uri.equals(lastUri)) {
      ofLastUri = Ask.ofUriQuery(mark < 0 ? "" : uri.substring(mark + 1));
      lastUri = uri;
    }
    return ofLastUri;
  }

  /** Reads a line of the query protocol; the last one is remembered. */
  Ask askOfLine(String line) throws Ask.Refused {
    if (!line.equals(lastLine)) {
      ofLastLine = Ask.ofQueryLine(line);
      lastLine = line;
    }
    return ofLastLine;
  }
}
