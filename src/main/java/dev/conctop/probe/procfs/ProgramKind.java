package dev.conctop.probe.procfs;

import dev.conctop.sample.Runtime;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What runs in a process, by what is mapped into it and by what its executable exports: names say
 * nothing, since programs are renamed, copied and embedded.
 *
 * <pre>
 * mapped               exported (.dynstr), or a section       is
 * libjvm.so                                                   a HotSpot or OpenJ9 JVM
 * libcoreclr.so                                               .NET
 * libpython*           Py_BytesMain, Py_RunMain, Py_Main      CPython
 * libruby*             ruby_run_node, ruby_init               Ruby
 * libnode*             _ZN4node5Start…                        node
 *                      .go.buildinfo, .note.go.buildid        Go
 *                      erts_…, and the program beam.smp       BEAM
 * </pre>
 *
 * @param musl whether its C library is musl: by its loader, or for a static program by the want of
 *     glibc's note .note.ABI-tag
 */
record ProgramKind(Runtime runtime, boolean musl) {
  static final ProgramKind UNKNOWN = new ProgramKind(Runtime.NATIVE, false);

  private static final int MOST_MAPS = 4 << 20;
  private static final int MOST_REMEMBERED = 256;

  private record Mapped(String library, Runtime runtime) {}

  private static final Mapped[] MAPPED = {
    new Mapped("/libjvm.so", Runtime.JVM),
    new Mapped("/libj9vm", Runtime.JVM),
    new Mapped("/libcoreclr.so", Runtime.DOTNET),
    new Mapped("/libpython", Runtime.CPYTHON),
    new Mapped("/libruby", Runtime.RUBY),
    new Mapped("/libnode.so", Runtime.NODE)
  };

  /** Executables looked into, by the file that they are. */
  static final class Known {
    private final Map<String, ProgramKind> byFile = new HashMap<>();
  }

  /** Finds out; NATIVE when nothing is known of it, or it may not be read. */
  static ProgramKind of(ProcFiles files, int pid, Known known) {
    String maps = maps(files, pid);
    boolean musl = maps.contains("/ld-musl-") || maps.contains("/libc.musl-");
    for (Mapped mapped : MAPPED) {
      if (maps.contains(mapped.library)) {
        return new ProgramKind(mapped.runtime, musl);
      }
    }
    String file = files.link(pid + "/exe");
    ProgramKind before = known.byFile.get(file);
    if (before == null) {
      if (known.byFile.size() >= MOST_REMEMBERED) {
        known.byFile.clear();
      }
      before = ofExecutable(file, ElfFile.of(files, pid + "/exe"));
      known.byFile.put(file, before);
    }
    return new ProgramKind(before.runtime(), musl || before.musl());
  }

  private static ProgramKind ofExecutable(String file, ElfFile elf) {
    boolean go = elf.has(".go.buildinfo") || elf.has(".note.go.buildid");
    boolean dynamic = elf.has(".interp");
    boolean musl = elf.readable() && !dynamic && !go && !elf.has(".note.ABI-tag");
    return new ProgramKind(go ? Runtime.GO : exported(file, elf), musl);
  }

  private static Runtime exported(String file, ElfFile elf) {
    byte[] names = elf.section(".dynstr");
    if (names.length == 0) {
      return Runtime.NATIVE;
    }
    String exported = new String(names, StandardCharsets.ISO_8859_1);
    if (exported.contains("\0_ZN4node5Start")) {
      return Runtime.NODE;
    }
    if (exported.contains("\0Py_BytesMain\0")
        || exported.contains("\0Py_RunMain\0")
        || exported.contains("\0Py_Main\0")) {
      return Runtime.CPYTHON;
    }
    if (exported.contains("\0ruby_run_node\0")) {
      return Runtime.RUBY;
    }
    return file.endsWith("/beam.smp") || exported.contains("\0erts_alloc")
        ? Runtime.BEAM
        : Runtime.NATIVE;
  }

  private static String maps(ProcFiles files, int pid) {
    byte[] text = new byte[64 * 1024];
    int length = files.read(pid + "/maps", text);
    while (length == text.length && text.length < MOST_MAPS) {
      text = new byte[text.length * 4];
      length = files.read(pid + "/maps", text);
    }
    return length <= 0 ? "" : new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }
}
