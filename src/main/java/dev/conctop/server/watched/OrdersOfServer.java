package dev.conctop.server.watched;

import dev.conctop.wire.LineReader;
import dev.conctop.wire.Order;
import dev.conctop.wire.OrderReader;
import dev.conctop.wire.RunOrder;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a server is told: to go and to rest. */
final class OrdersOfServer {
  private OrdersOfServer() {}

  /** Obeys until the stream ends. */
  static void obey(InputStream in, ServerTelemetry telemetry) {
    LineReader lines = new LineReader(in);
    OrderReader reader = new OrderReader();
    try {
      while (true) {
        try {
          byte[] line = lines.next();
          if (line == null) {
            return;
          }
          obey(reader.read(line), telemetry);
        } catch (BadFrame e) {
          System.err.println("bad order: " + e.getMessage());
        }
      }
    } catch (IOException e) {
      // A stream that cannot be read has ended.
    }
  }

  private static void obey(Order order, ServerTelemetry telemetry) {
    switch (order) {
      case Order.Go _ -> telemetry.go();
      case Order.Rest _ -> telemetry.rest();
      case RunOrder _, Order.Stop _, Order.Set _ -> {
        // What is asked of it comes by its ports.
      }
    }
  }
}
