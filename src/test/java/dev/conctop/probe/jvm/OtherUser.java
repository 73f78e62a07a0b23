package dev.conctop.probe.jvm;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An observer without privileges: as a program of its own, run as nobody. */
public final class OtherUser {
  private static final String NOBODY = "65534";

  /** What stands before a command line to run it as nobody. */
  static final List<String> COMMAND =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private static final long LONGEST_SECONDS = 60;

  private OtherUser() {}

  public static boolean possible() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0
        && Files.isExecutable(Path.of("/usr/bin/setpriv"));
  }

  /** What an observer that is run as nobody says of a JVM. */
  static String watch(Pid pid) throws IOException, InterruptedException {
    return run(OtherUser.class, pid.toString());
  }

  /** What a program on our class path prints when it is run as nobody. */
  public static String run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path directory =
        Files.createTempDirectory(
            "conctop-other",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      List<String> command = new ArrayList<>(COMMAND);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
      command.addAll(List.of("-cp", classPath(directory), program.getName()));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return said;
    } finally {
      delete(directory);
    }
  }

  /** Copies, since a build's directories may be out of another user's reach. */
  private static String classPath(Path directory) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path from = Path.of(entry);
      if (Files.isDirectory(from) || entry.contains("HdrHistogram")) {
        Path to = directory.resolve(copies.size() + "-" + from.getFileName());
        copy(from, to);
        copies.add(to.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path copy = file.equals(from) ? to : to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Watches until it is known how far it can be looked into, and says so. */
  public static void main(String[] arguments) throws InterruptedException {
    Heard heard = new Heard();
    JvmWatch watch =
        JvmWatch.start(new Pid(Integer.parseInt(arguments[0])), JvmWatch.Depth.AUTO, heard);
    JvmSample sample =
        heard.await("word", s -> s.thresholdNanos() > 0 || s.deep() instanceof DeepView.Refused);
    watch.close();
    System.out.println(
        sample.deep() instanceof DeepView.Refused refused
            ? "refused: " + refused.reason()
            : sample.deep().word() + ": " + sample.joined());
  }
}
