package dev.conctop.probe.procfs.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * Real files. Keeps files open and reads them again at offset 0, which costs a fifth of opening,
 * reading and closing. The virtual machine raises the limit on open files as far as it may when it
 * starts; some descriptors are left to the rest of the program, and beyond them files are opened
 * anew at each reading. Confined to one thread.
 */
public final class LinuxFiles implements ProcFiles {
  private static final int RESERVE = 256;

  /** What the program needs in any case: its jars, which it opens as it goes, and its pipes. */
  private static final int LEAST_RESERVE = 64;

  private static final int UNKNOWN_LIMIT = 1024;

  private final File root;
  private final NativeReader reader = new NativeReader();
  private final int important;
  private final int ordinary;
  private int open;
  private boolean scarce;

  /** Files below a root, with the limit on descriptors of this process. */
  public LinuxFiles(String root) {
    this(root, ownLimit(root));
  }

  public LinuxFiles(String root, long limit) {
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
    return new Kept(path, isImportant ? important : ordinary);
  }

  @Override
  public boolean scarce() {
    return scarce;
  }

  @Override
  public int read(String path, byte[] into) {
    String full = full(path);
    int descriptor = reader.open(full);
    if (descriptor < 0) {
      return whyNotOpened(full);
    }
    int length = reader.read(descriptor, into);
    reader.close(descriptor);
    return length < 0 ? whyNotRead(full) : length;
  }

  @Override
  public int readAt(String path, long offset, byte[] into, int length) {
    String full = full(path);
    int descriptor = reader.open(full);
    if (descriptor < 0) {
      return whyNotOpened(full);
    }
    int got = reader.readAt(descriptor, offset, into, length);
    reader.close(descriptor);
    return got < 0 ? FAILED : got;
  }

  private String full(String path) {
    return root.getPath() + '/' + path;
  }

  private static int whyNotOpened(String path) {
    File file = new File(path);
    if (!file.exists()) {
      return GONE;
    }
    return file.canRead() ? FAILED : DENIED;
  }

  /** An open file that cannot be read: its process has ended, or tracing it is not permitted. */
  private static int whyNotRead(String path) {
    return new File(path).exists() ? DENIED : GONE;
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
  public Map<Long, Long> unixPeers() {
    return root.getPath().equals("/proc") ? SocketDiag.unixPeers() : Map.of();
  }

  @Override
  public boolean exists(String path) {
    return new File(root, path).exists();
  }

  /**
   * Opened at its first reading and kept, if there is room then; as long as there is none, opened
   * anew at each reading.
   */
  private final class Kept implements KeptFile {
    private static final int NOT_OPEN = -1;

    private final String path;
    private final int most;
    private int descriptor = NOT_OPEN;

    Kept(String path, int most) {
      this.path = path;
      this.most = most;
    }

    @Override
    public int read(byte[] into) {
      if (descriptor == NOT_OPEN) {
        if (open >= most) {
          scarce = true;
          return LinuxFiles.this.read(path, into);
        }
        descriptor = reader.open(full(path));
        if (descriptor < 0) {
          descriptor = NOT_OPEN;
          return whyNotOpened(full(path));
        }
        open++;
      }
      int length = reader.read(descriptor, into);
      return length < 0 ? whyNotRead(full(path)) : length;
    }

    @Override
    public void close() {
      if (descriptor != NOT_OPEN) {
        reader.close(descriptor);
        descriptor = NOT_OPEN;
        open--;
      }
    }
  }
}
