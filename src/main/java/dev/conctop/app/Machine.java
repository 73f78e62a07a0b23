package dev.conctop.app;

import dev.conctop.probe.oshi.OshiMachine;
import dev.conctop.state.Msg;
import java.util.function.Consumer;

/** Names the machine, off the start-up path: OSHI takes a few hundred ms to load. */
final class Machine {
  private Machine() {}

  static void read(Consumer<Msg> post) {
    Thread.ofPlatform()
        .daemon()
        .name("machine")
        .start(() -> post.accept(new Msg.Observed(OshiMachine.read())));
  }
}
