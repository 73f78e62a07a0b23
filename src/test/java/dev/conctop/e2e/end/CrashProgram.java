package dev.conctop.e2e.end;

import dev.conctop.app.Crashes;
import dev.conctop.app.FullScreen;
import dev.conctop.app.headless.Headless;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.loop.ProbeChoice;
import dev.conctop.app.loop.Watch;
import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Settings;
import dev.conctop.app.settings.SettingsKeeper;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.probe.Capability;
import dev.conctop.probe.CpuQuota;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.ProbeKind;
import dev.conctop.probe.Probes;
import dev.conctop.probe.ThreadProbe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The program with probes that fail: the first argument says how (tui or headless), the second
 * which call of the probes fails, the third how many of them go well before.
 */
public final class CrashProgram {
  static final String MESSAGE = "made to fail \033]52;c;aaaa\007";

  private final String failing;
  private final AtomicInteger left;

  private CrashProgram(String failing, int after) {
    this.failing = failing;
    this.left = new AtomicInteger(after);
  }

  public static void main(String[] args) {
    Crashes.handle();
    CrashProgram program = new CrashProgram(args[1], Integer.parseInt(args[2]));
    RunSpec spec = RunRequest.of("sleep", "thread-pool", Map.of()).check(2);
    System.exit(args[0].equals("tui") ? program.fullScreen(spec) : program.headless(spec));
  }

  private int fullScreen(RunSpec spec) {
    Settings settings = Settings.defaults();
    Supplier<Probes> probes = this::probes;
    return switch (Terminals.open(System.getenv(), settings)) {
      case Terminals.Refused refused -> throw new IllegalStateException(refused.reason());
      case Terminals.Opened opened ->
          FullScreen.show(
              opened.session(),
              opened.palette(),
              settings,
              SettingsKeeper.open(Map.of(), Optional.empty()),
              new Watch.Run(spec, Optional.empty()),
              probes,
              Tape.none(),
              _ -> {},
              System.err);
    };
  }

  private int headless(RunSpec spec) {
    return new Headless(System.out, System.err, false, Tape.none(), List.of())
        .run(spec, Settings.defaults(), probes(), (state, outcomes) -> "a report\n");
  }

  private Probes probes() {
    failIf("probes");
    Probes real = ProbeChoice.best();
    return new Probes() {
      @Override
      public ProbeKind kind() {
        return real.kind();
      }

      @Override
      public ThreadProbe threads() {
        return wrapped(ThreadProbe.class, real.threads(), "threads");
      }

      @Override
      public HostProbe host() {
        return wrapped(HostProbe.class, real.host(), "host");
      }

      @Override
      public CpuQuota quota(int pid) {
        return real.quota(pid);
      }

      @Override
      public List<Capability> capabilities() {
        return real.capabilities();
      }
    };
  }

  private <T> T wrapped(Class<T> type, T real, String name) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              String call = name + "." + method.getName();
              failIf(call);
              try {
                Object result = method.invoke(real, arguments);
                // A look that gives nothing at all is a state that no page expects.
                return failing.equals(call + "=null") && left.getAndDecrement() <= 0
                    ? null
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private void failIf(String call) {
    if (failing.equals(call) && left.getAndDecrement() <= 0) {
      throw new IllegalStateException(MESSAGE);
    }
  }
}
