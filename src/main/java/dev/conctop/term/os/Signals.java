package dev.conctop.term.os;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Which signals we hear of, and how. Handlers only pass the name on. */
public final class Signals {
  private static final List<String> HEARD = List.of("INT", "TERM", "HUP", "TSTP", "CONT", "WINCH");

  private record Old(Signal signal, SignalHandler handler) {}

  private final Consumer<String> listener;
  private final List<Old> old = new ArrayList<>();
  private boolean stoppable = true;

  public Signals(Consumer<String> listener) {
    this.listener = listener;
  }

  public void install() {
    for (String name : HEARD) {
      try {
        Signal signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, s -> listener.accept(s.getName()));
        if (before == SignalHandler.SIG_IGN) {
          Signal.handle(signal, before); // nohup and the like: who started us wants it ignored
          stoppable &= !name.equals("TSTP");
        } else {
          old.add(new Old(signal, before));
        }
      } catch (IllegalArgumentException e) {
        // -Xrs, or a system without it: the default action stays
        stoppable &= !name.equals("TSTP");
      }
    }
  }

  public void restore() {
    for (Old entry : old) {
      Signal.handle(entry.signal(), entry.handler());
    }
    old.clear();
  }

  /**
   * Stops the whole process group, and this process until it is continued. With the default action,
   * which the system takes only where somebody is there to continue us.
   */
  public void stopGroup() {
    if (!stoppable) {
      return;
    }
    Signal stop = new Signal("TSTP");
    int number = Platform.current().sigTstp;
    // First the others while we are deaf, then ourselves: a signal to the own thread has stopped us
    // before the call returns, one to the group would do so at some later time.
    SignalHandler ours = Signal.handle(stop, SignalHandler.SIG_IGN);
    try {
      Libc.call(Libc.KILL, 0, number, 0);
      Signal.handle(stop, SignalHandler.SIG_DFL);
      Libc.call(Libc.RAISE, number, 0, 0);
    } finally {
      Signal.handle(stop, ours);
    }
    Libc.call(Libc.KILL, 0, Platform.current().sigCont, 0);
  }
}
