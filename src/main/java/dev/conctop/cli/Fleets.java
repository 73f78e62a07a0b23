package dev.conctop.cli;

import dev.conctop.app.Feed;
import dev.conctop.app.fleet.FeedTape;
import dev.conctop.app.fleet.FleetFront;
import dev.conctop.app.fleet.FleetReports;
import dev.conctop.app.fleet.FleetSource;
import dev.conctop.app.fleet.HostRun;
import dev.conctop.app.headless.Headless;
import dev.conctop.app.headless.RunReports;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.HostSettings;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.probe.Reach;
import dev.conctop.remote.Address;
import dev.conctop.remote.Archive;
import dev.conctop.remote.Connection;
import dev.conctop.remote.FeedOrder;
import dev.conctop.remote.HostList;
import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.remote.SshCommand;
import dev.conctop.remote.SshConnection;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.fleet.FleetJson;
import dev.conctop.report.fleet.FleetText;
import dev.conctop.report.fleet.HostFound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /** How long a run without a screen lasts when nobody says. */
  private static final long RUN_NANOS = 10_000_000_000L;

  private final Shell shell;
  private final Recorded recorded;

  Fleets(Shell shell, Recorded recorded) {
    this.shell = shell;
    this.recorded = recorded;
  }

  /** Tells what is seen here until nobody listens. */
  int feed(Command.Feed feed) {
    if (feed.common().format().isPresent()) {
      throw new BadInput("a feed has one format, that of recordings");
    }
    if (Terminals.outputIsTerminal()) {
      throw new BadInput("a feed is for another conctop, not for a terminal: see --host");
    }
    return Feed.run(
        System.in,
        Destination.open(new RecordTo("-", false, false), false),
        recorded.header(false),
        new Feed.Here(settings(feed.common()), ProbeChoice.best(), shell.env(), feed.runs()));
  }

  /** Sees other machines, on the screen or in a report. */
  int see(Command.Fleet fleet) {
    Settings settings = settings(fleet.common());
    List<Address> hosts = hosts(fleet.hosts(), fleet.common());
    if (fleet.common().record().isPresent() && hosts.size() > 1) {
      throw new BadInput("a recording is of one host, not of " + hosts.size());
    }
    boolean attach = fleet.what() == Command.Fleet.What.ATTACH;
    if (attach && hosts.size() > 1) {
      throw new BadInput("attach watches one process on one host: try diagnose --host for several");
    }
    CommonOptions.Format format =
        fleet.what() == Command.Fleet.What.DIAGNOSE
            ? Shell.format(fleet.common(), CommonOptions.Format.TEXT)
            : shell.liveFormat(fleet.common());
    boolean screen =
        format == CommonOptions.Format.TUI && fleet.what() != Command.Fleet.What.DIAGNOSE;
    Way way =
        new Way(
            opener(fleet.copy()), wish(remote(fleet.common()), settings, fleet.copy().isPresent()));
    return recorded.feed(
        fleet.common(),
        tape ->
            screen
                ? screen(
                    hosts,
                    way,
                    FleetSource.First.of(watch(fleet).map(order -> order)),
                    tape,
                    settings,
                    fleet.common())
                : report(fleet, format, hosts, way, tape));
  }

  /**
   * How hosts are reached.
   *
   * @param wish what is run there, and how often it looks
   */
  private record Way(Connection.Opener opener, Links.Wish wish) {}

  private List<Address> hosts(String written, CommonOptions common) {
    HostSettings known = HostSettings.read(shell.env(), common.config());
    return new HostList(known.groups()).of(written);
  }

  private Connection.Opener opener(Optional<String> copy) {
    SshCommand ssh = SshCommand.parse(shell.env().getOrDefault(SSH, "ssh"));
    return copy.isPresent()
        ? SshConnection.bringing(ssh, Archive.of(copy.get()))
        : SshConnection.by(ssh);
  }

  private static Links.Wish wish(String remote, Settings settings, boolean brought) {
    return new Links.Wish(
        remote,
        new Link.Pace(
            settings.intervalNanos(), brought ? Archive.PATIENCE_NANOS : Link.CONNECT_NANOS));
  }

  private int screen(
      List<Address> hosts,
      Way way,
      FleetSource.First first,
      FeedTape tape,
      Settings settings,
      CommonOptions common) {
    FleetSource source = new FleetSource(hosts, way.opener(), way.wish(), first, tape);
    FleetFront front = new FleetFront(source, settings.keys(), settings.intervalNanos());
    return shell.fullScreen(settings, common, new Watch.Fleet(front), Tape.none());
  }

  /** Runs a workload on one other machine, on the screen or for a report. */
  int run(Command.RunThere there) {
    Command.Run run = there.run();
    CommonOptions common = run.common();
    List<Address> hosts = hosts(there.host(), common);
    if (hosts.size() > 1) {
      throw new BadInput("a workload is run on one host, not on " + hosts.size());
    }
    // As often as here, since it is a run: not once a second, as machines are looked at.
    Settings settings = shell.settings(common);
    CommonOptions.Format format = shell.liveFormat(common);
    boolean screen = format == CommonOptions.Format.TUI;
    FeedOrder.Run order = new FeedOrder.Run(request(run, screen));
    if (order.line().length() > FeedOrder.LONGEST_LINE) {
      throw new BadInput("the parameters are too long to be sent to another machine");
    }
    Way way =
        new Way(
            opener(there.copy()),
            wish(remote(common) + " --run", settings, there.copy().isPresent()));
    return recorded.feed(
        common,
        tape ->
            screen
                ? screen(
                    hosts,
                    way,
                    new FleetSource.First(Optional.of(order), true, run.scenario()),
                    tape,
                    settings,
                    common)
                : report(run, order, hosts.getFirst(), way, tape, format, settings));
  }

  /** As it was asked for: what is not said is for the machine there to say. */
  private static RunRequest request(Command.Run run, boolean screen) {
    RunRequest asked = run.request();
    boolean open = asked.tasks().isEmpty() && asked.durationNanos().isEmpty();
    OptionalLong duration =
        screen
            ? run.ends() ? asked.durationNanos() : OptionalLong.empty()
            : open ? OptionalLong.of(RUN_NANOS) : asked.durationNanos();
    return asked.withDuration(duration);
  }

  private int report(
      Command.Run run,
      FeedOrder.Run order,
      Address host,
      Way way,
      FeedTape tape,
      CommonOptions.Format format,
      Settings settings) {
    boolean silent = Shell.isOnOutput(run.common());
    boolean ascii = shell.ascii(settings);
    return new Headless(
            shell.out(), shell.err(), Terminals.errorIsTerminal(), Tape.none(), run.assertions())
        .elsewhere(
            along -> HostRun.run(host, way.opener(), way.wish(), order, tape, along),
            silent
                ? (_, _) -> ""
                : switch (format) {
                  case JSON -> RunReports.json(run.scenario());
                  case CSV -> RunReports.csv();
                  case TEXT, TUI -> RunReports.text(run.scenario(), ascii);
                });
  }

  private static Optional<FeedOrder.Watch> watch(Command.Fleet fleet) {
    return fleet.target().map(target -> new FeedOrder.Watch(target, fleet.reach() == Reach.TREE));
  }

  private int report(
      Command.Fleet fleet,
      CommonOptions.Format format,
      List<Address> hosts,
      Way way,
      FeedTape tape) {
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
              way.opener(),
              way.wish(),
              new FleetReports.Question(
                  watch, fleet.durationNanos().orElse(usual), fleet.assertions()),
              tape);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
    if (!Shell.isOnOutput(fleet.common())) {
      shell.print(
          json ? FleetJson.of(found, fleet.target()) + "\n" : FleetText.of(found, fleet.target()));
    }
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
      for (String broken : Outcome.broken(host.results())) {
        shell.err().println("conctop: " + host.name() + ": " + broken);
        code = BROKEN;
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
