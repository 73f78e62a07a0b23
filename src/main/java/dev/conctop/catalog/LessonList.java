package dev.conctop.catalog;

import dev.conctop.catalog.WorkloadSpec.Kind;
import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.List;

/** The workloads that each show one hardship of concurrency. */
final class LessonList {
  private LessonList() {}

  static final List<WorkloadSpec> ALL =
      List.of(
          WorkloadList.server(
              "convoy",
              Kind.LESSON,
              "one paced echo round trip beside busy threads that may share its lock",
              List.of(
                  ParameterSpec.duration("gap", "10ms", "0ms", "10s", "pause between round trips"),
                  ParameterSpec.count(
                      "rounds", 1, 1, 1000, "round trips a task, nothing of ours in between"),
                  ParameterSpec.size(
                      "message",
                      "64",
                      "64",
                      "1MiB",
                      "what comes each time; much of it takes time to read, without the lock"),
                  ParameterSpec.count("spinners", 1, 0, 64, "busy threads beside it"),
                  ParameterSpec.choice(
                      "elsewhere",
                      "where the busy threads are",
                      "same-lock",
                      "other-lock",
                      "other-process"))),
          lesson(
              "lost-updates",
              "additions to one shared counter, with a call between the read and the write",
              ParameterSpec.count("updates", 500_000, 1, 1_000_000_000L, "a task"),
              ParameterSpec.flag("lock", false, "take a lock around each")),
          lesson(
              "deadlock",
              "two locks, every other task in the opposite order; a deadlock is a failed task",
              ParameterSpec.duration("hold", "10ms", "0ms", "10s", "pause between the two locks"),
              ParameterSpec.duration(
                  "timeout", "1s", "1ms", "60s", "how long a deadlock stands until it is broken"),
              ParameterSpec.flag("ordered", false, "all in the same order: no deadlock")),
          lesson(
              "held-lock",
              "a little work; one task in so many needs a lock that one thread keeps",
              ParameterSpec.duration("work", "1ms", "0ms", "10s", "CPU time of a task"),
              ParameterSpec.count("every", 100, 1, 1_000_000, "tasks of which one needs the lock"),
              ParameterSpec.duration("hold", "50ms", "1ms", "10s", "how long the keeper holds it"),
              ParameterSpec.duration("pause", "1ms", "0ms", "10s", "until it takes it again")),
          lesson(
              "barrier",
              "a little work, then a wait until so many tasks have come as far",
              ParameterSpec.count("parties", 2, 1, 10_000, "tasks that wait for each other"),
              ParameterSpec.duration("work", "1ms", "0ms", "10s", "CPU time before the barrier"),
              ParameterSpec.duration("timeout", "1s", "1ms", "60s", "a longer wait fails")),
          lesson(
              "producer-consumer",
              "one thing made and put into a bounded queue that other threads empty",
              ParameterSpec.count("capacity", 16, 1, 1_000_000, "of the queue"),
              ParameterSpec.duration("produce", "1ms", "0ms", "10s", "CPU time to make one"),
              ParameterSpec.duration("consume", "2ms", "0ms", "10s", "pause of a consumer for one"),
              ParameterSpec.count("consumers", 1, 0, 64, "threads that empty the queue")),
          lesson(
              "skewed-chunks",
              "one chunk of work; every so many are larger by far: the stragglers",
              ParameterSpec.duration("chunk", "2ms", "0ms", "10s", "CPU time of a usual chunk"),
              ParameterSpec.count("skew", 10, 1, 10_000, "how many times as long a straggler is"),
              ParameterSpec.count("every", 8, 1, 1_000_000, "chunks of which one is a straggler")),
          lesson(
              "allocate",
              "bytes in many objects, all of them alive until the task ends",
              ParameterSpec.size("bytes", "1MiB", "1", "1GiB", "a task"),
              ParameterSpec.size("object", "1KiB", "16", "64MiB", "of one object")),
          lesson(
              "starvation",
              "one turn at a shared lock, or on the event loop; one task keeps it far longer",
              ParameterSpec.count("parties", 4, 2, 1000, "that take turns; the first is the hog"),
              ParameterSpec.duration("turn", "1ms", "1us", "10s", "CPU time of a usual turn"),
              ParameterSpec.duration("hog", "50ms", "1us", "10s", "CPU time of the hog's turn"),
              ParameterSpec.flag("yields", false, "the hog gives way after each usual turn"),
              ParameterSpec.flag("fair", false, "the lock goes to who has waited longest")));

  private static WorkloadSpec lesson(String id, String help, ParameterSpec... parameters) {
    return WorkloadList.plain(id, Kind.LESSON, help, parameters);
  }
}
