package dev.conctop.probe.jvm.dump;

import dev.conctop.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What JVMs say of their threads. */
public final class DumpTargets {
  private static final Path DUMPS = Path.of("src/test/resources/jvm");
  private static final int LARGEST = 12 << 10;

  private DumpTargets() {}

  public static List<Target> all() {
    return List.of(new Dumps());
  }

  private static byte[] beginning(String name) {
    try {
      byte[] all = Files.readAllBytes(DUMPS.resolve(name));
      return all.length > LARGEST ? java.util.Arrays.copyOf(all, LARGEST) : all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Dumps implements Target {
    @Override
    public String name() {
      return "thread-dump";
    }

    @Override
    public String toString() {
      return name();
    }

    @Override
    public List<byte[]> seeds() {
      List<byte[]> seeds = new ArrayList<>();
      for (String name :
          List.of(
              "thread-print-17.txt",
              "thread-print-21.txt",
              "thread-print-25.txt",
              "carriers-25.txt",
              "borrow-25.txt")) {
        seeds.add(beginning(name));
      }
      return seeds;
    }

    @Override
    public String read(byte[] input) throws IOException {
      String text = new String(input, StandardCharsets.UTF_8);
      ThreadDump dump = ThreadDumpParser.parse(text);
      SchedulerText.parse(text);
      VirtualStacks.read(new ByteArrayInputStream(input), LARGEST);
      return "threads " + dump.threads().size() + ", deadlocks " + dump.deadlocks().size();
    }
  }
}
