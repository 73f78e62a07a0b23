package dev.conctop.record;

import dev.conctop.record.chunk.ChunkMaker;
import dev.conctop.record.fact.Entry;
import dev.conctop.record.item.Redaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;

/** Recordings that are made of entries, a chunk for each second of theirs. */
public final class Written {
  private static final long SECOND = 1_000_000_000L;

  private Written() {}

  /** Writes them to a file and ends it as it should be. */
  public static Path to(Path file, List<Entry> entries) throws IOException {
    long begin = entries.getFirst().nanos();
    Header header =
        new Header(
            "test",
            "host",
            8,
            List.of(),
            1_700_000_000L * SECOND,
            begin,
            false,
            OptionalLong.empty());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ChunkMaker maker =
          new ChunkMaker(Redaction.none(), FileSink.begin(channel, header, Redaction.none()));
      long next = begin + SECOND;
      for (Entry entry : entries) {
        if (entry.nanos() >= next) {
          maker.flush();
          next += SECOND;
        }
        maker.add(entry);
      }
      maker.end();
    }
    return file;
  }
}
