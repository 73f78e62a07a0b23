package dev.conctop.workload.disk;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a block and has it put on the disk. Tasks that write at once have a file each, for the
 * file system lets one in at a time; a file is written from its beginning again when it is full.
 */
public final class FileWrite implements Workload {
  /** Of all files together, about. */
  private static final long ROOM = 64L << 20;

  private static final int MOST_FILES = 64;

  private final ConcurrentLinkedDeque<Target> idle = new ConcurrentLinkedDeque<>();
  private final Set<FileChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong made = new AtomicLong();
  private final Callable<Boolean> write = this::write;
  private Path directory = Path.of(".");
  private byte[] block = {};
  private long around;
  private boolean fsync;

  /** A file and where its next block goes. */
  private static final class Target {
    final FileChannel channel;
    final ByteBuffer bytes;
    long position;

    Target(FileChannel channel, byte[] block) {
      this.channel = channel;
      bytes = ByteBuffer.allocateDirect(block.length).put(block);
    }
  }

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    directory = surroundings.directory();
    fsync = parameters.flag("fsync");
    block = new byte[(int) parameters.number("block")];
    new SplittableRandom(1).nextBytes(block);
    around = Math.max(block.length, ROOM / Math.min(MOST_FILES, surroundings.concurrency()));
    String type = Files.getFileStore(directory).type();
    if (type.equals("tmpfs") || type.equals("ramfs")) {
      surroundings.note("file-write goes to memory, not to a disk: " + directory + " is a " + type);
    }
    idle.add(target());
  }

  private Target target() throws IOException {
    Path path =
        directory.resolve(
            "file-write-" + ProcessHandle.current().pid() + "-" + made.incrementAndGet());
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    open.add(channel);
    return new Target(channel, block);
  }

  private boolean write() throws IOException {
    Target target = idle.pollFirst();
    if (target == null) {
      target = target();
    }
    boolean written = false;
    try {
      put(target);
      written = true;
    } finally {
      if (written) {
        idle.addFirst(target);
      } else {
        // An interrupt has closed it, or the disk is full: the next task tries a new one.
        target.channel.close();
        open.remove(target.channel);
      }
    }
    return true;
  }

  private void put(Target target) throws IOException {
    target.bytes.clear();
    long at = target.position;
    while (target.bytes.hasRemaining()) {
      at += target.channel.write(target.bytes, at);
    }
    if (fsync) {
      target.channel.force(true);
    }
    target.position = at + block.length > around ? 0 : at;
  }

  @Override
  public void run(TaskContext task) throws Exception {
    task.await(TaskWait.DISK, write);
  }

  /** Closes the files; the directory's owner removes them. */
  @Override
  public void close() {
    for (FileChannel channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        // The file goes with its directory.
      }
    }
  }
}
