package dev.conctop.app.loop;

import dev.conctop.app.recording.Tape;
import dev.conctop.probe.oshi.OshiMachine;
import dev.conctop.probe.procfs.ProcMachine;
import dev.conctop.probe.procfs.ProcfsProbes;
import dev.conctop.sample.MachineInfo;
import dev.conctop.state.Msg;
import java.util.function.Consumer;

/** Names the machine, off the start-up path. */
public final class Machine {
  private Machine() {}

  /** OSHI, which takes a few hundred ms and some MiB to load, only where there is no procfs. */
  public static MachineInfo read() {
    return ProcfsProbes.here() ? ProcMachine.here() : OshiMachine.read();
  }

  /** Has it recorded, where anything is. */
  public static void tell(Tape tape) {
    if (tape.isOn()) {
      tape.fact(read());
    }
  }

  /** Reads what machine this is, on a thread of its own, and posts it. */
  public static void read(Consumer<Msg> post) {
    Thread.ofPlatform().daemon().name("machine").start(() -> post.accept(new Msg.Observed(read())));
  }
}
