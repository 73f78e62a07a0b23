package dev.conctop.probe.procfs.program;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.sample.figure.Runtime;
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
public record ProgramKind(Runtime runtime, boolean musl) {
  public static final ProgramKind UNKNOWN = new ProgramKind(Runtime.NATIVE, false);

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

  private static final int MUSL = MAPPED.length;

  /** Executables looked into, by the file that they are. */
  public static final class Known {
    private final Map<String, ProgramKind> byFile = new HashMap<>();
  }

  /** Finds out; NATIVE when nothing is known of it, or it may not be read. */
  public static ProgramKind of(ProcFiles files, int pid, Known known) {
    Maps maps = Maps.read(files, pid);
    boolean musl = maps.has(MUSL);
    for (int i = 0; i < MAPPED.length; i++) {
      if (maps.has(i)) {
        return new ProgramKind(MAPPED[i].runtime, musl);
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

  /**
   * Which of the libraries are mapped. A process of thousands of threads has maps of many hundred
   * kilobytes, which are looked through in pieces.
   */
  private record Maps(boolean[] found) {
    private static final int PIECE = 16 * 1024;
    private static final long MOST = 8 << 20;
    private static final byte[][] WORDS = words();

    private static byte[][] words() {
      byte[][] words = new byte[MAPPED.length + 1][];
      for (int i = 0; i < MAPPED.length; i++) {
        words[i] = Texts.key(MAPPED[i].library);
      }
      words[MUSL] = Texts.key("/ld-musl-");
      return words;
    }

    static Maps read(ProcFiles files, int pid) {
      boolean[] found = new boolean[WORDS.length];
      byte[] piece = new byte[PIECE];
      long at = 0;
      int length = files.readAt(pid + "/maps", at, piece, PIECE);
      while (length > 0 && at < MOST) {
        mark(piece, length, found);
        at += length;
        length = files.readAt(pid + "/maps", at, piece, PIECE);
      }
      return new Maps(found);
    }

    /** Lines are never cut: procfs hands out whole ones. */
    private static void mark(byte[] text, int length, boolean[] found) {
      for (int i = 0; i < length; i++) {
        if (text[i] != '/') {
          continue;
        }
        for (int word = 0; word < WORDS.length; word++) {
          found[word] |= Texts.startsWith(text, i, length, WORDS[word]);
        }
      }
    }

    boolean has(int word) {
      return found[word];
    }
  }
}
