package dev.conctop.workload.process;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.LoopTask;
import dev.conctop.workload.task.OffLoop;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads one frame of a paced source in another process: a simulated device. Behind the reader
 * before it a task waits for the device too.
 */
public final class Camera implements Workload {
  private final ReentrantLock turn = new ReentrantLock(true);
  private final OffLoop offLoop = new OffLoop("camera-reader");
  private final Callable<Long> read = this::read;
  private Optional<Process> source = Optional.empty();
  private InputStream frames = InputStream.nullInputStream();
  private int size;
  private byte[] frame = {};

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    surroundings.note("the camera is simulated: a process that sends frames");
    size = (int) parameters.number("frame");
    frame = new byte[size];
    Process started =
        Helpers.source(
            FrameSource.class,
            Long.toString(parameters.number("interval")),
            Integer.toString(size));
    source = Optional.of(started);
    frames = started.getInputStream();
    started.getOutputStream().close();
  }

  private long read() throws IOException, InterruptedException {
    turn.lockInterruptibly();
    try {
      if (frames.readNBytes(frame, 0, size) < size) {
        throw new EOFException("the camera has ended");
      }
      return size;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.IPC, read);
  }

  @Override
  public void runOnLoop(LoopTask task) {
    offLoop.run(task, TaskWait.IPC, read);
  }

  @Override
  public void close() {
    offLoop.close();
    source.ifPresent(Children::end);
  }
}
