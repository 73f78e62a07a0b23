package dev.conctop.server.watched;

import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;

/** What the thread of a connection says of its waits. */
interface Declares {
  /** Of a virtual thread, whose waits are not its carrier's. */
  Declares NOTHING =
      new Declares() {
        @Override
        public void begin(Part part) {
          // Nobody is to be told.
        }

        @Override
        public void end() {
          // Nobody is to be told.
        }
      };

  /** A wait begins. */
  void begin(Part part);

  /** It is over. */
  void end();

  /** Of a platform thread. */
  record ByClock(ThreadClock clock) implements Declares {
    @Override
    public void begin(Part part) {
      clock.enter(part, System.nanoTime());
    }

    @Override
    public void end() {
      clock.exit(System.nanoTime());
    }
  }
}
