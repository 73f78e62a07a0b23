package dev.conctop.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All targets in turns for some time: {@code Fuzz MINUTES FOLDER SEED [TARGET…]}. Prints a line for
 * each; an input that was found is put into the folder. Ends with 1 when there is one.
 */
public final class Fuzz {
  private static final int A_TURN = 500;
  private static final long MINUTE = 60_000_000_000L;

  private Fuzz() {}

  public static void main(String[] args) throws IOException {
    long end = System.nanoTime() + Math.round(Double.parseDouble(args[0]) * MINUTE);
    Path folder = Path.of(args[1]);
    long seed = Long.parseLong(args[2]);
    List<String> wanted = List.of(args).subList(3, args.length);
    List<Target> targets = new ArrayList<>(Targets.all());
    targets.removeIf(target -> !wanted.isEmpty() && !wanted.contains(target.name()));
    List<Fuzzer> fuzzers = targets.stream().map(target -> new Fuzzer(target, seed)).toList();
    long[] spent = new long[fuzzers.size()];
    while (System.nanoTime() < end) {
      // Whoever had least of the time is next.
      int next = 0;
      for (int i = 1; i < spent.length; i++) {
        next = spent[i] < spent[next] ? i : next;
      }
      long began = System.nanoTime();
      fuzzers.get(next).run(A_TURN);
      spent[next] += System.nanoTime() - began;
    }
    int findings = 0;
    long executions = 0;
    for (int i = 0; i < fuzzers.size(); i++) {
      Fuzzer fuzzer = fuzzers.get(i);
      String name = targets.get(i).name();
      System.out.printf(
          Locale.ROOT,
          "%-18s %,14d executions in %4.0f s, %5d kinds of outcome, %5d inputs kept, slowest %5.0f ms,"
              + " %d findings%n",
          name,
          fuzzer.executions(),
          spent[i] / 1e9,
          fuzzer.outcomes(),
          fuzzer.kept(),
          fuzzer.slowestNanos() / 1e6,
          fuzzer.findings().size());
      for (Fuzzer.Finding finding : fuzzer.findings()) {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + "-" + findings++);
        Files.write(file, finding.input());
        System.out.println("  " + finding.what() + "\n  " + file);
      }
      executions += fuzzer.executions();
    }
    System.out.printf(
        Locale.ROOT, "%,d executions, %d findings, seed %d%n", executions, findings, seed);
    System.exit(findings == 0 ? 0 : 1);
  }
}
