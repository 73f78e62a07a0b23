package dev.conctop.app.fleet;

import dev.conctop.record.Header;
import dev.conctop.record.fact.Entry;
import dev.conctop.remote.Address;
import dev.conctop.remote.Connection;
import dev.conctop.remote.FeedOrder;
import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.diagnose.ProcessFound;
import dev.conctop.report.fleet.HostFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks several hosts once, for a report: each is connected to once, and what cannot be had of one
 * is said of it; the others go on.
 */
public final class FleetReports {
  private static final long TURN_MILLIS = 20;
  private static final long SECOND = 1_000_000_000L;

  /** Beyond what is asked for, and to connect: to start, to count. */
  private static final long PATIENCE_NANOS = 20 * SECOND;

  /**
   * What is asked of each host.
   *
   * @param watch the process; empty: the machine itself
   * @param nanos how long to look
   * @param assertions what must hold on each
   */
  public record Question(Optional<FeedOrder.Watch> watch, long nanos, List<Assertion> assertions) {
    public Question {
      assertions = List.copyOf(assertions);
    }
  }

  private final Question question;
  private final FeedTape tape;
  private final List<There> there = new ArrayList<>();
  private final List<Optional<HostFound>> found = new ArrayList<>();
  private final Links links;
  private final long patience;

  private FleetReports(
      List<Address> hosts,
      Connection.Opener opener,
      Links.Wish wish,
      Question question,
      FeedTape tape) {
    this.question = question;
    this.tape = tape;
    this.patience = PATIENCE_NANOS + wish.pace().connectNanos();
    long now = System.nanoTime();
    for (int i = 0; i < hosts.size(); i++) {
      there.add(new There(now));
      found.add(Optional.empty());
    }
    links = new Links(hosts, opener, wish, new SplittableRandom(), new Heard(), now);
  }

  /**
   * Asks and waits for all answers, which stand in the order of the hosts.
   *
   * @param tape has the first host's feed recorded
   */
  public static List<HostFound> ask(
      List<Address> hosts,
      Connection.Opener opener,
      Links.Wish wish,
      Question question,
      FeedTape tape)
      throws InterruptedException {
    FleetReports asked = new FleetReports(hosts, opener, wish, question, tape);
    try (Links links = asked.links;
        AtExit _ = AtExit.hangUp(links)) {
      return asked.all();
    }
  }

  private List<HostFound> all() throws InterruptedException {
    // So many begin at a time: those behind wait for their turn.
    long end = System.nanoTime() + question.nanos() + patience * (1 + links.size() / 100);
    while (found.stream().anyMatch(Optional::isEmpty)) {
      boolean more = links.turn(System.nanoTime());
      boolean late = System.nanoTime() > end;
      for (int host = 0; host < links.size(); host++) {
        if (found.get(host).isEmpty()) {
          Optional<HostFound> answer = answer(host, late);
          found.set(host, answer);
          if (answer.isPresent()) {
            links.drop(host);
          }
        }
      }
      if (!more) {
        TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
      }
    }
    return found.stream().map(Optional::orElseThrow).toList();
  }

  private Optional<HostFound> answer(int host, boolean late) {
    There one = there.get(host);
    Link link = links.link(host);
    boolean down = !link.open() && !link.trouble().reason().isEmpty();
    if (one.refused().isPresent()) {
      return Optional.of(failed(host, one.refused().get(), ""));
    }
    if (question.watch().isPresent() && one.watchedFor(question.nanos())) {
      Diagnosed diagnosed = one.diagnosed();
      return Optional.of(
          new HostFound(
              name(host),
              "",
              "",
              writer(host),
              Optional.of(diagnosed),
              Optional.empty(),
              ProcessFound.check(question.assertions(), diagnosed)));
    }
    if (question.watch().isEmpty() && one.sawMachineFor(question.nanos())) {
      return Optional.of(
          new HostFound(
              name(host),
              "",
              "",
              writer(host),
              Optional.empty(),
              Optional.of(one.seen(name(host))),
              List.of()));
    }
    if (down) {
      return Optional.of(failed(host, link.trouble().reason(), link.trouble().remedy()));
    }
    return late ? Optional.of(failed(host, "it did not answer in time", "")) : Optional.empty();
  }

  private HostFound failed(int host, String reason, String remedy) {
    return HostFound.failed(name(host), writer(host), reason, remedy);
  }

  private String name(int host) {
    return links.address(host).written();
  }

  private String writer(int host) {
    return links.header(host).map(Header::writer).orElse("");
  }

  private final class Heard implements Links.Listener {
    @Override
    public void began(int host, Header header) {
      if (host == 0) {
        tape.began(header);
      }
      question
          .watch()
          .ifPresent(
              watch -> {
                links.order(host, watch);
                links.order(host, new FeedOrder.Count());
              });
    }

    @Override
    public void told(int host, Entry entry) {
      if (host == 0) {
        tape.told(entry);
      }
      there.get(host).take(entry);
    }
  }
}
