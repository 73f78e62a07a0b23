package dev.conctop.state.past;

/**
 * How often clients were found queueing at a server, in accept queues and unread bytes, with a
 * memory of a few looks.
 */
public final class QueuedClients {
  private static final int QUEUE = 2;
  private static final double LEARNS = 0.15;

  private double often;
  private double many;
  private int last = -1;

  /** A look; the same figure stands until it is looked again. */
  void add(int clients) {
    if (clients < 0) {
      return;
    }
    double learns = last < 0 ? 1 : LEARNS;
    last = clients;
    often += ((clients >= QUEUE ? 1 : 0) - often) * learns;
    many += (clients - many) * learns;
  }

  void take(QueuedClients other) {
    often = other.often;
    many = other.many;
    last = other.last;
  }

  /** The share of looks at which several queued, 0 to 1; NaN when nobody looked. */
  public double often() {
    return last < 0 ? Double.NaN : often;
  }

  /** How many there were on average. */
  public double many() {
    return many;
  }
}
