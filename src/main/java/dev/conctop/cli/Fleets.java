package dev.conctop.cli;

import dev.conctop.app.Feed;
import dev.conctop.app.ProbeChoice;
import dev.conctop.app.Terminals;
import dev.conctop.app.Watch;
import dev.conctop.app.fleet.FleetFront;
import dev.conctop.app.fleet.FleetReports;
import dev.conctop.app.fleet.FleetSource;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.HostSettings;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.BadInput;
import dev.conctop.cli.arguments.Command;
import dev.conctop.cli.arguments.CommonOptions;
import dev.conctop.probe.Reach;
import dev.conctop.record.Header;
import dev.conctop.remote.Address;
import dev.conctop.remote.Archive;
import dev.conctop.remote.Connection;
import dev.conctop.remote.FeedOrder;
import dev.conctop.remote.HostList;
import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.remote.SshCommand;
import dev.conctop.remote.SshConnection;
import dev.conctop.report.diagnose.Assertion;
import dev.conctop.report.fleet.FleetJson;
import dev.conctop.report.fleet.FleetText;
import dev.conctop.report.fleet.HostFound;
import java.util.List;
import java.util.Optional;

/** Commands on other machines, and the one that they run there. */
final class Fleets {
  private static final int FAILED = 1;
  private static final int BROKEN = 3;
  private static final int INTERRUPTED = 130;

  /** How often other machines are looked at when nobody says. */
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private static final long DIAGNOSE_NANOS = 5_000_000_000L;
  private static final long MACHINE_NANOS = 2_000_000_000L;

  /** What is started in the place of ssh, words with blanks between them. */
  private static final String SSH = "CONCTOP_SSH";

  /** What conctop is called there. */
  private static final String REMOTE = "CONCTOP_REMOTE";

  private final Shell shell;

  Fleets(Shell shell) {
    this.shell = shell;
  }

  /** Tells what is seen here until nobody listens. */
  int feed(Command.Feed feed, Header header) {
    if (feed.common().format().isPresent()) {
      throw new BadInput("a feed has one format, that of recordings");
    }
    if (Terminals.outputIsTerminal()) {
      throw new BadInput("a feed is for another conctop, not for a terminal: see --host");
    }
    return Feed.run(
        System.in,
        Destination.open(new RecordTo("-", false, false), false),
        header,
        settings(feed.common()),
        ProbeChoice.best());
  }

  /** Sees other machines, on the screen or in a report. */
  int see(Command.Fleet fleet) {
    Settings settings = settings(fleet.common());
    HostSettings known = HostSettings.read(shell.env(), fleet.common().config());
    List<Address> hosts = new HostList(known.groups()).of(fleet.hosts());
    boolean attach = fleet.what() == Command.Fleet.What.ATTACH;
    if (attach && hosts.size() > 1) {
      throw new BadInput("attach watches one process on one host: try diagnose --host for several");
    }
    CommonOptions.Format format =
        fleet.what() == Command.Fleet.What.DIAGNOSE
            ? Shell.format(fleet.common(), CommonOptions.Format.TEXT)
            : shell.liveFormat(fleet.common());
    SshCommand ssh = SshCommand.parse(shell.env().getOrDefault(SSH, "ssh"));
    Connection.Opener opener =
        fleet.copy().isPresent()
            ? SshConnection.bringing(ssh, Archive.of(fleet.copy().get()))
            : SshConnection.by(ssh);
    Links.Wish wish =
        new Links.Wish(
            remote(fleet.common()),
            new Link.Pace(
                settings.intervalNanos(),
                fleet.copy().isPresent() ? Archive.PATIENCE_NANOS : Link.CONNECT_NANOS));
    if (format == CommonOptions.Format.TUI && fleet.what() != Command.Fleet.What.DIAGNOSE) {
      FleetSource source = new FleetSource(hosts, opener, wish, watch(fleet).map(order -> order));
      FleetFront front = new FleetFront(source, settings.keys(), settings.intervalNanos());
      return shell.fullScreen(settings, fleet.common(), new Watch.Fleet(front), Tape.none());
    }
    return report(fleet, format, hosts, opener, wish);
  }

  private static Optional<FeedOrder.Watch> watch(Command.Fleet fleet) {
    return fleet.target().map(target -> new FeedOrder.Watch(target, fleet.reach() == Reach.TREE));
  }

  private int report(
      Command.Fleet fleet,
      CommonOptions.Format format,
      List<Address> hosts,
      Connection.Opener opener,
      Links.Wish wish) {
    boolean json =
        switch (format) {
          case JSON -> true;
          case TEXT -> false;
          case CSV, TUI -> throw new BadInput("several hosts are reported as text or json");
        };
    Optional<FeedOrder.Watch> watch = watch(fleet);
    long usual = watch.isPresent() ? DIAGNOSE_NANOS : MACHINE_NANOS;
    List<HostFound> found;
    try {
      found =
          FleetReports.ask(
              hosts,
              opener,
              wish,
              new FleetReports.Question(
                  watch, fleet.durationNanos().orElse(usual), fleet.assertions()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
    shell.print(
        json ? FleetJson.of(found, fleet.target()) + "\n" : FleetText.of(found, fleet.target()));
    return exitCode(found);
  }

  /** What was broken goes before what was not found. */
  private int exitCode(List<HostFound> found) {
    int code = Conctop.DONE;
    for (HostFound host : found) {
      if (host.isFailed()) {
        shell.err().println("conctop: " + host.name() + ": " + host.reason());
        code = code == BROKEN ? BROKEN : FAILED;
      }
      for (Assertion.Result result : host.results()) {
        if (!result.held()) {
          shell
              .err()
              .println(
                  "conctop: "
                      + host.name()
                      + ": broken: "
                      + result.assertion().written()
                      + ", "
                      + result.found());
          code = BROKEN;
        }
      }
    }
    return code;
  }

  private String remote(CommonOptions common) {
    StringBuilder words = new StringBuilder(shell.env().getOrDefault(REMOTE, "conctop"));
    words.append(" feed");
    common.deep().ifPresent(deep -> words.append(deep ? " --deep auto" : " --deep off"));
    // Both were checked: they are numbers, one of them with a sign behind it.
    common.causes().ifPresent(rate -> words.append(" --causes ").append(rate.strip()));
    common.costBudget().ifPresent(share -> words.append(" --cost-budget ").append(share.strip()));
    return words.toString();
  }

  /** The user's, but looked at once a second unless that is said here. */
  private Settings settings(CommonOptions common) {
    Settings settings = shell.settings(common);
    return common.intervalNanos().isPresent() ? settings : settings.withInterval(INTERVAL_NANOS);
  }
}
