package dev.conctop.export.part;

import dev.conctop.record.fact.Entry;
import dev.conctop.record.fact.Watched;
import dev.conctop.sample.SubjectEvent;

/** What happened, in words. */
public final class Steps {
  private Steps() {}

  /** An entry that is no fact; empty for one that is. */
  public static String words(Entry entry) {
    return switch (entry) {
      case Entry.Seen _ -> "";
      case Entry.Begins begins -> words(begins.what());
      case Entry.Lost lost -> lost.facts() + " facts were left out";
      case Entry.Gap gap -> "a gap: " + gap.why();
    };
  }

  private static String words(Watched what) {
    return switch (what) {
      case Watched.Machine _ -> "the machine is watched";
      case Watched.Process process ->
          "process " + process.pid().value() + " is watched: " + process.name();
      case Watched.Run run ->
          "a run is watched: " + run.request().workload() + " under " + run.request().model();
      case Watched.Race race -> "arms are compared: " + String.join(", ", race.plan().labels());
      case Watched.Sweep sweep ->
          "a run at many sizes: " + sweep.request().workload() + " over " + sweep.plan().over();
    };
  }

  /** A step of a subject. */
  public static String words(SubjectEvent event) {
    return switch (event) {
      case SubjectEvent.Starting starting -> starting.step();
      case SubjectEvent.Hello hello ->
          "the subject speaks: " + hello.runtimeName() + " " + hello.runtimeVersion();
      case SubjectEvent.Finished _ -> "the run has ended";
      case SubjectEvent.ArmsBegin _ -> "several subjects are started";
      case SubjectEvent.BlockBegins begins -> "a block of arm " + begins.arm() + " begins";
      case SubjectEvent.Rests rests -> "arm " + rests.arm() + " rests";
      case SubjectEvent.ArmDied died -> "arm " + died.arm() + " died: " + died.what();
      case SubjectEvent.BlockEnded ended -> "a block of arm " + ended.arm() + " has ended";
      case SubjectEvent.Died died -> died.what();
    };
  }
}
