package dev.conctop.launch;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.launch.tool.PrivateDirectory;
import dev.conctop.sample.Fact;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Pid;
import dev.conctop.wire.LineReader;
import dev.conctop.wire.Message;
import dev.conctop.wire.MessageReader;
import dev.conctop.wire.Order;
import dev.conctop.wire.OrderWriter;
import dev.conctop.wire.RunOrder;
import dev.conctop.wire.part.BadFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: a private directory, the server if the workload needs one, and the subject. Everything
 * it learns goes to one consumer, from a thread of its own.
 */
public final class SubjectRun implements AutoCloseable {
  private static final int LAST_WORDS = 12;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final RunSpec spec;
  private final Consumer<Fact> facts;

  /** Of one of several that rest while another works. */
  private final @Nullable Lodging lodging;

  private final AtomicLong badLines = new AtomicLong();
  private final Thread thread;
  private final Object lock = new Object();

  // Of the run's thread alone.
  private @Nullable SubjectCommand command;

  // Guarded by lock: set by the run's thread, read and ended by others.
  private @Nullable PrivateDirectory directory;
  private @Nullable Answering server;
  private @Nullable Child subject;
  private @Nullable OrderWriter orders;
  private boolean closed;
  private boolean ordered;

  /**
   * What one of several subjects shares with the others.
   *
   * @param arm which it is, from 0
   */
  private record Lodging(int arm, SharedServer server) {}

  private SubjectRun(RunSpec spec, Consumer<Fact> facts, @Nullable Lodging lodging) {
    this.spec = spec;
    this.facts = facts;
    this.lodging = lodging;
    this.thread = Thread.ofPlatform().daemon().name("subject-run").unstarted(this::run);
  }

  /** Starts; returns at once. */
  public static SubjectRun start(RunSpec spec, Consumer<Fact> facts) {
    SubjectRun run = new SubjectRun(spec, facts, null);
    run.thread.start();
    return run;
  }

  /**
   * Starts one of several subjects, which rests until it is told to go; returns at once. Its end is
   * told as {@link SubjectEvent.ArmDied}.
   *
   * @param arm which it is, from 0
   * @param server not closed with it
   */
  public static SubjectRun startResting(
      RunSpec spec, int arm, SharedServer server, Consumer<Fact> facts) {
    SubjectRun run = new SubjectRun(spec, facts, new Lodging(arm, server));
    run.thread.start();
    return run;
  }

  /** Whether its server is what is watched, and the subject generates the load. */
  public boolean watchesServer() {
    return Servers.of(spec).isPresent();
  }

  /**
   * The process beside the one that is watched, once it was started: the loopback server, or the
   * generator when a server is watched.
   */
  public Optional<Pid> beside() {
    synchronized (lock) {
      Child child = subject;
      Answering process = server;
      if (watchesServer()) {
        return child == null ? Optional.empty() : Optional.of(new Pid(child.pid()));
      }
      return process == null ? Optional.empty() : Optional.of(new Pid(process.pid()));
    }
  }

  /** Lines of the subject that could not be read. */
  public long badLines() {
    return badLines.get();
  }

  /** Sends an order; one that comes too early or too late is dropped. */
  public void order(Order order) {
    OrderWriter writer;
    Answering answering;
    synchronized (lock) {
      writer = orders;
      answering = server;
    }
    if (writer == null) {
      return;
    }
    // Before the generator begins: the server tells of its threads when the load comes.
    if (answering instanceof WatchedServer watched && order instanceof Order.Go) {
      watched.order(order);
    }
    try {
      writer.write(order);
    } catch (IOException e) {
      // The subject is ending; its last line or its exit tells how.
    }
  }

  private void run() {
    try {
      begin();
      listen();
    } catch (WatchedServer.Refused e) {
      refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      died(CleanText.clean(message, 300));
    }
  }

  private void begin() throws IOException {
    boolean needsServer = needsServer(spec);
    String preparation = SubjectCommand.preparation(spec);
    facts.accept(
        new SubjectEvent.Starting(
            !preparation.isEmpty()
                ? preparation
                : needsServer ? "starting the server and the subject" : "starting the subject"));
    // Asking an interpreter for its name takes a while, and close must not wait for it.
    SubjectCommand found = SubjectCommand.of(spec);
    command = found;
    Optional<ServerCommand> named = ServerCommand.of(spec, System.getenv());
    LoopbackServerProcess serverProcess = null;
    WatchedServer watched = null;
    LoopbackServerProcess shared =
        lodging != null && needsServer && named.isEmpty() ? lodging.server().ready() : null;
    synchronized (lock) {
      if (closed) {
        throw new IOException("the run was ended before it began");
      }
      if (found.needsFiles() || named.map(ServerCommand::needsFiles).orElse(false)) {
        directory = new PrivateDirectory();
      }
      PrivateDirectory files = directory;
      if (named.isPresent()) {
        watched = startNamed(named.get(), files);
        server = watched;
      } else if (shared != null) {
        server = shared;
      } else if (needsServer) {
        serverProcess = LoopbackServerProcess.start();
        server = serverProcess;
      }
      Child child =
          Child.start(
              watched == null ? "the subject" : "the generator",
              files == null ? found.words() : found.words(files.path()));
      subject = child;
      orders = new OrderWriter(child.input());
    }
    if (serverProcess != null) {
      serverProcess.awaitReady();
    }
    if (watched != null) {
      watched.awaitReady();
      watched.listen(this::died);
    }
  }

  private static WatchedServer startNamed(ServerCommand command, @Nullable PrivateDirectory files)
      throws IOException {
    return WatchedServer.start(
        command, command.words(Optional.ofNullable(files).map(PrivateDirectory::path)));
  }

  /** Says what is to be run, to a subject that listens. */
  private void orderRun() throws IOException {
    PrivateDirectory created;
    Answering serverProcess;
    synchronized (lock) {
      if (closed || ordered) {
        return;
      }
      ordered = true;
      // Not before the subject can be told of it: then one of the two removes it, whoever dies. A
      // subject that is itself started from files cannot wait so long.
      created = directory == null ? new PrivateDirectory() : directory;
      directory = created;
      serverProcess = server;
    }
    if (serverProcess instanceof WatchedServer watched && lodging == null) {
      watched.order(new Order.Go(0, 0));
    }
    order(orderOf(spec, serverProcess, created, lodging != null));
  }

  static boolean needsServer(RunSpec spec) {
    return spec.workload().server() && !says(spec, "url") && !says(spec, "jdbc-url");
  }

  private static boolean says(RunSpec spec, String parameter) {
    return spec.parameters().has(parameter) && !spec.parameters().text(parameter).isEmpty();
  }

  private static RunOrder orderOf(
      RunSpec run, @Nullable Answering serverProcess, PrivateDirectory created, boolean rests) {
    return new RunOrder(
        run.workload().id(),
        run.model().id(),
        run.parameters().written(),
        run.workers(),
        run.inFlight(),
        run.ratePerSecond(),
        run.tasks(),
        run.durationNanos(),
        run.warmUpNanos(),
        serverProcess == null ? 0 : serverProcess.httpPort(),
        serverProcess == null ? 0 : serverProcess.queryPort(),
        created.path().toString(),
        rests);
  }

  private void listen() throws IOException {
    Child child;
    synchronized (lock) {
      child = subject;
    }
    if (child == null) {
      return;
    }
    LineReader lines = new LineReader(child.output());
    MessageReader reader = new MessageReader();
    boolean ended = false;
    while (!ended) {
      try {
        byte[] line = lines.next();
        if (line == null) {
          died(child.ending());
          return;
        }
        ended = take(reader.read(line));
      } catch (BadFrame e) {
        badLines.incrementAndGet();
      }
    }
  }

  /** Whether this was the last message. */
  private boolean take(Message message) throws IOException {
    switch (message) {
      case Message.Hello hello -> {
        facts.accept(named(hello.hello()));
        orderRun();
      }
      case Message.Step step -> facts.accept(new SubjectEvent.Starting(step.text()));
      case Message.Frame frame -> facts.accept(joined(frame.frame()));
      case Message.Resting resting -> {
        if (lodging != null) {
          facts.accept(new SubjectEvent.Rests(lodging.arm()));
        }
      }
      case Message.Block block -> {
        if (lodging != null) {
          TaskFrame last = joined(block.frame());
          watched().ifPresent(WatchedServer::rest);
          facts.accept(last);
          facts.accept(
              new SubjectEvent.BlockEnded(
                  lodging.arm(),
                  block.wallNanos(),
                  block.frame().tasks(),
                  block.frame().errors(),
                  Figure.na("it was not read")));
        }
      }
      case Message.Last last -> {
        end(last);
        return true;
      }
    }
    return false;
  }

  private void end(Message.Last last) {
    switch (last.outcome()) {
      case FAILED -> died(last.error().isEmpty() ? "the subject failed" : last.error());
      case REFUSED -> refused(last.error());
      case DONE, STOPPED -> {
        facts.accept(joined(last.frame()));
        facts.accept(
            new SubjectEvent.Finished(
                last.wallNanos(), last.frame().tasks(), last.frame().errors()));
      }
    }
  }

  /** The server, if it is what is watched. */
  private Optional<WatchedServer> watched() {
    synchronized (lock) {
      return server instanceof WatchedServer its ? Optional.of(its) : Optional.empty();
    }
  }

  /** A frame of the subject, with what the server says of itself if that is what is watched. */
  private TaskFrame joined(TaskFrame frame) {
    return watched().map(its -> its.frames().with(frame)).orElse(frame);
  }

  /**
   * Who is watched: the server, or the subject with the engines that run its tasks, which it does
   * not know of when it says hello.
   */
  private SubjectEvent.Hello named(SubjectEvent.Hello hello) {
    Optional<WatchedServer> its = watched();
    if (its.isPresent()) {
      return its.get().hello(hello);
    }
    SubjectCommand started = command;
    return started == null
        ? hello
        : new SubjectEvent.Hello(
            hello.pid(),
            hello.runtimeName(),
            started.version(hello.runtimeVersion()),
            hello.emulated());
  }

  /**
   * What was asked for cannot be done: nothing of what the subject said on stderr explains more.
   */
  private void refused(String why) {
    if (lodging != null) {
      died(why);
      return;
    }
    synchronized (lock) {
      if (closed) {
        return;
      }
    }
    facts.accept(new SubjectEvent.Died(why, List.of(), true));
  }

  private void died(String what) {
    synchronized (lock) {
      if (closed) {
        return;
      }
    }
    facts.accept(
        lodging == null
            ? new SubjectEvent.Died(what, lastWords())
            : new SubjectEvent.ArmDied(lodging.arm(), what, lastWords()));
  }

  private List<String> lastWords() {
    Child child;
    Answering serverProcess;
    synchronized (lock) {
      child = subject;
      serverProcess = server;
    }
    if (serverProcess instanceof WatchedServer) {
      List<String> words = serverProcess.lastWords(LAST_WORDS);
      if (!words.isEmpty()) {
        return words;
      }
    }
    if (child != null) {
      List<String> words = child.lastWords(LAST_WORDS);
      if (!words.isEmpty() || child.alive()) {
        return words;
      }
    }
    return serverProcess == null ? List.of() : serverProcess.lastWords(LAST_WORDS);
  }

  /** Ends the subject, its descendants and the server, and removes the directory. */
  @Override
  public void close() {
    Child child;
    Answering serverProcess;
    PrivateDirectory privateDirectory;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      child = subject;
      serverProcess = server;
      privateDirectory = directory;
    }
    if (child != null) {
      child.end(PATIENCE);
    }
    if (serverProcess != null && (lodging == null || serverProcess instanceof WatchedServer)) {
      serverProcess.close();
    }
    if (privateDirectory != null) {
      privateDirectory.close();
    }
  }
}
