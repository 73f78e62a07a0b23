package dev.conctop.export.html;

import dev.conctop.export.html.story.Story;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.run.RunFigures;
import java.time.ZoneId;
import java.util.List;

/**
 * What a page is made of: a recording, or a part of it, that was gone over to its end.
 *
 * @param story its course
 */
public record Told(Origin origin, Subject subject, Story story) {
  /**
   * Where it comes from.
   *
   * @param writer the program that recorded, with its version
   * @param host the machine's name; empty when it is not known
   * @param command the command line that recorded, word by word, passwords masked
   * @param redacted whether names are hashed
   * @param fromNanos its first moment, ns since 1970
   * @param toNanos its last moment
   * @param zone where times of day are meant
   * @param gaps what cannot be read, or was not recorded, one line each
   * @param ended whether the recording was ended as it should
   */
  public record Origin(
      String writer,
      String host,
      List<String> command,
      boolean redacted,
      long fromNanos,
      long toNanos,
      ZoneId zone,
      List<String> gaps,
      boolean ended) {
    public Origin {
      command = List.copyOf(command);
      gaps = List.copyOf(gaps);
    }
  }

  /** What was watched, over the whole time. */
  public sealed interface Subject {
    /** A run of ours. */
    record Run(RunFigures figures) implements Subject {}

    /** A process of somebody else's. */
    record Process(Diagnosed found) implements Subject {}

    /** The machine. */
    record Machine(HostSeen seen) implements Subject {}
  }
}
