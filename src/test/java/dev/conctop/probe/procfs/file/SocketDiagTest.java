package dev.conctop.probe.procfs.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is connected with whom, asked of the kernel that runs here. */
@EnabledOnOs(OS.LINUX)
class SocketDiagTest {
  @TempDir Path directory;

  private static Set<Long> ownSockets() throws IOException {
    Set<Long> inodes = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path one : open.toList()) {
        String target = new LinuxFiles("/proc").link("self/fd/" + one.getFileName());
        if (target.startsWith("socket:[")) {
          inodes.add(Long.parseLong(target.substring(8, target.length() - 1)));
        }
      }
    }
    return inodes;
  }

  @Test
  void bothEndsOfAConnectionKnowEachOther() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      Set<Long> before = ownSockets();
      try (SocketChannel client = SocketChannel.open(address);
          SocketChannel accepted = server.accept()) {
        Set<Long> both = ownSockets();
        both.removeAll(before);
        Map<Long, Long> peers = SocketDiag.unixPeers();
        assumeFalse(peers.isEmpty(), "this kernel does not say who is connected with whom");
        assertEquals(2, both.size(), client + " " + accepted);
        for (long one : both) {
          long other = peers.getOrDefault(one, 0L);
          assertEquals(true, other != one && both.contains(other), one + " with " + other);
        }
      }
    }
  }
}
