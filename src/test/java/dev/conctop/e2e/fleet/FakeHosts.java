package dev.conctop.e2e.fleet;

import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program in the place of ssh, for which every host is this machine, but for those that lie or
 * are not there.
 */
final class FakeHosts {
  private static final String SSH =
      """
      #!/bin/sh
      # In the place of ssh: options, --, a host, a command.
      here=${0%/*}
      while [ "$1" != -- ]; do shift; done
      host=$2
      if [ -e "$here/$host.down" ]; then
        echo "ssh: connect to host $host port 22: Connection refused" >&2
        exit 255
      fi
      case $host in
        unknown)
          printf 'ssh: Could not resolve hostname \\033[31m%s: Name or service not known\\r\\n' "$host" >&2
          exit 255 ;;
        bare) exec sh -c "no-such-$3" ;;
        older) echo "conctop: unknown command 'feed'; did you mean 'replay'?" >&2; exit 2 ;;
        garbage) printf '\\033]0;owned\\007Welcome to %s\\n' "$host"; exec cat ;;
        flood) exec yes 'there is no end of this' ;;
        endless) tr '\\0' x </dev/zero >&2 & exec sleep 600 ;;
      esac
      echo $$ >"$here/$host.pid"
      exec sh -c "$3"
      """;

  private final Path home;
  private final Program program;
  private final Path ssh;
  private final Path conctop;
  private String remote;

  FakeHosts(Path home) throws IOException {
    this.home = home;
    this.program = new Program(home);
    ssh = script("fake-ssh", SSH);
    conctop =
        script(
            "conctop",
            "#!/bin/sh\nexec "
                + program.command().stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" "))
                + " \"$@\"\n");
    remote = conctop.toString();
    Files.createDirectories(there());
  }

  private Path script(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private String[] pairs() {
    return new String[] {
      "CONCTOP_SSH", ssh.toString(), "CONCTOP_REMOTE", remote, "TMPDIR", there().toString()
    };
  }

  /** Where a host puts what is brought to it. */
  Path there() {
    return home.resolve("there");
  }

  /**
   * No host has conctop from now on.
   *
   * @return an archive that has it
   */
  Path withoutConctop() throws IOException, InterruptedException {
    remote = "no-such-conctop";
    Path bin = Files.createDirectories(home.resolve("conctop-9-test/bin"));
    Files.copy(conctop, bin.resolve("conctop"), StandardCopyOption.COPY_ATTRIBUTES);
    Path archive = home.resolve("conctop.tar.gz");
    new ProcessBuilder("tar", "-C", home.toString(), "-czf", archive.toString(), "conctop-9-test")
        .start()
        .waitFor();
    return archive;
  }

  Pty onTerminal(int columns, int rows, String... arguments) throws IOException {
    return Pty.start(program.command(arguments), program.environment(pairs()), columns, rows);
  }

  Program.Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env"));
    String[] pairs = pairs();
    for (int i = 0; i < pairs.length; i += 2) {
      command.add(pairs[i] + "=" + pairs[i + 1]);
    }
    command.addAll(program.command(arguments));
    return program.run(command);
  }

  /** Who answers for a host. */
  long pid(String host) throws IOException {
    return Long.parseLong(Files.readString(home.resolve(host + ".pid")).strip());
  }

  /** The host is not there any longer, or again. */
  void down(String host, boolean down) throws IOException {
    Path mark = home.resolve(host + ".down");
    if (down) {
      Files.createFile(mark);
    } else {
      Files.delete(mark);
    }
  }
}
