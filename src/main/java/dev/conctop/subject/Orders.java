package dev.conctop.subject;

import dev.conctop.wire.LineReader;
import dev.conctop.wire.Order;
import dev.conctop.wire.OrderReader;
import dev.conctop.wire.RunOrder;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Reads orders on a thread of its own. The end of the stream ends the process. */
final class Orders {
  private final LineReader lines;
  private final OrderReader reader = new OrderReader();
  private final Conductor conductor;
  private final Ending ending;
  private final CompletableFuture<RunOrder> run = new CompletableFuture<>();

  Orders(InputStream in, Conductor conductor, Ending ending) {
    lines = new LineReader(in);
    this.conductor = conductor;
    this.ending = ending;
    Thread.ofPlatform().daemon().name("orders").start(this::read);
  }

  /** Blocks until the run order has come. */
  RunOrder awaitRun() {
    return run.join();
  }

  private void read() {
    try {
      while (true) {
        try {
          byte[] line = lines.next();
          if (line == null) {
            break;
          }
          obey(reader.read(line));
        } catch (BadFrame e) {
          bad(String.valueOf(e.getMessage()));
        }
      }
    } catch (IOException e) {
      // A stream that cannot be read has ended.
    }
    ending.end(0);
  }

  private void obey(Order order) {
    switch (order) {
      case RunOrder first -> {
        // Here, so that it comes before the end of the stream in any case.
        ending.removes(Path.of(first.directory()));
        run.complete(first);
      }
      case Order.Stop stop -> conductor.stop();
      case Order.Go go -> conductor.go(go);
      case Order.Rest rest -> conductor.rest();
      case Order.Set set -> conductor.set(set);
    }
  }

  /** Without its run order a subject has nothing to do; later ones are only told. */
  private void bad(String reason) {
    if (run.isDone()) {
      System.err.println("bad order: " + reason);
    } else {
      conductor.fail("bad run order: " + reason);
    }
  }
}
