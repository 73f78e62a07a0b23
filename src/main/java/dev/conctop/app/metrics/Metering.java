package dev.conctop.app.metrics;

import dev.conctop.app.recording.Tape;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.metrics.Address;
import dev.conctop.metrics.Outlets;
import dev.conctop.metrics.book.MetricsBook;
import dev.conctop.metrics.book.Subject;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.Fact;
import dev.conctop.state.State;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Metrics of what is watched, for as long as it is. */
public final class Metering implements Tape.Keeper, AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final Outlets outlets;
  private final MetricsBook book;
  private final List<String> news = new ArrayList<>();
  private final Thread atExit = new Thread(this::end, "metrics-at-exit");
  private Optional<Outlets.Server> server = Optional.empty();
  private Optional<Outlets.Push> push = Optional.empty();
  private volatile Consumer<String> told;
  private long judgedNanos = Long.MIN_VALUE;

  private Metering(Outlets outlets, MetricsBook book, PrintStream err) {
    this.outlets = outlets;
    this.book = book;
    told = line -> err.println("conctop: " + line);
  }

  /**
   * Begins.
   *
   * @param version of this program
   * @param host this machine's name
   * @param err takes a line that says where metrics are to be had, and what goes wrong later while
   *     there is no screen
   * @throws BadInput when they cannot be had there
   */
  public static Metering start(MetricsTo to, String version, String host, PrintStream err) {
    Metering metering =
        new Metering(Libraries.outlets(), new MetricsBook(version, Metering::wallNanos), err);
    to.listen().ifPresent(metering::listen);
    try {
      to.push().ifPresent(uri -> metering.push(uri, version, host));
    } catch (IllegalArgumentException e) {
      metering.close();
      throw new BadInput("--otlp: " + e.getMessage());
    }
    metering.news.forEach(metering.told);
    metering.pushAtExit();
    return metering;
  }

  private void listen(Address address) {
    try {
      Outlets.Server started = outlets.serve(address, book::read);
      server = Optional.of(started);
      news.add(
          "metrics at "
              + started.address().url()
              + "/metrics"
              + (address.isLoopback()
                  ? ""
                  : ": whoever reaches that address can read names of processes and threads"));
    } catch (BindException e) {
      throw new BadInput(
          "--metrics "
              + address.url().replace("http://", "")
              + ": "
              + (String.valueOf(e.getMessage()).contains("in use")
                  ? "another program listens there already; give another port, or 0 for a free one"
                  : "this machine has no such address, or it may not be used ("
                      + e.getMessage()
                      + ")"));
    } catch (IOException e) {
      throw new BadInput("--metrics " + address.url() + ": " + e.getMessage());
    }
  }

  private void push(URI collector, String version, String host) {
    push =
        Optional.of(
            outlets.push(collector, version, host, book::read, Metering::wallNanos, this::tell));
    news.add(
        "metrics are pushed to " + collector + " every " + Outlets.PUSHED_EVERY.toSeconds() + " s");
  }

  /** Who is ended by a signal pushes once more, too. */
  private void pushAtExit() {
    if (push.isPresent()) {
      try {
        Runtime.getRuntime().addShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // A signal came meanwhile: there is nothing to be pushed yet.
        end();
      }
    }
  }

  private void tell(String line) {
    told.accept(line);
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  @Override
  public void begins(Watched what) {
    book.begins(
        switch (what) {
          case Watched.Machine _ -> Subject.machine();
          case Watched.Process process -> Subject.process(process.name());
          case Watched.Run run -> Subject.run(run.request().workload(), run.request().model());
          // Neither takes --metrics.
          case Watched.Race _, Watched.Sweep _ -> Subject.machine();
        });
    judgedNanos = Long.MIN_VALUE;
  }

  @Override
  public void fact(Fact fact) {
    book.fact(fact);
  }

  /** Once a second is often enough for who asks every few of them. */
  @Override
  public void looked(State state) {
    if (judgedNanos == Long.MIN_VALUE || state.nowNanos() - judgedNanos >= SECOND) {
      judgedNanos = state.nowNanos();
      book.judged(Diagnosis.live(state));
    }
  }

  @Override
  public void tells(Consumer<String> whom) {
    told = whom;
    whom.accept(String.join("; ", news));
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hooks run already, this one among them.
    }
  }

  private void end() {
    server.ifPresent(Outlets.Server::close);
    push.ifPresent(Outlets.Push::close);
  }
}
