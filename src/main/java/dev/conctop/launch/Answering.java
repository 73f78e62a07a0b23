package dev.conctop.launch;

import java.util.List;

/** The process that network workloads ask. */
sealed interface Answering extends AutoCloseable permits LoopbackServerProcess, WatchedServer {
  /** The port of HTTP; 0 when it has none. */
  int httpPort();

  /** The port of the query protocol; 0 when it has none. */
  int queryPort();

  int pid();

  /** The last lines of its stderr, cleaned. */
  List<String> lastWords(int lines);

  /** Ends it and all its descendants. */
  @Override
  void close();
}
