package dev.conctop.app.recording.deck;

import dev.conctop.record.fact.Entry;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.ThreadStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part of a recording rests on that came before it: the newest fact of each kind, in the
 * order in which they came. Sums that count since earlier are counted from these on. Confined to
 * one thread.
 */
final class Context {
  private static final List<Class<?>> OF_THE_MACHINE =
      List.of(
          MachineInfo.class,
          HostSample.class,
          DevicesSample.class,
          ProcessTable.class,
          ObserverCost.class);

  private final Map<Object, Entry> newest = new LinkedHashMap<>();

  void take(Entry entry) {
    switch (entry) {
      case Entry.Seen(long _, Fact fact) -> {
        if (!(fact instanceof ThreadStack)) {
          put(key(fact), entry);
        }
      }
      case Entry.Begins _ -> {
        newest.keySet().retainAll(OF_THE_MACHINE);
        put(Entry.Begins.class, entry);
      }
      case Entry.Lost _, Entry.Gap _ -> {}
    }
  }

  private void put(Object key, Entry entry) {
    newest.remove(key);
    newest.put(key, entry);
  }

  private static Object key(Fact fact) {
    return switch (fact) {
      case JvmSample jvm -> jvm.pid();
      case CpuLimit _ -> CpuLimit.class;
      case SubjectEvent.Hello _ -> SubjectEvent.Hello.class;
      case SubjectEvent _ -> SubjectEvent.class;
      default -> fact.getClass();
    };
  }

  /** All of it, as if it had come at a moment. */
  List<Entry> at(long nanos) {
    List<Entry> all = new ArrayList<>();
    for (Entry entry : newest.values()) {
      switch (entry) {
        case Entry.Seen(long _, Fact fact) -> all.add(new Entry.Seen(nanos, fact));
        case Entry.Begins begins -> all.add(new Entry.Begins(nanos, begins.what()));
        case Entry.Lost _, Entry.Gap _ -> {}
      }
    }
    return all;
  }
}
