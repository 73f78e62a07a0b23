package dev.conctop.cli.syntax;

import java.util.List;

/** What people do with each command, as they would write it. */
public final class Examples {
  /**
   * One.
   *
   * @param line what is written behind the prompt
   * @param why what it is for
   */
  public record Example(String line, String why) {}

  private Examples() {}

  private static Example of(String line, String why) {
    return new Example(line, why);
  }

  /**
   * Those of a command.
   *
   * @param verb its name; empty for the program itself
   */
  static List<Example> of(String verb) {
    return switch (verb) {
      case "" ->
          List.of(
              of("conctop", "the whole machine, live"),
              of("conctop attach nginx", "one process, live"),
              of("conctop run http-get -m thread-pool -j 16 -c 64 -p delay=50ms", "watch a model"),
              of("conctop advise http-get -c 200 -p delay=50ms", "which model fits this work"),
              of("conctop diagnose nginx --tree --assert 'run_queue<5%'", "for scripts"),
              of("conctop list", "workloads, models and their parameters"));
      case "run" ->
          List.of(
              of("conctop run http-get -m thread-pool -j 16 -c 64 -p delay=50ms", "live"),
              of("conctop run http-get --url http://127.0.0.1:8080/ --rate 200", "your server"),
              of("conctop run sum-of-squares -m gil-threads -j 2 -d 5s --format json", "a report"),
              of("conctop run sleep -m event-loop -d 5s --assert 'p99<20ms'", "for scripts"),
              of("conctop run --scenario held-lock", "a prepared lesson"));
      case "compare" ->
          List.of(
              of("conctop compare http-get -m thread-pool,virtual-threads -c 200", "two models"),
              of(
                  "conctop compare sleep --arm 'thread-pool -j 8' --arm 'thread-pool -j 64'",
                  "sizes"),
              of(
                  "conctop compare http-get -m thread-pool,event-loop"
                      + " --assert 'event-loop>1.1*thread-pool'",
                  "for scripts"));
      case "sweep" ->
          List.of(
              of(
                  "conctop sweep http-get -m thread-pool --over workers=1..64 -c 64",
                  "a pool's size"),
              of(
                  "conctop sweep http-get --over rate=50..800 --slo 'p99<100ms'",
                  "what it can take"));
      case "whatif" ->
          List.of(
              of("conctop whatif mixed -m thread-pool -j 4 -c 24 --verify", "predicted, then run"),
              of("conctop whatif incident.rec", "from a recorded run"));
      case "tour" ->
          List.of(
              of("conctop tour", "all lessons"),
              of("conctop tour gil", "from one on"),
              of("conctop tour --tour my-lessons --check", "read your own"));
      case "advise" ->
          List.of(
              of("conctop advise http-get -c 200 -p delay=50ms", "for a workload"),
              of("conctop advise 4242 -d 30s", "for a process"));
      case "attach" ->
          List.of(
              of("conctop attach 4242", "by number"),
              of("conctop attach postgres --tree", "with its children"),
              of("conctop attach java --record incident.rec", "and keep it"));
      case "diagnose" ->
          List.of(
              of("conctop diagnose 4242", "5 seconds, in words"),
              of("conctop diagnose nginx --tree --assert 'run_queue<5%'", "for scripts"),
              of("conctop diagnose redis-server --host web1,web2 --format json", "over ssh"),
              of("conctop diagnose incident.rec --from +30s --to +40s", "of a recording"));
      case "report" ->
          List.of(
              of("conctop report incident.rec", "in words"),
              of("conctop report incident.rec --format html -o incident.html", "to be looked at"),
              of("conctop report incident.rec --format perfetto -o incident.pftrace", "lanes"));
      case "cast" ->
          List.of(of("conctop cast incident.rec --size 80x24 -o incident.cast", "a film"));
      case "diff" ->
          List.of(
              of("conctop diff before.rec after.rec", "two recordings"),
              of(
                  "conctop diff day.rec --from-a 10:00 --to-a 10:05 --from-b 14:00 --to-b 14:05",
                  "two parts of one"));
      case "cut" ->
          List.of(
              of("conctop cut day.rec --from 14:03 --to 14:05 -o incident.rec", "what matters"));
      case "replay" -> List.of(of("conctop replay incident.rec --at 14:03:20", "from a moment on"));
      case "export" ->
          List.of(
              of("conctop export --metrics 9464", "for Prometheus"),
              of("conctop export nginx --tree --otlp http://localhost:4318", "for a collector"));
      case "completion" ->
          List.of(
              of(
                  "conctop completion bash >~/.local/share/bash-completion/completions/conctop",
                  "for bash"));
      case "man" -> List.of(of("conctop man | man -l -", "read it"));
      default -> List.of();
    };
  }
}
