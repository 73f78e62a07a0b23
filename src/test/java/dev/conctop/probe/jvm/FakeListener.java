package dev.conctop.probe.jvm;

import dev.conctop.probe.jvm.attach.AttachClient;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Listens where a JVM would, one question a connection; what it heard has bars for zero bytes. */
public final class FakeListener implements AutoCloseable {
  private static final int FIELDS = 5;

  private final Path socket;
  private final ServerSocketChannel server;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private FakeListener(Path directory) throws IOException {
    socket = directory.resolve("socket");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
  }

  public static FakeListener silent(Path directory) throws IOException {
    return new FakeListener(directory);
  }

  public static FakeListener answering(Path directory, UnaryOperator<String> answer)
      throws IOException {
    FakeListener listener = new FakeListener(directory);
    Thread.ofPlatform().daemon().start(() -> listener.listen(answer));
    return listener;
  }

  public AttachClient client() {
    return new AttachClient(socket);
  }

  public List<String> heard() {
    return heard;
  }

  private void listen(UnaryOperator<String> answer) {
    try {
      while (true) {
        try (SocketChannel channel = server.accept()) {
          String said = question(channel);
          heard.add(said);
          channel.write(ByteBuffer.wrap(answer.apply(said).getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private static String question(SocketChannel channel) throws IOException {
    StringBuilder said = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int fields = 0; fields < FIELDS && channel.read(one.clear()) > 0; ) {
      char c = (char) one.get(0);
      fields += c == 0 ? 1 : 0;
      if (c != 0 || fields < FIELDS) {
        said.append(c == 0 ? '|' : c);
      }
    }
    return said.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
