package dev.conctop.server;

import java.util.SplittableRandom;

/** How delays are spread about their mean. */
public enum Distribution {
  FIXED("fixed") {
    @Override
    double factor(SplittableRandom random) {
      return 1;
    }
  },
  EXPONENTIAL("exponential") {
    @Override
    double factor(SplittableRandom random) {
      return -Math.log1p(-random.nextDouble());
    }
  },
  /** Sigma is 1; the mean of exp(N(mu, 1)) is exp(mu + 1/2), so mu is -1/2 for a mean of 1. */
  LOG_NORMAL("log-normal") {
    @Override
    double factor(SplittableRandom random) {
      return Math.exp(random.nextGaussian() - 0.5);
    }
  };

  /** No answer is kept longer than this, however far out it was drawn. */
  private static final long LONGEST_NANOS = 600_000_000_000L;

  private static final Distribution[] ALL = values();

  private final String key;

  Distribution(String key) {
    this.key = key;
  }

  /** A draw with mean 1. */
  abstract double factor(SplittableRandom random);

  /** A delay in nanoseconds with this mean. */
  public long draw(long meanNanos, SplittableRandom random) {
    return this == FIXED ? meanNanos : (long) Math.min(LONGEST_NANOS, meanNanos * factor(random));
  }

  static Distribution ofKey(String key) throws Ask.Refused {
    for (Distribution distribution : ALL) {
      if (distribution.key.equals(key)) {
        return distribution;
      }
    }
    throw new Ask.Refused(
        "distribution=" + Ask.printable(key) + " is none of fixed, exponential, log-normal");
  }
}
