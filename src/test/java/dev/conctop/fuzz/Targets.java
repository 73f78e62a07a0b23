package dev.conctop.fuzz;

import dev.conctop.app.settings.SettingsTarget;
import dev.conctop.probe.jvm.dump.DumpTargets;
import dev.conctop.probe.procfs.ProcTarget;
import dev.conctop.record.RecordTargets;
import dev.conctop.term.input.KeysTarget;
import dev.conctop.wire.WireTargets;
import java.util.ArrayList;
import java.util.List;

/** Whatever reads what others wrote; each stands beside what it is about. */
final class Targets {
  private Targets() {}

  static List<Target> all() {
    List<Target> all = new ArrayList<>(RecordTargets.all());
    all.addAll(WireTargets.all());
    all.addAll(DumpTargets.all());
    all.add(new ProcTarget());
    all.add(new SettingsTarget());
    all.add(new KeysTarget());
    return all;
  }
}
