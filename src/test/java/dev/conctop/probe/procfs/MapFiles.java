package dev.conctop.probe.procfs;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Files in memory; reading can be made to fail from some reading on. */
public final class MapFiles implements ProcFiles {
  public final Map<String, String> texts = new HashMap<>();
  public final Map<String, String> links = new HashMap<>();
  public final Set<String> denied = new HashSet<>();
  public final Map<Long, Long> peers = new HashMap<>();

  /** Words of 8 bytes of any process's memory, by their addresses. */
  public final Map<Long, Long> memory = new HashMap<>();

  /** Everything below this folder ends at reading number {@link #endsAt}. */
  public String ending = "";

  public int endsAt = Integer.MAX_VALUE;
  public int readings;

  public MapFiles put(String path, String text) {
    texts.put(path, text);
    return this;
  }

  public void remove(String folder) {
    texts.keySet().removeIf(path -> path.startsWith(folder));
  }

  @Override
  public KeptFile open(String path, boolean important) {
    return new KeptFile() {
      @Override
      public int read(byte[] into) {
        return MapFiles.this.read(path, into);
      }

      @Override
      public void close() {}
    };
  }

  private void count(String path) {
    if (readings++ == endsAt) {
      remove(ending);
    }
  }

  @Override
  public int read(String path, byte[] into) {
    count(path);
    if (denied.contains(path)) {
      return DENIED;
    }
    String text = texts.get(path);
    if (text == null) {
      return GONE;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, into.length);
    System.arraycopy(bytes, 0, into, 0, length);
    return length;
  }

  @Override
  public Map<Long, Long> unixPeers() {
    return peers;
  }

  private int readMemory(long offset, byte[] into, int length) {
    for (int i = 0; i < length; i++) {
      Long word = memory.get(offset + i & ~7L);
      if (word == null) {
        return i == 0 ? FAILED : i;
      }
      into[i] = (byte) (word >>> (offset + i & 7) * 8);
    }
    return length;
  }

  @Override
  public int readAt(String path, long offset, byte[] into, int length) {
    if (path.endsWith("/mem") && !texts.containsKey(path)) {
      return memory.isEmpty() ? GONE : readMemory(offset, into, length);
    }
    String text = texts.get(path);
    if (text == null) {
      return GONE;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = (int) Math.min(bytes.length, offset);
    int got = Math.min(length, bytes.length - from);
    System.arraycopy(bytes, from, into, 0, got);
    return got;
  }

  @Override
  public int list(String path, IntList into) {
    count(path);
    if (denied.contains(path)) {
      return DENIED;
    }
    String prefix = path.isEmpty() ? "" : path + "/";
    Set<Integer> names = new HashSet<>();
    boolean there = path.isEmpty();
    for (String file : texts.keySet()) {
      if (file.startsWith(prefix)) {
        there = true;
        int number = Texts.number(file.substring(prefix.length()).split("/", 2)[0]);
        if (number >= 0) {
          names.add(number);
        }
      }
    }
    names.forEach(into::add);
    return there ? names.size() : GONE;
  }

  @Override
  public String link(String path) {
    count(path);
    return links.getOrDefault(path, "");
  }

  @Override
  public boolean exists(String path) {
    return texts.containsKey(path);
  }

  @Override
  public boolean scarce() {
    return false;
  }
}
