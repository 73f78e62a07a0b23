package dev.conctop.probe.python;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.python.memory.ElfImage;
import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.MemoryMap;
import dev.conctop.probe.python.memory.MemoryMap.Mapping;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CPython in a process, found by what its executable or its libpython defines, so that it is
 * found as well where it is embedded into another program.
 *
 * @param runtime address of _PyRuntime
 * @param codeType address of PyCode_Type
 */
record PythonProcess(Memory memory, Layout layout, long runtime, long codeType) {
  private static final String RUNTIME = "_PyRuntime";
  private static final String CODE_TYPE = "PyCode_Type";

  /** A long, {@code 0x030b07f0} for 3.11.7; since 3.11. */
  private static final String VERSION = "Py_Version";

  private static final Pattern LIBRARY = Pattern.compile("libpython(\\d)\\.(\\d+)[a-z]*\\.so.*");
  private static final Pattern EXECUTABLE = Pattern.compile("python(\\d)\\.(\\d+)[a-z]*");
  private static final Pattern MODULE = Pattern.compile(".*\\.cpython-(\\d)(\\d+)[a-z]*-.*\\.so");
  private static final Pattern DELETED = Pattern.compile(" \\(deleted\\)$");

  private static final int BY_DEBUG_OFFSETS = 13;
  static final String NOT_PYTHON = "no CPython is in it";
  private static final String READ_ARE = "stacks are read of 3.9 to 3.13, on 64-bit x86";

  /** A file that may have CPython in it. */
  private record Candidate(Mapping mapping, ElfImage image) {}

  record Version(int major, int minor) {
    @Override
    public String toString() {
      return "CPython " + major + "." + minor;
    }
  }

  /**
   * Finds it.
   *
   * @param files below {@code /proc}
   * @throws NotReadException if there is none, or none whose structures are known
   */
  static PythonProcess find(ProcFiles files, int pid, Memory memory) throws NotReadException {
    MemoryMap maps = MemoryMap.read(files, pid);
    if (maps.mappings().isEmpty()) {
      throw new NotReadException(NotReadException.NO_MEMORY);
    }
    for (Candidate each : candidates(files, pid, maps)) {
      Map<String, Long> symbols = each.image.symbols(RUNTIME, Set.of(CODE_TYPE, VERSION));
      OptionalLong bias = each.image.bias(each.mapping);
      if (symbols.containsKey(RUNTIME) && bias.isPresent()) {
        symbols.replaceAll((_, value) -> value + bias.getAsLong());
        return of(memory, symbols, named(maps));
      }
    }
    throw new NotReadException(whyNone(maps));
  }

  /** The executable first: what it defines goes before what a library does. */
  private static List<Candidate> candidates(ProcFiles files, int pid, MemoryMap maps) {
    String executable = files.link(pid + "/exe");
    List<Candidate> found = new ArrayList<>();
    String before = "";
    for (Mapping each : maps.mappings()) {
      if (each.path().equals(before)) {
        continue;
      }
      before = each.path();
      if (each.path().equals(executable)) {
        found.addFirst(new Candidate(each, ElfImage.of(files, pid + "/exe")));
      } else if (each.name().startsWith("libpython")) {
        found.add(new Candidate(each, library(files, pid, each)));
      }
    }
    found.removeIf(each -> !each.image.usable());
    return found;
  }

  /** By what is mapped, for which one may need to be root; else by its path there. */
  private static ElfImage library(ProcFiles files, int pid, Mapping mapping) {
    ElfImage image = ElfImage.of(files, pid + "/map_files/" + mapping.range());
    return image.usable() || mapping.deleted()
        ? image
        : ElfImage.of(files, pid + "/root" + mapping.path());
  }

  private static PythonProcess of(Memory memory, Map<String, Long> symbols, Version named)
      throws NotReadException {
    try {
      Version version = version(memory, symbols, named);
      long runtime = symbols.getOrDefault(RUNTIME, 0L);
      Layout layout =
          version.minor == BY_DEBUG_OFFSETS
              ? DebugOffsets.read(memory, runtime, version.minor)
              : Layout.of(version.minor).orElseThrow();
      return new PythonProcess(memory, layout, runtime, symbols.getOrDefault(CODE_TYPE, 0L));
    } catch (TornException e) {
      throw new NotReadException(String.valueOf(e.getMessage()));
    }
  }

  private static Version version(Memory memory, Map<String, Long> symbols, Version named)
      throws TornException, NotReadException {
    Version version = named;
    if (symbols.containsKey(VERSION)) {
      long said = memory.word(symbols.getOrDefault(VERSION, 0L));
      version = new Version((int) (said >> 24 & 0xff), (int) (said >> 16 & 0xff));
    }
    if (version.major == 0) {
      throw new NotReadException("the version of its CPython cannot be told");
    }
    if (version.major != 3 || version.minor < 9 || version.minor > 13) {
      throw new NotReadException(version + ": " + READ_ARE);
    }
    if (!symbols.containsKey(CODE_TYPE)) {
      throw new NotReadException(version + " without the symbol " + CODE_TYPE);
    }
    return version;
  }

  private static String whyNone(MemoryMap maps) {
    for (Mapping each : maps.mappings()) {
      if (each.name().startsWith("libpython")) {
        Version version = named(maps);
        return each.deleted()
            ? "its libpython was removed or replaced since it started; read it as root"
            : (version.major == 0 ? "its CPython" : version)
                + " has no "
                + RUNTIME
                + " that can be read: "
                + READ_ARE;
      }
    }
    return NOT_PYTHON;
  }

  /** By names of what is mapped; 0.0 when none says it. */
  static Version named(MemoryMap maps) {
    for (Pattern pattern : List.of(LIBRARY, EXECUTABLE, MODULE)) {
      for (Mapping each : maps.mappings()) {
        Matcher name = pattern.matcher(DELETED.matcher(each.name()).replaceFirst(""));
        if (name.matches() && name.group(2).length() < 4) {
          return new Version(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
        }
      }
    }
    return new Version(0, 0);
  }
}
