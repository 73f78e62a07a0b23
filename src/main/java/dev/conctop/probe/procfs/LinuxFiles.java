package dev.conctop.probe.procfs;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Real files. Keeps files open and reads them again at offset 0, which costs a fifth of opening,
 * reading and closing. Some descriptors are left to the rest of the program; beyond them files are
 * opened anew at each reading. Confined to one thread.
 */
final class LinuxFiles implements ProcFiles {
  private static final int RESERVE = 256;

  /** What the program needs in any case: its jars, which it opens as it goes, and its pipes. */
  private static final int LEAST_RESERVE = 64;

  private static final int UNKNOWN_LIMIT = 1024;

  private final File root;
  private final int important;
  private final int ordinary;
  private int open;
  private boolean scarce;

  /** Files below a root, with the limit on descriptors of this process. */
  LinuxFiles(String root) {
    this(root, ownLimit(root));
  }

  LinuxFiles(String root, long limit) {
    this.root = new File(root);
    long usable = Math.min(limit, 1_000_000);
    long reserve = Math.clamp(usable * 3 / 4, LEAST_RESERVE, RESERVE);
    this.important = (int) Math.max(0, usable - reserve);
    this.ordinary = important / 2;
  }

  private static long ownLimit(String root) {
    byte[] text = new byte[4096];
    int length = new LinuxFiles(root, 0).read("self/limits", text);
    long limit = length < 0 ? -1 : Texts.openFilesLimit(text, length);
    return limit < 0 ? UNKNOWN_LIMIT : limit;
  }

  @Override
  public KeptFile open(String path, boolean isImportant) {
    if (open < (isImportant ? important : ordinary)) {
      return new Kept(path);
    }
    scarce = true;
    return new Anew(path);
  }

  @Override
  public boolean scarce() {
    return scarce;
  }

  @Override
  public int read(String path, byte[] into) {
    File file = new File(root, path);
    try (RandomAccessFile reader = new RandomAccessFile(file, "r")) {
      return readAll(reader, into);
    } catch (FileNotFoundException e) {
      return whyNotOpened(file);
    } catch (IOException e) {
      return whyNotRead(file);
    }
  }

  /** Procfs may hand out long texts in pieces. */
  private static int readAll(RandomAccessFile reader, byte[] into) throws IOException {
    int length = 0;
    while (length < into.length) {
      int read = reader.read(into, length, into.length - length);
      if (read <= 0) {
        break;
      }
      length += read;
    }
    return length;
  }

  private static int whyNotOpened(File file) {
    if (!file.exists()) {
      return GONE;
    }
    return file.canRead() ? FAILED : DENIED;
  }

  /** An open file that cannot be read: its process has ended, or tracing it is not permitted. */
  private static int whyNotRead(File file) {
    return file.exists() ? DENIED : GONE;
  }

  @Override
  public int list(String path, IntList into) {
    File directory = new File(root, path);
    String[] names = directory.list();
    if (names == null) {
      return directory.exists() ? DENIED : GONE;
    }
    int added = 0;
    for (String name : names) {
      int number = Texts.number(name);
      if (number >= 0) {
        into.add(number);
        added++;
      }
    }
    return added;
  }

  @Override
  public String link(String path) {
    try {
      return Files.readSymbolicLink(Path.of(root.getPath(), path)).toString();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  @Override
  public boolean special(String path) {
    try {
      return Files.readAttributes(Path.of(root.getPath(), path), BasicFileAttributes.class)
          .isOther();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public boolean exists(String path) {
    return new File(root, path).exists();
  }

  /** Opened at its first reading and kept. */
  private final class Kept implements KeptFile {
    private final File file;
    private @Nullable RandomAccessFile reader;

    Kept(String path) {
      file = new File(root, path);
    }

    @Override
    public int read(byte[] into) {
      RandomAccessFile kept = reader;
      try {
        if (kept == null) {
          kept = new RandomAccessFile(file, "r");
          reader = kept;
          open++;
        } else {
          kept.seek(0);
        }
        int length = Math.max(0, kept.read(into, 0, into.length));
        return length < into.length / 2 ? length : length + rest(kept, into, length);
      } catch (FileNotFoundException e) {
        return whyNotOpened(file);
      } catch (IOException e) {
        return whyNotRead(file);
      }
    }

    private int rest(RandomAccessFile kept, byte[] into, int from) throws IOException {
      int length = from;
      while (length < into.length) {
        int read = kept.read(into, length, into.length - length);
        if (read <= 0) {
          break;
        }
        length += read;
      }
      return length - from;
    }

    @Override
    public void close() {
      RandomAccessFile kept = reader;
      if (kept != null) {
        reader = null;
        open--;
        closeQuietly(kept);
      }
    }
  }

  /** There is nothing to lose in a file that was only read. */
  private static void closeQuietly(RandomAccessFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
  }

  /** Opened at each reading. */
  private final class Anew implements KeptFile {
    private final String path;

    Anew(String path) {
      this.path = path;
    }

    @Override
    public int read(byte[] into) {
      return LinuxFiles.this.read(path, into);
    }

    @Override
    public void close() {}
  }
}
