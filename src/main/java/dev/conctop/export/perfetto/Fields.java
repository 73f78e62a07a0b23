package dev.conctop.export.perfetto;

/**
 * Numbers of fields and values in Perfetto's messages, as its repository has them under {@code
 * protos/perfetto/trace/}: {@code trace.proto}, {@code trace_packet.proto}, {@code
 * clock_snapshot.proto}, and in {@code track_event/} {@code track_event.proto}, {@code
 * track_descriptor.proto}, {@code process_descriptor.proto}, {@code thread_descriptor.proto},
 * {@code counter_descriptor.proto} and {@code debug_annotation.proto}.
 */
final class Fields {
  private Fields() {}

  /** trace.proto, message Trace. */
  static final class Trace {
    static final int PACKET = 1;

    private Trace() {}
  }

  /** trace_packet.proto, message TracePacket. */
  static final class Packet {
    static final int CLOCK_SNAPSHOT = 6;
    static final int TIMESTAMP = 8;
    static final int SEQUENCE_ID = 10;
    static final int TRACK_EVENT = 11;
    static final int SEQUENCE_FLAGS = 13;
    static final int TRACK_DESCRIPTOR = 60;

    /** SEQ_INCREMENTAL_STATE_CLEARED: nothing before this is referred to. */
    static final int STATE_CLEARED = 1;

    private Packet() {}
  }

  /** clock_snapshot.proto, messages ClockSnapshot and Clock. */
  static final class Clock {
    static final int CLOCKS = 1;
    static final int ID = 1;
    static final int TIMESTAMP = 2;
    static final int REALTIME = 1;

    /** That of timestamps of packets that name none. */
    static final int BOOTTIME = 6;

    private Clock() {}
  }

  /** track_descriptor.proto, message TrackDescriptor. */
  static final class Track {
    static final int UUID = 1;
    static final int NAME = 2;
    static final int PROCESS = 3;
    static final int THREAD = 4;
    static final int PARENT_UUID = 5;
    static final int COUNTER = 8;

    private Track() {}
  }

  /** process_descriptor.proto, message ProcessDescriptor. */
  static final class ProcessTrack {
    static final int PID = 1;
    static final int NAME = 6;

    private ProcessTrack() {}
  }

  /** thread_descriptor.proto, message ThreadDescriptor. */
  static final class ThreadTrack {
    static final int PID = 1;
    static final int TID = 2;
    static final int NAME = 5;

    private ThreadTrack() {}
  }

  /** counter_descriptor.proto, message CounterDescriptor. */
  static final class Counter {
    static final int UNIT = 3;
    static final int UNIT_TIME_NS = 1;
    static final int UNIT_COUNT = 2;

    private Counter() {}
  }

  /** track_event.proto, message TrackEvent. */
  static final class Event {
    static final int ANNOTATIONS = 4;
    static final int TYPE = 9;
    static final int TRACK_UUID = 11;
    static final int CATEGORIES = 22;
    static final int NAME = 23;
    static final int COUNTER_VALUE = 30;
    static final int DOUBLE_COUNTER_VALUE = 44;

    static final int SLICE_BEGIN = 1;
    static final int SLICE_END = 2;
    static final int INSTANT = 3;
    static final int COUNTER = 4;

    private Event() {}
  }

  /** debug_annotation.proto, message DebugAnnotation. */
  static final class Annotation {
    static final int UINT_VALUE = 3;
    static final int STRING_VALUE = 6;
    static final int NAME = 10;

    private Annotation() {}
  }
}
