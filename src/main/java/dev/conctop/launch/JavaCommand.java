package dev.conctop.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child JVM with this program's own classes. */
final class JavaCommand {
  private JavaCommand() {}

  /**
   * @param flags JVM flags besides those that every child needs
   * @param mainClass fully qualified
   */
  static List<String> of(List<String> flags, String mainClass) {
    return of(flags, List.of(), mainClass);
  }

  /**
   * @param jars on the class path besides its own
   */
  static List<String> of(List<String> flags, List<Path> jars, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // No file in the shared temporary directory, and no warning on stderr of a good run.
    command.add("-XX:-UsePerfData");
    command.add("-Xshare:auto");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dio.netty.leakDetection.level=disabled");
    command.addAll(flags);
    command.add("-cp");
    StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
    jars.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
    command.add(classPath.toString());
    command.add(mainClass);
    return command;
  }
}
