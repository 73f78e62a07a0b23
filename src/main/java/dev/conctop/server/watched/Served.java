package dev.conctop.server.watched;

import dev.conctop.sample.task.LatencyInterval;
import java.util.List;

/** A server that listens on two ports of 127.0.0.1, as its telemetry sees it. */
interface Served {
  int httpPort();

  int queryPort();

  /** It is watched from now on. */
  void go();

  /** It is not watched any more: nothing of its own wakes up until {@link #go}. */
  void rest();

  /** Looks for threads that do not speak for themselves; before each frame, by one thread. */
  void look();

  /** What was recorded since the last call, by one thread. */
  List<LatencyInterval> intervals();
}
