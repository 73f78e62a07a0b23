package dev.conctop.server.watched;

import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadRegistry;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.server.LoopbackServer;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The loopback server itself. */
final class NettyServed implements Served {
  private final LoopbackServer server;
  private final LoopLag lag = new LoopLag();

  private NettyServed(LoopbackServer server) {
    this.server = server;
  }

  static NettyServed start(ThreadRegistry threads) throws IOException {
    LoopbackServer server = LoopbackServer.start(LoopbackServer.defaultLoops());
    server.forEachLoop(
        loop ->
            loop.execute(
                () -> {
                  ThreadClock clock = threads.register("event-loop", Role.LOOP);
                  clock.ambiguousOtherwise(() -> Part.IDLE);
                }));
    return new NettyServed(server);
  }

  @Override
  public int httpPort() {
    return server.httpPort();
  }

  @Override
  public int queryPort() {
    return server.queryPort();
  }

  @Override
  public void go() {
    List<EventExecutor> loops = new ArrayList<>();
    server.forEachLoop(loops::add);
    lag.go(loops);
  }

  @Override
  public void rest() {
    lag.rest();
  }

  @Override
  public void look() {
    // Its loops speak for themselves.
  }

  @Override
  public List<LatencyInterval> intervals() {
    return lag.intervals();
  }
}
