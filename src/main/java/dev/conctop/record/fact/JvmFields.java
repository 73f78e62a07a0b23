package dev.conctop.record.fact;

import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.FigureFields;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JVMs say of themselves. What stands from dump to dump is written when it is another than
 * before. Confined to one thread.
 */
final class JvmFields {
  private static final JvmWait[] WAITS = JvmWait.values();
  private static final JvmPool.Shortage[] SHORTAGES = JvmPool.Shortage.values();

  private final Map<Integer, JvmSample> last = new HashMap<>();

  /** What is written or read next stands alone. */
  void forget() {
    last.clear();
  }

  void write(Out out, JvmSample jvm) {
    JvmSample before = last.put(jvm.pid().value(), jvm);
    out.whole(jvm.pid().value());
    out.text(jvm.version());
    deep(out, jvm.deep());
    counters(out, jvm.counters());
    FigureFields.write(out, jvm.virtualThreads().carriers());
    FigureFields.write(out, jvm.virtualThreads().mounted());
    FigureFields.write(out, jvm.virtualThreads().queued());
    if (before != null && before.threads().equals(jvm.threads())) {
      out.none();
    } else {
      out.all(jvm.threads(), JvmFields::thread);
    }
    FigureFields.write(out, jvm.joined());
    out.all(jvm.deadlocks(), Out::names);
    out.all(jvm.latencies(), JvmFields::latency);
    out.all(jvm.owners(), JvmFields::owner);
    out.whole(jvm.thresholdNanos());
    out.text(jvm.notice());
    out.all(jvm.pools(), JvmFields::pool);
    out.all(jvm.chains(), JvmFields::chain);
    if (before != null && before.groups().equals(jvm.groups())) {
      out.none();
    } else {
      groups(out, jvm.groups());
    }
  }

  JvmSample read(In in) throws Damaged {
    Pid pid = new Pid(in.int32());
    JvmSample before = last.get(pid.value());
    JvmSample jvm =
        new JvmSample(
            pid,
            in.text(),
            deep(in),
            counters(in),
            new VirtualThreadUse(
                FigureFields.read(in), FigureFields.read(in), FigureFields.read(in)),
            in.none() ? known(before).threads() : in.all(In.MOST_ROWS, JvmFields::thread),
            FigureFields.read(in),
            in.all(In.MOST_NAMED, In::texts),
            in.all(WAITS.length, JvmFields::latency),
            in.all(In.MOST_NAMED, JvmFields::owner),
            in.whole(),
            in.text(),
            in.all(In.MOST_NAMED, JvmFields::pool),
            in.all(In.MOST_NAMED, JvmFields::chain),
            in.none() ? known(before).groups() : groups(in));
    last.put(pid.value(), jvm);
    return jvm;
  }

  private static JvmSample known(@Nullable JvmSample before) throws Damaged {
    if (before == null) {
      throw new Damaged("a JVM is as before, and there is nothing before");
    }
    return before;
  }

  private static void deep(Out out, DeepView deep) {
    switch (deep) {
      case DeepView.Starting _ -> out.whole(0);
      case DeepView.On _ -> out.whole(1);
      case DeepView.Off _ -> out.whole(2);
      case DeepView.Refused refused -> {
        out.whole(3);
        out.text(refused.reason());
        out.text(refused.remedy());
      }
    }
  }

  private static DeepView deep(In in) throws Damaged {
    return switch (in.whole(0, 3)) {
      case 0 -> new DeepView.Starting();
      case 1 -> new DeepView.On();
      case 2 -> new DeepView.Off();
      default -> new DeepView.Refused(in.text(), in.text());
    };
  }

  private static void counters(Out out, JvmCounters counters) {
    FigureFields.write(out, counters.collections());
    FigureFields.write(out, counters.collectionNanos());
    FigureFields.write(out, counters.safepoints());
    FigureFields.write(out, counters.safepointNanos());
    out.whole(counters.watchedNanos());
  }

  private static JvmCounters counters(In in) throws Damaged {
    return new JvmCounters(
        FigureFields.read(in),
        FigureFields.read(in),
        FigureFields.read(in),
        FigureFields.read(in),
        in.whole());
  }

  private static void thread(Out out, JvmThread thread) {
    out.open();
    out.whole(thread.tid());
    out.name(thread.name());
    out.text(thread.state());
    out.name(thread.waitsFor());
    out.name(thread.owner());
    out.whole(thread.ownerTid());
    out.name(thread.at());
    out.shut();
  }

  private static JvmThread thread(In in) throws Damaged {
    in.open();
    JvmThread thread =
        new JvmThread(
            in.int32(), in.text(), in.text(), in.text(), in.text(), in.int32(), in.text());
    in.shut();
    return thread;
  }

  private static void latency(Out out, JvmLatency latency) {
    out.open();
    out.whole(latency.kind().ordinal());
    out.histogram(latency.histogram());
    out.shut();
  }

  private static JvmLatency latency(In in) throws Damaged {
    in.open();
    JvmLatency latency = new JvmLatency(in.oneOf(WAITS), in.histogram());
    in.shut();
    return latency;
  }

  private static void owner(Out out, MonitorOwner owner) {
    out.open();
    out.name(owner.name());
    out.whole(owner.waits());
    out.whole(owner.waitNanos());
    out.shut();
  }

  private static MonitorOwner owner(In in) throws Damaged {
    in.open();
    MonitorOwner owner = new MonitorOwner(in.text(), in.whole(), in.whole());
    in.shut();
    return owner;
  }

  private static void pool(Out out, JvmPool pool) {
    out.open();
    out.whole(pool.shortage().ordinal());
    out.name(pool.name());
    out.whole(pool.waiting());
    out.whole(pool.working());
    out.name(pool.resource());
    out.shut();
  }

  private static JvmPool pool(In in) throws Damaged {
    in.open();
    JvmPool pool = new JvmPool(in.oneOf(SHORTAGES), in.text(), in.int32(), in.int32(), in.text());
    in.shut();
    return pool;
  }

  private static void chain(Out out, LockChain chain) {
    out.open();
    out.name(chain.owner());
    out.text(chain.state());
    out.name(chain.at());
    out.whole(chain.waiters());
    out.names(chain.longest());
    out.shut();
  }

  private static LockChain chain(In in) throws Damaged {
    in.open();
    LockChain chain = new LockChain(in.text(), in.text(), in.text(), in.int32(), in.texts());
    in.shut();
    return chain;
  }

  private static void groups(Out out, VirtualThreadGroups groups) {
    out.open();
    FigureFields.write(out, groups.threads());
    out.all(groups.groups(), JvmFields::group);
    out.whole(groups.tookNanos());
    out.text(groups.reason());
    out.shut();
  }

  private static VirtualThreadGroups groups(In in) throws Damaged {
    in.open();
    VirtualThreadGroups groups =
        new VirtualThreadGroups(
            FigureFields.read(in), in.all(In.MOST_NAMED, JvmFields::group), in.whole(), in.text());
    in.shut();
    return groups;
  }

  private static void group(Out out, VirtualThreadGroups.Group group) {
    out.open();
    out.whole(group.count());
    out.text(group.state());
    out.name(group.at());
    out.names(group.stack());
    out.shut();
  }

  private static VirtualThreadGroups.Group group(In in) throws Damaged {
    in.open();
    VirtualThreadGroups.Group group =
        new VirtualThreadGroups.Group(in.whole(), in.text(), in.text(), in.texts());
    in.shut();
    return group;
  }
}
