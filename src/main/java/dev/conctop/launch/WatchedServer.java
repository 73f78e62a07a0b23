package dev.conctop.launch;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Pid;
import dev.conctop.wire.LineReader;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageReader;
import dev.conctop.wire.Order;
import dev.conctop.wire.OrderWriter;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A server that is watched itself: it speaks the wire as a subject does, and says its ports in one
 * line when it answers. It speaks of its threads and its loop between {@code go} and {@code rest}.
 */
final class WatchedServer implements Answering {
  /** What was asked for cannot be done; the message is the one line with the remedy. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  private final ServerCommand command;
  private final Child child;
  private final LineReader lines;
  private final MessageReader messages = new MessageReader();
  private final OrderWriter orders;
  private final ServerFrames frames = new ServerFrames();
  private int httpPort;
  private int queryPort;
  private SubjectEvent.@Nullable Hello hello;

  private WatchedServer(ServerCommand command, Child child) {
    this.command = command;
    this.child = child;
    this.lines = new LineReader(child.output());
    this.orders = new OrderWriter(child.input());
  }

  /**
   * Starts its process.
   *
   * @param words its command line
   * @throws IOException when there is no such program
   */
  static WatchedServer start(ServerCommand command, List<String> words) throws IOException {
    return new WatchedServer(command, Child.start("the server " + command.server().id(), words));
  }

  /**
   * Waits until it answers.
   *
   * @throws Refused when its engine cannot be imported
   * @throws IOException when it ended instead
   */
  void awaitReady() throws IOException {
    while (true) {
      try {
        byte[] line = lines.next();
        if (line == null) {
          throw new IOException(child.ending());
        }
        Matcher ports =
            LoopbackServerProcess.PORTS.matcher(new String(line, StandardCharsets.UTF_8).strip());
        if (ports.matches() && hello != null) {
          httpPort = Integer.parseInt(ports.group(1));
          queryPort = Integer.parseInt(ports.group(2));
          return;
        }
        begin(messages.read(line));
      } catch (BadFrame e) {
        throw new IOException(
            "the server " + command.server().id() + " said something unexpected", e);
      }
    }
  }

  private void begin(Message message) throws IOException {
    switch (message) {
      case Message.Hello said -> hello = said.hello();
      case Message.Last last ->
          throw last.outcome() == Message.Outcome.REFUSED
              ? new Refused(last.error())
              : new IOException(last.error());
      case Message.Step _, Message.Frame _, Message.Resting _, Message.Block _ -> {}
    }
  }

  /**
   * Takes in what it says from now on, by a thread of its own.
   *
   * @param ended is told how it ended
   */
  void listen(Consumer<String> ended) {
    Thread.ofPlatform().daemon().name("server-telemetry").start(() -> hear(ended));
  }

  private void hear(Consumer<String> ended) {
    try {
      while (true) {
        try {
          byte[] line = lines.next();
          if (line == null) {
            ended.accept(child.ending());
            return;
          }
          if (messages.read(line) instanceof Message.Frame frame) {
            frames.take(frame.frame());
          }
        } catch (BadFrame e) {
          // As of a subject: it is left out.
        }
      }
    } catch (IOException e) {
      ended.accept(child.ending());
    }
  }

  /** What it has said that is not told yet. */
  ServerFrames frames() {
    return frames;
  }

  /**
   * Who is watched, as of a run.
   *
   * @param generator who generates the load
   */
  SubjectEvent.Hello hello(SubjectEvent.Hello generator) {
    SubjectEvent.Hello its = hello == null ? generator : hello;
    return new SubjectEvent.Hello(
        new Pid(child.pid()),
        command.server().id(),
        command.version(its.runtimeName() + " " + its.runtimeVersion()),
        generator.emulated());
  }

  /** Sends an order; one that comes too late is dropped. */
  void order(Order order) {
    try {
      orders.write(order);
    } catch (IOException e) {
      // It has ended, which its reader tells.
    }
  }

  /** It says no more of itself until it is told to go: what is not told yet is forgotten. */
  void rest() {
    order(new Order.Rest());
    frames.restart();
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public int queryPort() {
    return queryPort;
  }

  @Override
  public int pid() {
    return child.pid();
  }

  @Override
  public List<String> lastWords(int count) {
    return child.lastWords(count);
  }

  @Override
  public void close() {
    child.close();
  }
}
