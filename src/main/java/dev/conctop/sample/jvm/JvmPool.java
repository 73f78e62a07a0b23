package dev.conctop.sample.jvm;

/**
 * A pool of a JVM that others wait for in vain or in line, as its threads' stacks show it over
 * several dumps.
 *
 * @param name the threads' common name: {@code pool-1-thread}, {@code http-nio-8080-exec}
 * @param waiting how many of them wait, or wait for them
 * @param working how many are at work, or have what the others want
 * @param resource what they want, where it is a thing: {@code ConcurrentBag.borrow}, or {@code
 *     ArrayBlockingQueue.take in shop.Connections.get}
 */
public record JvmPool(Shortage shortage, String name, int waiting, int working, String resource) {
  /** What is missing. */
  public enum Shortage {
    /** All workers wait, inside tasks, for results that only such workers could bring. */
    DEADLOCK("deadlock"),
    /** The workers wait for something of which there are fewer than of them. */
    RESOURCE("resource"),
    /** No worker is ever free, and others wait to get something into the pool or out of it. */
    WORKERS("workers");

    private final String word;

    Shortage(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
