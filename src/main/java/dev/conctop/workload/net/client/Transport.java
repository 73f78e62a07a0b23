package dev.conctop.workload.net.client;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.nio.file.Path;
import java.util.Locale;

/** What an event loop asks the kernel by. The last two are in C, and Linux's own. */
public enum Transport {
  /** The JDK's selector. */
  NIO,
  EPOLL,
  IO_URING;

  /** Where Netty puts a library before it loads it, and removes it at once. */
  private static final String WORK_DIRECTORY = "io.netty.native.workdir";

  /**
   * By its word in the catalogue.
   *
   * @throws IllegalArgumentException for any other
   */
  public static Transport of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** That of a loop; its channels must be of the same. */
  static Transport of(EventLoop loop) {
    if (loop instanceof IoEventLoop kind) {
      if (kind.isIoType(EpollIoHandler.class)) {
        return EPOLL;
      }
      if (kind.isIoType(IoUringIoHandler.class)) {
        return IO_URING;
      }
    }
    return NIO;
  }

  /**
   * What loops of it are made by.
   *
   * @param directory of one's own, for the moment in which a library is loaded
   * @throws UnsatisfiedLinkError or UnsupportedOperationException where it is not to be had
   */
  public IoHandlerFactory handlers(Path directory) {
    if (this != NIO) {
      System.setProperty(WORK_DIRECTORY, directory.toString());
    }
    return switch (this) {
      case NIO -> NioIoHandler.newFactory();
      case EPOLL -> EpollIoHandler.newFactory();
      case IO_URING -> IoUringIoHandler.newFactory();
    };
  }

  Class<? extends SocketChannel> channel() {
    return switch (this) {
      case NIO -> NioSocketChannel.class;
      case EPOLL -> EpollSocketChannel.class;
      case IO_URING -> IoUringSocketChannel.class;
    };
  }
}
