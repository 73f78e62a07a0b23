package dev.conctop.workload.disk;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One random aligned block of a file, past the page cache where the file system allows it. */
public final class FileRead implements Workload {
  private Optional<BlockReader> reader = Optional.empty();
  private Callable<Integer> read = () -> 0;

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    long block = parameters.number("block");
    long size = parameters.number("file");
    if (block > size) {
      throw new BadInput("block=" + block + " is larger than file=" + size);
    }
    DataFile file = DataFile.inDirectory(surroundings.directory(), size);
    BlockReader opened =
        BlockReader.open(file, (int) block, parameters.flag("direct"), surroundings::note);
    reader = Optional.of(opened);
    read = opened::readRandomBlock;
  }

  @Override
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.DISK, read);
  }

  /** Whether reads go past the page cache. */
  boolean direct() {
    return reader.map(BlockReader::direct).orElse(false);
  }

  @Override
  public void close() {
    reader.ifPresent(BlockReader::close);
  }
}
