package dev.conctop.experiment.predict.plan;

/** How tasks come. */
public sealed interface Load {
  /**
   * So many are under way all the time: the next comes when one is done.
   *
   * @param inFlight 1 or more
   */
  record Closed(int inFlight) implements Load {
    public Closed {
      if (inFlight < 1) {
        throw new IllegalArgumentException("tasks in flight: " + inFlight);
      }
    }
  }

  /**
   * So many a second come, whatever becomes of them.
   *
   * @param perSecond above 0
   * @param even whether the times between them are all the same; else they are exponential
   */
  record Open(double perSecond, boolean even) implements Load {
    public Open {
      if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
        throw new IllegalArgumentException("tasks a second: " + perSecond);
      }
    }
  }
}
