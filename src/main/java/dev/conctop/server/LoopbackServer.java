package dev.conctop.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Answers on two ephemeral ports of 127.0.0.1, and on no other address; the wire format page gives
 * both protocols.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int LONGEST_LINE = 256;
  private static final int CORES_A_LOOP = 4;
  private static final long SEED = 20260101;

  private final MultiThreadIoEventLoopGroup loops;
  private final Database database;
  private final Channel http;
  private final Channel query;

  private LoopbackServer(
      MultiThreadIoEventLoopGroup loops, Database database, Channel http, Channel query) {
    this.loops = loops;
    this.database = database;
    this.http = http;
    this.query = query;
  }

  /** One loop for every four cores: the rest of the machine belongs to what is measured. */
  public static int defaultLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_A_LOOP);
  }

  /**
   * Listens.
   *
   * @param loopCount event loops, at least 1
   * @throws IOException when no port can be had
   */
  public static LoopbackServer start(int loopCount) throws IOException {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(loopCount, WholeMillisecondNio.newFactory());
    Database database = new Database();
    Map<EventExecutor, LoopShare> shares = new IdentityHashMap<>();
    for (EventExecutor loop : loops) {
      shares.put(loop, new LoopShare(SEED + shares.size(), database));
    }
    try {
      Channel http = listen(loops, shares, LoopbackServer::addHttp);
      Channel query = listen(loops, shares, LoopbackServer::addQuery);
      return new LoopbackServer(loops, database, http, query);
    } catch (Exception e) {
      stop(loops);
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Does something with each of its loops. */
  public void forEachLoop(Consumer<EventExecutor> task) {
    for (EventExecutor loop : loops) {
      task.accept(loop);
    }
  }

  public int httpPort() {
    return port(http);
  }

  public int queryPort() {
    return port(query);
  }

  /** Closes all connections; returns when the ports are free. */
  @Override
  public void close() {
    // The loops close what listens as well. Closed before, it would leave connections behind that
    // the
    // kernel has accepted and nobody has fetched.
    stop(loops);
    database.close();
  }

  private static void stop(MultiThreadIoEventLoopGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private static Channel listen(
      MultiThreadIoEventLoopGroup loops,
      Map<EventExecutor, LoopShare> shares,
      BiConsumer<SocketChannel, LoopShare> protocol)
      throws Exception {
    ChannelInitializer<SocketChannel> initializer =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            LoopShare share = shares.get(channel.eventLoop());
            if (share == null) {
              throw new IllegalStateException("connection on a loop of somebody else");
            }
            protocol.accept(channel, share);
          }
        };
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(initializer)
        .bind(loopback, 0)
        .sync()
        .channel();
  }

  private static void addHttp(SocketChannel channel, LoopShare share) {
    HttpDecoderConfig config = new HttpDecoderConfig().setValidateHeaders(false);
    channel.pipeline().addLast(new HttpRequestDecoder(config), new HttpSide(share));
  }

  private static void addQuery(SocketChannel channel, LoopShare share) {
    channel
        .pipeline()
        .addLast(new LineBasedFrameDecoder(LONGEST_LINE, true, true), new QuerySide(share));
  }
}
