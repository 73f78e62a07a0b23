package dev.conctop.workload.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.server.LoopbackServer;
import dev.conctop.workload.FakeLoop;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.Workloads;
import dev.conctop.workload.task.Workload;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same exchanges, whatever the loop asks the kernel by. */
class TransportTest {
  @TempDir Path directory;

  private static void assumeHere(Transport transport) {
    Throwable lacking =
        switch (transport) {
          case NIO -> null;
          case EPOLL -> Epoll.unavailabilityCause();
          case IO_URING -> IoUring.unavailabilityCause();
        };
    assumeTrue(lacking == null, () -> transport + " is not available here: " + lacking);
  }

  @ParameterizedTest
  @EnumSource
  void connectionsAreOfTheLoopsOwnKind(Transport transport) throws Exception {
    assumeHere(transport);
    try (LoopbackServer server = LoopbackServer.start(1);
        FakeLoop loop = new FakeLoop(transport.handlers(directory));
        Workload workload = Workloads.create("http-get")) {
      assertEquals(transport, Transport.of(loop.loop()));
      workload.open(
          new FakeSurroundings("http-get", Map.of("delay", "5ms", "body", "100KiB"))
              .withPorts(server.httpPort(), server.queryPort()));
      FakeLoop.Outcome outcome = loop.run(workload, 60, 20);
      assertEquals(60, outcome.done());
      assertEquals(Map.of(), outcome.failures());
    }
  }

  @Test
  void wordsOfTheCatalogue() {
    assertEquals(Transport.IO_URING, Transport.of("io_uring"));
    assertThrows(IllegalArgumentException.class, () -> Transport.of("kqueue"));
  }
}
