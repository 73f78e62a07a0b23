package dev.conctop.workload.task;

import dev.conctop.catalog.parameter.Parameters;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What a workload is given when it opens. */
public interface Surroundings {
  Parameters parameters();

  /** Port of the loopback server's HTTP side on 127.0.0.1; 0 when there is none. */
  int httpPort();

  /** Port of the loopback server's query side on 127.0.0.1; 0 when there is none. */
  int queryPort();

  /** A directory private to the run; removed afterwards by who made it. */
  Path directory();

  /** How many tasks may run at once, at most: for the size of connection pools. */
  int concurrency();

  /**
   * Starts a thread that is busy beside the tasks until the run ends. The work calls {@link
   * TaskContext#checkpoint} like a task; it is interrupted at the end, and checkpoint then throws.
   *
   * @param where under the tasks' own lock, under another lock, or in another process (which spins
   *     by itself; {@code work} is not run then)
   */
  void startBusy(Elsewhere where, Consumer<TaskContext> work);

  /**
   * Says something that a person should know of the run and that no figure shows, such as a way of
   * working that had to be given up. One line, while {@link Workload#open} runs.
   */
  default void note(String text) {}

  /**
   * Gives a figure of the workload's own, to be read once a frame until the run ends. It takes the
   * place of a figure of the model of the same name.
   *
   * @param name by the names of the wire format
   * @param value read by any thread; must not block
   */
  default void gauge(String name, DoubleSupplier value) {}

  /** Where a busy thread is, as the tasks see it. */
  enum Elsewhere {
    SAME_LOCK,
    OTHER_LOCK,
    OTHER_PROCESS
  }
}
