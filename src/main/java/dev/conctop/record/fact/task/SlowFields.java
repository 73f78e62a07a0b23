package dev.conctop.record.fact.task;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import java.util.OptionalLong;

/** One task with its own budget. */
final class SlowFields {
  private SlowFields() {}

  /**
   * Writes it.
   *
   * @param zero what its begin is told against
   */
  static void write(Out out, SlowTask task, long zero) {
    Column numbers = new Column();
    numbers.add(task.beginNanos() - zero);
    for (long nanos : task.nanosIn()) {
      numbers.add(nanos);
    }
    // Both follow from the states mostly.
    numbers.add(task.responseNanos() - sum(task.nanosIn()));
    numbers.add(task.queueNanos() - task.nanos(TaskWait.READY));
    task.onCpuNanos().ifPresent(numbers::add);
    out.open();
    out.packed(numbers);
    out.name(task.thread());
    out.name(task.lock());
    out.name(task.owner());
    out.shut();
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  static SlowTask read(In in, long zero) throws Damaged {
    Column numbers = new Column();
    in.open();
    in.packed(numbers);
    long begin = numbers.next() + zero;
    long[] nanosIn = new long[TaskWait.count()];
    for (int i = 0; i < nanosIn.length; i++) {
      nanosIn[i] = numbers.next();
    }
    SlowTask task =
        new SlowTask(
            sum(nanosIn) + numbers.next(),
            nanosIn[TaskWait.READY.ordinal()] + numbers.next(),
            begin,
            nanosIn,
            numbers.left() == 0 ? OptionalLong.empty() : OptionalLong.of(numbers.next()),
            in.text(),
            in.text(),
            in.text());
    in.shut();
    return task;
  }
}
