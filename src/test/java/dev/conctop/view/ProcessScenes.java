package dev.conctop.view;

import dev.conctop.diagnosis.TableJudge;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.state.keys.Key;
import dev.conctop.view.Screens.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The table of processes in all its states. */
final class ProcessScenes {
  private static final Figure FEW = Figure.na("only the busiest processes' threads are looked at");
  private static final Figure DENIED = Figure.na("no permission to read its io");
  private static final double MIB = 1 << 20;

  private ProcessScenes() {}

  /** One process; what is not given is usual. */
  private record Made(int pid, int ppid, String user, String name, String brief, String command) {
    ProcessRow row(
        int threads,
        Figure cpu,
        Figure queue,
        Part now,
        String detail,
        double mebibytes,
        Figure read,
        Figure written) {
      PartCounts counts = PartCounts.none();
      for (int i = 0; i < 8; i++) {
        counts = counts.and(now);
      }
      ProcessCrowd crowd =
          threads == 1
              ? ProcessCrowd.one(counts, detail)
              : new ProcessCrowd(
                  true,
                  cpu.known() ? Math.ceil(cpu.value()) : 0,
                  counts,
                  counts,
                  cpu.known() ? Math.min(1, cpu.value()) : 0,
                  detail);
      return new ProcessRow(
          pid,
          name,
          threads,
          cpu,
          queue,
          now,
          Fidelity.EXACT,
          detail,
          name.equals("sh") ? ProcessLife.STOPPED : ProcessLife.ALIVE,
          new ProcessNames(ppid, user, brief, command),
          new ProcessCosts(Figure.exact(mebibytes * MIB), read, written),
          crowd,
          false,
          ProcessVerdict.none());
    }
  }

  private static Made made(int pid, int ppid, String user, String brief, String command) {
    String program = brief.split("[ :]")[0];
    return new Made(pid, ppid, user, program, brief, command);
  }

  static List<ProcessRow> rows() {
    Figure none = Figure.exact(0);
    List<ProcessRow> rows = new ArrayList<>();
    rows.add(
        made(1, 0, "root", "systemd", "/usr/lib/systemd/systemd --system")
            .row(1, none, none, Part.IDLE, "epoll_wait as server", 12.4, DENIED, DENIED));
    rows.add(
        made(800, 1, "postgres", "postgres", "/usr/lib/postgresql/15/bin/postgres -D /srv/db")
            .row(1, none, none, Part.IDLE, "epoll_wait as server", 96.1, DENIED, DENIED));
    String busy = "postgres: ann shop 10.0.0.7(51122) SELECT";
    rows.add(
        made(812, 800, "postgres", busy, busy)
            .row(
                1,
                Figure.exact(0.05),
                Figure.exact(0.02),
                Part.DISK,
                "pread64 file",
                148.7,
                DENIED,
                DENIED));
    String idle = "postgres: ann shop 10.0.0.7(51124) idle";
    rows.add(
        made(813, 800, "postgres", idle, idle)
            .row(1, none, none, Part.IDLE, "recvfrom server's socket", 22.0, DENIED, DENIED));
    rows.add(
        made(
                4242,
                1,
                "ann",
                "java Main",
                "/usr/lib/jvm/jdk-25/bin/java -Xmx2g -Ddb.password=geheim -cp /srv/shop.jar"
                    + " org.acme.shop.Main --port 8080")
            .row(
                64,
                Figure.exact(1.53),
                Figure.exact(0.84),
                Part.UNKNOWN,
                "futex",
                1312,
                Figure.exact(0),
                Figure.exact(310_000)));
    rows.add(
        made(4300, 1, "ann", "python3 -m shop.jobs", "/usr/bin/python3 -u -m shop.jobs --all")
            .row(
                5,
                Figure.estimated(0.12),
                FEW,
                Part.SLEEP,
                "select timed",
                81.5,
                Figure.exact(2.4 * MIB),
                none));
    rows.add(
        made(4400, 1, "ann", "sh build.sh", "sh ./build.sh")
            .row(1, none, none, Part.UNKNOWN, "", 1.6, none, none));
    rows.add(
        made(4500, 1, "ann", "node worker.js", "node --inspect /srv/worker.js")
            .row(1, none, none, Part.SLEEP, "epoll_wait timer", 44.2, none, none));
    rows.add(
        made(9000, 1, "ann", "make", "make -j4 all")
            .row(1, none, none, Part.IPC, "wait4", 3.2, none, none));
    rows.add(
        made(9001, 9000, "ann", "cc1plus", "/usr/lib/gcc/cc1plus -quiet -O2 src/main.cc")
            .row(
                1,
                Figure.exact(0.97),
                Figure.exact(0.11),
                Part.ON_CPU,
                "",
                212.9,
                none,
                Figure.exact(48_000)));
    rows.add(
        made(9002, 9000, "ann", "cc1plus", "/usr/lib/gcc/cc1plus -quiet -O2 src/list.cc")
            .row(
                1,
                Figure.exact(0.88),
                Figure.exact(0.12),
                Part.ON_CPU,
                "",
                188.3,
                none,
                Figure.exact(36_000)));
    rows.add(
        made(9100, 1, "1042", "ruby app.rb", "ruby /srv/app.rb")
            .row(1, Figure.exact(0.01), none, Part.LOCK, "futex owned", 61.0, none, none));
    return rows;
  }

  /** The rows, judged. */
  static ProcessTable table() {
    return new TableJudge().judged(new ProcessTable(1, 1_000_000_000L, rows(), 3));
  }

  /** What a person has typed on the page of the table. */
  private static Screen typed(String keys) {
    Scenes scenes = Screens.processes();
    for (char c : keys.toCharArray()) {
      scenes.press(
          switch (c) {
            case '\r' -> Screens.enter();
            case '^' -> Key.of(Key.Kind.F5);
            case '↓' -> Key.of(Key.Kind.DOWN);
            default -> Key.of(c);
          });
    }
    return Screen.of(scenes);
  }

  static void add(Map<String, Supplier<Screen>> all) {
    all.put("processes", () -> typed(""));
    all.put("processes-by-memory", () -> typed("S"));
    all.put("processes-tree", () -> typed("^"));
    all.put("processes-folded", () -> typed("^↓↓↓↓f"));
    all.put("processes-filtered", () -> typed("/user:ann waits:c\r"));
    all.put("processes-no-such-filter", () -> typed("/verdikt:idle\r"));
    all.put("processes-followed", () -> typed("↓↓↓F"));
    all.put("processes-whole", () -> typed("c"));
    all.put("processes-no-io", () -> typed("↓↓↓↓"));
  }
}
