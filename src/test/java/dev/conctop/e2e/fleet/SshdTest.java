package dev.conctop.e2e.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three real sshd on the loopback interface, with keys, ports and settings of their own. */
@EnabledOnOs(OS.LINUX)
class SshdTest {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  @TempDir Path home;
  private final List<Process> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private String ssh = "";
  private Path conctop = Path.of("");

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command));
  }

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(Files.isExecutable(SSHD), "there is no " + SSHD + ": install openssh-server");
    assumeTrue(canStart(), "root's sshd needs /run/sshd, or a namespace to have one in");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("key").toString());
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home.resolve("host").toString());
    Files.copy(home.resolve("key.pub"), home.resolve("allowed"));
    StringBuilder known = new StringBuilder();
    String hostKey = Files.readString(home.resolve("host.pub")).strip();
    for (int i = 0; i < 3; i++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      }
      known.append("[127.0.0.1]:").append(ports.get(i)).append(' ').append(hostKey).append('\n');
    }
    Files.writeString(home.resolve("known"), known);
    Program program = new Program(home);
    conctop = home.resolve("conctop");
    Files.writeString(
        conctop,
        "#!/bin/sh\nexec "
            + program.command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "))
            + " \"$@\"\n");
    Files.setPosixFilePermissions(conctop, PosixFilePermissions.fromString("rwx------"));
    ssh =
        String.join(
            " ",
            "ssh -F /dev/null -oIdentitiesOnly=yes -oIdentityAgent=none -oGlobalKnownHostsFile=none",
            "-oStrictHostKeyChecking=yes -i",
            home.resolve("key").toString(),
            "-oUserKnownHostsFile=" + home.resolve("known"));
    for (int i = 0; i < 3; i++) {
      servers.add(start(ports.get(i)));
    }
  }

  /** Whether sshd has, or needs not, a folder that the system's own service would make. */
  private static boolean isReady() {
    return Files.isDirectory(Path.of("/run/sshd"))
        || !"root".equals(System.getProperty("user.name"));
  }

  private static boolean canStart() throws IOException, InterruptedException {
    return isReady()
        || new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  /** In a namespace of its own where that folder is not there: nothing of the system is changed. */
  private static List<String> server(Path config) {
    String ready = "mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec \"$@\"";
    List<String> words = new ArrayList<>();
    if (!isReady()) {
      words.addAll(List.of("unshare", "-m", "sh", "-c", ready, "sh"));
    }
    words.addAll(List.of(SSHD.toString(), "-D", "-e", "-f", config.toString()));
    return words;
  }

  private Process start(int port) throws IOException {
    Path config = home.resolve("sshd-" + port);
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        """
            .formatted(port, home.resolve("host"), home.resolve("allowed")));
    return new ProcessBuilder(server(config))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("sshd-" + port + ".log").toFile())
        .start();
  }

  @AfterEach
  void end() {
    servers.forEach(server -> server.descendants().forEach(ProcessHandle::destroyForcibly));
    servers.forEach(Process::destroyForcibly);
  }

  private String hosts() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  private Pty screen(String hosts) throws IOException {
    Program program = new Program(home);
    return Pty.start(
        program.command("--host", hosts),
        program.environment("CONCTOP_SSH", ssh, "CONCTOP_REMOTE", conctop.toString()),
        120,
        40);
  }

  /** The feeds that a server has started. */
  private static List<ProcessHandle> feeds(Process server) {
    return server
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  @Test
  void oneOfThreeIsKilledAndComesBackAndNothingIsLeft() throws Exception {
    try (Pty pty = screen(hosts())) {
      pty.awaitText("3 live");
      Process first = servers.getFirst();
      List<ProcessHandle> feeds = feeds(first);
      assertEquals(1, feeds.size());
      first
          .descendants()
          .filter(each -> each.info().command().orElse("").contains("sshd"))
          .forEach(ProcessHandle::destroyForcibly);
      first.destroyForcibly().waitFor();
      pty.await(s -> s.contains("2 live") && s.contains("1 stale"));
      pty.awaitTrue("the end of the feed", () -> !feeds.getFirst().isAlive());
      servers.set(0, start(ports.getFirst()));
      pty.awaitText("3 live");
      List<ProcessHandle> all = new ArrayList<>();
      servers.forEach(server -> all.addAll(feeds(server)));
      assertEquals(3, all.size());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      pty.awaitTrue("the end of all feeds", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** The ssh of ours that leads to a port. */
  private static List<ProcessHandle> sshTo(Pty pty, int port) {
    return pty.descendants().stream()
        .filter(
            each ->
                List.of(each.info().arguments().orElse(new String[0]))
                    .containsAll(List.of("-p", Integer.toString(port))))
        .toList();
  }

  @Test
  void whenOurSshAloneIsKilledItsFeedEndsAndItComesBack() throws Exception {
    try (Pty pty = screen(hosts())) {
      pty.awaitText("3 live");
      List<ProcessHandle> feeds = feeds(servers.getFirst());
      List<ProcessHandle> ssh = sshTo(pty, ports.getFirst());
      assertEquals(1, ssh.size());
      ssh.getFirst().destroyForcibly();
      pty.await(s -> s.contains("2 live") && s.contains("1 stale"));
      pty.awaitTrue("the end of the feed", () -> !feeds.getFirst().isAlive());
      pty.awaitText("3 live");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
    }
  }

  @Test
  void aRunThereEndsWithOurSshAndWithUs() throws Exception {
    Program program = new Program(home);
    for (boolean alone : List.of(true, false)) {
      try (Pty pty =
          Pty.start(
              program.command("run", "sleep", "--host", "127.0.0.1:" + ports.getFirst()),
              program.environment("CONCTOP_SSH", ssh, "CONCTOP_REMOTE", conctop.toString()),
              120,
              40)) {
        pty.await(s -> s.contains("sleep × thread-pool") && s.contains("▶"));
        List<ProcessHandle> there = feeds(servers.getFirst());
        assertTrue(there.size() >= 2, there::toString);
        if (alone) {
          sshTo(pty, ports.getFirst()).forEach(ProcessHandle::destroyForcibly);
          pty.awaitText("is lost");
        } else {
          pty.signal(Signal.KILL);
        }
        pty.awaitTrue("the end there", () -> there.stream().noneMatch(ProcessHandle::isAlive));
      }
    }
  }

  @Test
  void aKeyThatIsNotKnownIsNamed() throws Exception {
    Files.writeString(home.resolve("known"), "");
    try (Pty pty = screen("127.0.0.1:" + ports.getFirst())) {
      pty.awaitText("Host key verification failed");
      pty.awaitText("connect once with ssh yourself");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertTrue(feeds(servers.getFirst()).isEmpty());
    }
  }
}
