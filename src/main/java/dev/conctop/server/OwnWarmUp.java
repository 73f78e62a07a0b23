package dev.conctop.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Has the server talk to itself for a moment, so that its own code is compiled when a subject
 * measures. A paced echo every 25 ms would leave it in the interpreter for a minute, which makes a
 * round trip of 0.3 ms one of 1.5 ms.
 */
final class OwnWarmUp {
  private static final int ROUND_TRIPS = 6_000;
  private static final long LONGEST_NANOS = 800_000_000L;

  private OwnWarmUp() {}

  /** Begins; returns at once. What goes wrong here is found by whoever asks next. */
  static void start(int queryPort) {
    Thread.ofPlatform().daemon().name("warm-up").start(() -> run(queryPort));
  }

  private static void run(int queryPort) {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), queryPort), 1_000);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      out.write("P 0\n".getBytes(StandardCharsets.US_ASCII));
      long until = System.nanoTime() + LONGEST_NANOS;
      String line;
      for (int i = 0; i < ROUND_TRIPS && (line = in.readLine()) != null; i++) {
        if (System.nanoTime() > until) {
          return;
        }
        String sequence = line.substring(0, line.indexOf(' '));
        out.write((sequence + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | RuntimeException e) {
      // Only the warmth is lost.
    }
  }
}
