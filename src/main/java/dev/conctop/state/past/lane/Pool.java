package dev.conctop.state.past.lane;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;

/** Threads of one role whose names differ by a number only, and what most of them did. */
public final class Pool {
  private final Role role;
  private final String name;
  private final Lane lane;
  private final int[] votes = new int[Part.count()];
  private int size;
  private boolean changed;

  Pool(Role role, String name, Lane lane) {
    this.role = role;
    this.name = name;
    this.lane = lane;
  }

  static String key(Role role, String name) {
    return role.key() + ' ' + name;
  }

  void join(Part part) {
    size++;
    votes[part.ordinal()]++;
    changed = true;
  }

  void leave(Part part) {
    size--;
    votes[part.ordinal()]--;
    changed = true;
  }

  /** What most do is not known after this interval, until it is booked again. */
  void pauseAt(long tick) {
    lane.endAt(tick);
    changed = true;
  }

  /** Books what most do now, if that may have changed. */
  void settle(long tick) {
    if (!changed) {
      return;
    }
    changed = false;
    if (size == 0) {
      lane.endAt(tick - 1);
      return;
    }
    int most = 0;
    for (int i = 1; i < votes.length; i++) {
      if (votes[i] > votes[most]) {
        most = i;
      }
    }
    lane.put(Part.at(most), tick);
  }

  Pool copy(Lane.Clock clock) {
    Pool copy = new Pool(role, name, lane.copy(clock));
    System.arraycopy(votes, 0, copy.votes, 0, votes.length);
    copy.size = size;
    return copy;
  }

  /** What its threads are for. */
  public Role role() {
    return role;
  }

  /** The members' names without what tells them apart. */
  public String name() {
    return name;
  }

  /** How many threads it has now. */
  public int size() {
    return size;
  }

  /** What most of its threads did, interval by interval. */
  public Lane lane() {
    return lane;
  }
}
