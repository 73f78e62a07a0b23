package dev.conctop.probe.jvm.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process's files: those of {@code /proc/PID}, and its own file system through {@code root},
 * which may be another than ours. It may have another number in its own name space of pids.
 */
public final class Place {
  private static final int MOST_BYTES = 4 << 20;

  private final Path proc;
  private final int pid;
  private final int ownPid;

  /** Where its shared counters were found; the directory may be large. */
  private @Nullable Path counters;

  private Place(Path proc, int pid, int ownPid) {
    this.proc = proc;
    this.pid = pid;
    this.ownPid = ownPid;
  }

  /**
   * The place of a process.
   *
   * @param proc {@code /proc}, or what stands for it in a test
   */
  public static Place of(Path proc, int pid) {
    Place place = new Place(proc, pid, pid);
    return new Place(proc, pid, (int) last(place.status("NSpid"), pid));
  }

  public int pid() {
    return pid;
  }

  /** Its number in its own name space. */
  int ownPid() {
    return ownPid;
  }

  /** A text of {@code /proc/PID}; empty when it cannot be read. */
  Optional<String> text(String name) {
    return read(proc.resolve(Integer.toString(pid)).resolve(name)).map(Place::latin);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Optional<byte[]> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(MOST_BYTES));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The words of one line of {@code status}; empty when it is not there. */
  List<String> status(String key) {
    return line(text("status").orElse(""), key);
  }

  /** The words behind a key in a text of lines {@code key: words}. */
  static List<String> line(String text, String key) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(key + ":")) {
        return List.of(line.substring(key.length() + 1).strip().split("\\s+", -1));
      }
    }
    return List.of();
  }

  static long last(List<String> words, long otherwise) {
    try {
      return words.isEmpty() ? otherwise : Long.parseLong(words.getLast());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The names of its threads, cut to 15 bytes by the kernel. */
  public List<String> threadNames() {
    List<String> names = new ArrayList<>();
    Path tasks = proc.resolve(pid + "/task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path task : all) {
        read(task.resolve("comm")).map(Place::latin).map(String::strip).ifPresent(names::add);
      }
    } catch (IOException | RuntimeException e) {
      // It has just ended, or may not be looked at: no names.
      return names;
    }
    return names;
  }

  /** The numbers of its threads, in our name space. */
  public List<Integer> tids() {
    List<Integer> tids = new ArrayList<>();
    String[] names = proc.resolve(pid + "/task").toFile().list();
    if (names != null) {
      for (String name : names) {
        tids.add((int) last(List.of(name), 0));
      }
    }
    return tids;
  }

  /** The number of a thread in its own name space. */
  public int ownTid(int tid) {
    return ownPid == pid ? tid : (int) last(line(task(tid), "NSpid"), tid);
  }

  /** How often a thread has given up its core of its own accord; -1 when it is not told. */
  public long moves(int tid) {
    return last(line(task(tid), "voluntary_ctxt_switches"), -1);
  }

  private String task(int tid) {
    return text("task/" + tid + "/status").orElse("");
  }

  /** The name of its program's file; empty when it may not be read. */
  public String program() {
    try {
      Path file = Files.readSymbolicLink(proc.resolve(pid + "/exe"));
      Path name = file.getFileName();
      return name == null ? "" : name.toString();
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  /**
   * Whether it has HotSpot's library in its memory: what makes a JVM of it, whatever its program's
   * file is called.
   */
  public GateFacts.Library mapsJvm() {
    return text("maps")
        .filter(maps -> !maps.isEmpty())
        .map(
            maps ->
                maps.contains("/libjvm.so") ? GateFacts.Library.MAPPED : GateFacts.Library.ABSENT)
        .orElse(GateFacts.Library.HIDDEN);
  }

  /** A path of its own file system. */
  public Path inside(String path) {
    Path root = proc.resolve(pid + "/root");
    return path.startsWith("/") ? root.resolve(path.substring(1)) : root.resolve(path);
  }

  /** A path as it would see it, from its working directory. */
  Path fromWorkingDirectory(String path) {
    return path.startsWith("/") ? inside(path) : proc.resolve(pid + "/cwd").resolve(path);
  }

  public Path temporary() {
    return inside("tmp");
  }

  /** Where it listens for questions, once it does. */
  public Path socket() {
    return temporary().resolve(".java_pid" + ownPid);
  }

  /** Whether something is at its socket's place that is its own and no file. */
  boolean listens() {
    try {
      Path socket = socket();
      Object owner = Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Object mode = Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      boolean isSocket = mode instanceof Integer bits && (bits & 0170000) == 0140000;
      return isSocket && owner instanceof Integer uid && uid == uid();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whom it acts as; -1 when it is not told. */
  long uid() {
    List<String> uids = status("Uid");
    return uids.size() < 2 ? -1 : last(uids.subList(0, 2), -1);
  }

  /** Its shared counters; empty when it shares none or they may not be read. */
  public Optional<PerfData> perfData() {
    Path known = counters;
    if (known != null) {
      return perfData(known);
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary(), "hsperfdata_*")) {
      for (Path directory : all) {
        Path file = directory.resolve(Integer.toString(ownPid));
        // Everybody may write into a temporary directory: what is not its own is not believed.
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOwn(file)) {
          counters = file;
          return perfData(file);
        }
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<PerfData> perfData(Path file) {
    return read(file)
        .filter(bytes -> bytes.length <= PerfData.MOST_BYTES)
        .flatMap(bytes -> PerfData.parse(bytes, bytes.length));
  }

  /** Whether a file belongs to whom the process acts as. */
  public boolean isOwn(Path file) throws IOException {
    Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return owner instanceof Integer uid && uid == uid();
  }
}
