package dev.conctop.record.fact.task;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import dev.conctop.wire.part.HistogramFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What each series recorded in an interval: the places of HdrHistogram's counts, each less the one
 * before, then the counts. Confined to one thread.
 */
final class LatencyFields {
  private static final Series[] SERIES = Series.values();
  private static final int MOST_SERIES = 64;

  private final Column numbers = new Column();

  void write(Out out, List<LatencyInterval> latencies) {
    numbers.clear();
    for (LatencyInterval interval : latencies) {
      ValueCounts values = interval.values();
      numbers.add(interval.series().ordinal());
      numbers.add(interval.clipped());
      numbers.add(values.size());
      int next = 0;
      for (int i = 0; i < values.size(); i++) {
        int place = HistogramFormat.place(values.value(i));
        numbers.add(place - next);
        next = place + 1;
      }
      for (int i = 0; i < values.size(); i++) {
        numbers.add(values.count(i) - 1);
      }
    }
    out.packed(numbers);
  }

  List<LatencyInterval> read(In in) throws Damaged {
    in.packed(numbers);
    List<LatencyInterval> latencies = new ArrayList<>();
    while (numbers.left() > 0) {
      if (latencies.size() == MOST_SERIES) {
        throw new Damaged("there are more than " + MOST_SERIES + " series");
      }
      Series series = SERIES[numbers.next(0, SERIES.length - 1)];
      long clipped = numbers.next();
      latencies.add(new LatencyInterval(series, values(), clipped));
    }
    return latencies;
  }

  private ValueCounts values() throws Damaged {
    int size = numbers.next(0, HistogramFormat.PLACES);
    int places = numbers.pass(size);
    int counts = numbers.pass(size);
    ValueCounts.Builder values = new ValueCounts.Builder();
    long place = -1;
    for (int i = 0; i < size; i++) {
      long gap = numbers.get(places + i);
      long more = numbers.get(counts + i);
      place += gap + 1;
      if (gap < 0 || gap > HistogramFormat.PLACES || place >= HistogramFormat.PLACES || more < 0) {
        throw new Damaged("a histogram has more counts than its range");
      }
      values.add(HistogramFormat.highest((int) place), more + 1);
    }
    return values.build();
  }
}
