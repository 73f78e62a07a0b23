package dev.conctop.record.fact;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what stands until there is a newer one: what who begins to read in the middle has
 * to know. Confined to one thread.
 */
final class Standing {
  /** By what each is: a class, a word, a JVM's number. The order is that in which they are told. */
  private final Map<Object, Entry> entries = new LinkedHashMap<>();

  void forEach(Consumer<Entry> to) {
    entries.values().forEach(to);
  }

  void take(Entry entry) {
    switch (entry) {
      case Entry.Seen(long _, Fact fact) -> take(entry, fact);
      case Entry.Begins _ -> {
        Entry machine = entries.get(MachineInfo.class);
        Entry table = entries.get(ProcessTable.class);
        entries.clear();
        entries.put(Entry.Begins.class, entry);
        keep(MachineInfo.class, machine);
        keep(ProcessTable.class, table);
      }
      case Entry.Lost _, Entry.Gap _ -> {}
    }
  }

  private void keep(Object what, @Nullable Entry entry) {
    if (entry != null) {
      entries.put(what, entry);
    }
  }

  private void take(Entry entry, Fact fact) {
    switch (fact) {
      case MachineInfo _ -> entries.put(MachineInfo.class, entry);
      case HostTotals _ -> entries.put(HostTotals.class, entry);
      case CpuLimit _ -> entries.put(CpuLimit.class, entry);
      case ProcessTable _ -> entries.put(ProcessTable.class, entry);
      case ThreadsSample _ -> entries.put(ThreadsSample.class, entry);
      case JvmSample jvm -> entries.put(jvm.pid(), entry);
      case SubjectEvent event -> take(entry, event);
      case HostSample _, DevicesSample _, TaskFrame _, ObserverCost _, ThreadStack _ -> {}
    }
  }

  private void take(Entry entry, SubjectEvent event) {
    switch (event) {
      case SubjectEvent.Hello _ -> entries.put(SubjectEvent.Hello.class, entry);
      case SubjectEvent.Starting _, SubjectEvent.Finished _, SubjectEvent.Died _ -> {
        // Told last: what it says of the run is the newest.
        entries.remove(SubjectEvent.class);
        entries.put(SubjectEvent.class, entry);
      }
      case SubjectEvent.ArmsBegin _,
          SubjectEvent.BlockBegins _,
          SubjectEvent.BlockEnded _,
          SubjectEvent.Rests _,
          SubjectEvent.ArmDied _ -> {}
    }
  }
}
