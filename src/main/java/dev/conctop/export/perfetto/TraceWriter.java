package dev.conctop.export.perfetto;

import dev.conctop.export.perfetto.Fields.Annotation;
import dev.conctop.export.perfetto.Fields.Clock;
import dev.conctop.export.perfetto.Fields.Counter;
import dev.conctop.export.perfetto.Fields.Event;
import dev.conctop.export.perfetto.Fields.Packet;
import dev.conctop.export.perfetto.Fields.ProcessTrack;
import dev.conctop.export.perfetto.Fields.ThreadTrack;
import dev.conctop.export.perfetto.Fields.Trace;
import dev.conctop.export.perfetto.Fields.Track;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes packets of a Perfetto trace, one after the other. Times are ns since 1970, which the trace
 * takes for its own clock and for the one on the wall. Tracks have numbers of their own from 1 on.
 */
final class TraceWriter {
  private static final int SEQUENCE = 1;

  private final OutputStream to;
  private long tracks;

  TraceWriter(OutputStream to) {
    this.to = to;
  }

  /** The first packet. */
  void begin(long wallNanos) throws IOException {
    Message snapshot = new Message();
    for (int clock : new int[] {Clock.BOOTTIME, Clock.REALTIME}) {
      snapshot.message(
          Clock.CLOCKS, new Message().whole(Clock.ID, clock).whole(Clock.TIMESTAMP, wallNanos));
    }
    packet(
        new Message()
            .whole(Packet.TIMESTAMP, wallNanos)
            .whole(Packet.SEQUENCE_ID, SEQUENCE)
            .whole(Packet.SEQUENCE_FLAGS, Packet.STATE_CLEARED)
            .message(Packet.CLOCK_SNAPSHOT, snapshot));
  }

  private void packet(Message packet) throws IOException {
    to.write(new Message().message(Trace.PACKET, packet).bytes());
  }

  // ---- tracks

  /** A track for slices, or one that others are grouped under. */
  long track(String name) throws IOException {
    return describe(new Message().text(Track.NAME, name));
  }

  /** A process, under which its threads are. */
  void process(int pid, String name) throws IOException {
    describe(
        new Message()
            .message(
                Track.PROCESS,
                new Message().whole(ProcessTrack.PID, pid).text(ProcessTrack.NAME, name)));
  }

  long thread(int pid, int tid, String name) throws IOException {
    return describe(
        new Message()
            .message(
                Track.THREAD,
                new Message()
                    .whole(ThreadTrack.PID, pid)
                    .whole(ThreadTrack.TID, tid)
                    .text(ThreadTrack.NAME, name)));
  }

  /**
   * A counter in a group.
   *
   * @param time whether it is ns; else it has no unit but that in its name
   */
  long counter(long group, String name, boolean time) throws IOException {
    Message unit =
        new Message().whole(Counter.UNIT, time ? Counter.UNIT_TIME_NS : Counter.UNIT_COUNT);
    return describe(
        new Message()
            .text(Track.NAME, name)
            .whole(Track.PARENT_UUID, group)
            .message(Track.COUNTER, unit));
  }

  private long describe(Message track) throws IOException {
    long number = ++tracks;
    packet(
        new Message()
            .whole(Packet.SEQUENCE_ID, SEQUENCE)
            .message(Packet.TRACK_DESCRIPTOR, track.whole(Track.UUID, number)));
    return number;
  }

  // ---- what happens on them

  void value(long track, long wallNanos, double value) throws IOException {
    event(wallNanos, of(Event.COUNTER, track).real(Event.DOUBLE_COUNTER_VALUE, value));
  }

  void value(long track, long wallNanos, long value) throws IOException {
    event(wallNanos, of(Event.COUNTER, track).whole(Event.COUNTER_VALUE, value));
  }

  void instant(long track, long wallNanos, String name) throws IOException {
    event(wallNanos, of(Event.INSTANT, track).text(Event.NAME, name));
  }

  /** A slice begins; the one before on that track has ended. */
  void begin(long track, long wallNanos, String category, String name, Message... annotations)
      throws IOException {
    Message event =
        of(Event.SLICE_BEGIN, track).text(Event.CATEGORIES, category).text(Event.NAME, name);
    event(wallNanos, annotated(event, annotations));
  }

  /** The slice that is open on a track ends; annotations are joined to those of its beginning. */
  void end(long track, long wallNanos, Message... annotations) throws IOException {
    event(wallNanos, annotated(of(Event.SLICE_END, track), annotations));
  }

  static Message annotation(String name, String value) {
    return new Message().text(Annotation.NAME, name).text(Annotation.STRING_VALUE, value);
  }

  static Message annotation(String name, long value) {
    return new Message().text(Annotation.NAME, name).whole(Annotation.UINT_VALUE, value);
  }

  private static Message annotated(Message event, Message... annotations) {
    for (Message annotation : annotations) {
      event.message(Event.ANNOTATIONS, annotation);
    }
    return event;
  }

  private static Message of(int type, long track) {
    return new Message().whole(Event.TYPE, type).whole(Event.TRACK_UUID, track);
  }

  private void event(long wallNanos, Message event) throws IOException {
    packet(
        new Message()
            .whole(Packet.TIMESTAMP, wallNanos)
            .whole(Packet.SEQUENCE_ID, SEQUENCE)
            .message(Packet.TRACK_EVENT, event));
  }
}
