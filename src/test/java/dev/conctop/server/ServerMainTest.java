package dev.conctop.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ServerMainTest {
  private static final long HANG_SECONDS = 30;
  private static final Pattern READY =
      Pattern.compile("\\{\"http_port\":(\\d+),\"query_port\":(\\d+)}");

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        ServerMain.class.getName());
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void saysItsPortsServesThemAndEndsWithItsInput() throws Exception {
    Process process = new ProcessBuilder(command()).start();
    try (BufferedReader out = reader(process)) {
      Matcher ready = READY.matcher(out.readLine());
      assertTrue(ready.matches());
      try (Wire http = new Wire(Integer.parseInt(ready.group(1)));
          Wire query = new Wire(Integer.parseInt(ready.group(2)))) {
        http.send("GET /get?delay_ns=1000000&body=4 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals("xxx\n", http.answer().text());
        assertEquals("x", query.send("Q 1000000 exponential 2\n").line());
        assertReachedFromLoopbackOnly(Integer.parseInt(ready.group(1)));
      }
      process.getOutputStream().close();
      assertTrue(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      assertEquals(-1, out.read());
      assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertReachedFromLoopbackOnly(int port) throws IOException {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
          try (Socket socket = new Socket()) {
            Assertions.assertThrows(
                ConnectException.class,
                () -> socket.connect(new InetSocketAddress(address, port), 5_000));
          }
        }
      }
    }
  }

  @Test
  void endsWhenItsParentDiesThoughItsInputIsHeldOpen() throws Exception {
    String quoted = "'" + String.join("' '", command()) + "'";
    Process shell =
        new ProcessBuilder("sh", "-c", "exec 3<&0; " + quoted + " <&3 & echo $!; wait").start();
    long server = 0;
    try (BufferedReader out = reader(shell)) {
      server = Long.parseLong(out.readLine());
      assertTrue(READY.matcher(out.readLine()).matches());
      CompletableFuture<ProcessHandle> end = ProcessHandle.of(server).orElseThrow().onExit();
      shell.destroyForcibly();
      end.get(HANG_SECONDS, TimeUnit.SECONDS);
    } finally {
      shell.destroyForcibly();
      ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
