package dev.conctop.term.input;

import dev.conctop.state.Msg;
import dev.conctop.state.keys.Key;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * From the bytes that a terminal sends to messages. A state machine; time is a parameter. Bytes
 * that mean nothing are swallowed whole, and from every state silence leads back to the ground.
 *
 * <pre>
 * ground ─ESC→ escape ─[→ csi ─[→ linux key        csi ─M→ old mouse (3 bytes)
 *    │            ├─O→ ss3                         csi ─200~→ paste ─CSI 201~→ ground
 *    └─≥0xc2→ utf8└─] P X ^ _→ string ─BEL, ST→ ground
 * </pre>
 */
public final class KeyDecoder {
  /** Silence after which an escape was the key and not the beginning of a sequence. */
  static final long ESCAPE_NANOS = 40_000_000;

  /** Silence after which a torn sequence is given up. */
  static final long TORN_NANOS = 250_000_000;

  /** The same for a paste, which may come over a slow line. */
  static final long PASTE_NANOS = 1_000_000_000;

  private enum State {
    GROUND,
    UTF8,
    ESCAPE,
    CSI,
    LINUX,
    SS3,
    OLD_MOUSE,
    STRING,
    STRING_ESCAPE,
    PASTE
  }

  private static final int ESC = 0x1b;

  private final ControlSequence sequence = new ControlSequence();
  private final PasteBuffer paste = new PasteBuffer();
  private final Consumer<Msg> sink;
  private final Predicate<Key> bound;
  private State state = State.GROUND;
  private boolean alt;
  private int codePoint;
  private int missing;
  private int smallest;
  private long lastByte;

  /**
   * @param bound whether a key has a meaning. An escape and a digit in one go are Alt and the digit
   *     only where that has one; else somebody was quick, and they are two keys
   */
  public KeyDecoder(Consumer<Msg> sink, Predicate<Key> bound) {
    this.sink = sink;
    this.bound = bound;
  }

  /** When {@link #expire} is due, in nanoseconds from now; 0 if nothing waits. */
  public long patience() {
    return switch (state) {
      case GROUND -> 0;
      case ESCAPE, SS3 -> ESCAPE_NANOS;
      case PASTE -> PASTE_NANOS;
      case CSI -> sequenceJustBegun ? ESCAPE_NANOS : TORN_NANOS;
      case UTF8, LINUX, OLD_MOUSE, STRING, STRING_ESCAPE -> TORN_NANOS;
    };
  }

  private boolean sequenceJustBegun;

  /** Gives up what has waited too long. */
  public void expire(long now) {
    if (state == State.GROUND || now - lastByte < patience()) {
      return;
    }
    State old = state;
    boolean begun = sequenceJustBegun;
    state = State.GROUND;
    switch (old) {
      case ESCAPE -> escapes();
      case SS3 -> character('O', true);
      case CSI -> {
        if (begun) {
          character('[', true);
        }
      }
      case PASTE -> sink.accept(new Msg.Pasted(paste.take()));
      case GROUND, UTF8, LINUX, OLD_MOUSE, STRING, STRING_ESCAPE -> {}
    }
    alt = false;
  }

  /** Takes a byte, 0 to 255. */
  public void feed(int b, long now) {
    expire(now);
    lastByte = now;
    switch (state) {
      case GROUND -> ground(b);
      case UTF8 -> continuation(b);
      case ESCAPE -> escape(b);
      case CSI -> csi(b);
      case LINUX -> {
        state = State.GROUND;
        emit(sequence.linuxConsole(b));
      }
      case SS3 -> ss3(b);
      case OLD_MOUSE -> oldMouse();
      case STRING -> string(b);
      case STRING_ESCAPE -> stringEscape(b);
      case PASTE -> pasted(b);
    }
  }

  private void ground(int b) {
    alt = false;
    if (b == ESC) {
      state = State.ESCAPE;
    } else {
      plain(b);
    }
  }

  /** A byte that begins no escape sequence; {@link #alt} says whether an escape came before. */
  private void plain(int b) {
    state = State.GROUND;
    if (b < 0x20 || b == 0x7f) {
      key(control(b));
    } else if (b < 0x80) {
      character(b, alt);
    } else if (b >= 0xc2 && b <= 0xf4) {
      missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
      smallest = b < 0xe0 ? 0x80 : b < 0xf0 ? 0x800 : 0x10000;
      codePoint = b & (0x3f >> missing);
      state = State.UTF8;
    } else {
      c1(b);
    }
  }

  private void continuation(int b) {
    if ((b & 0xc0) != 0x80) {
      state = State.GROUND;
      ground(b); // the character was torn; this byte is a new beginning
      return;
    }
    codePoint = codePoint << 6 | b & 0x3f;
    if (--missing > 0) {
      return;
    }
    state = State.GROUND;
    boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (codePoint < 0xa0) {
      c1(codePoint);
    } else if (codePoint >= smallest && codePoint <= 0x10ffff && !surrogate) {
      character(codePoint, alt);
    }
  }

  /** The 8-bit forms of what an escape and a letter introduce. */
  private void c1(int b) {
    switch (b) {
      case 0x9b -> beginCsi();
      case 0x8f -> state = State.SS3;
      case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> state = State.STRING;
      default -> state = State.GROUND;
    }
  }

  private void beginCsi() {
    state = State.CSI;
    sequence.begin();
    sequenceJustBegun = true;
  }

  private void escape(int b) {
    switch (b) {
      case ESC -> {
        if (alt) {
          key(Key.of(Key.Kind.ESCAPE));
        }
        alt = true; // rxvt: Alt and a special key is an escape before its sequence
      }
      case '[' -> beginCsi();
      case 'O' -> state = State.SS3;
      case ']', 'P', 'X', '^', '_' -> state = State.STRING;
      default -> {
        if (b >= '0' && b <= '9' && !bound.test(alt(b))) {
          escapes();
        } else {
          alt = true;
        }
        plain(b);
      }
    }
  }

  /** The escape was the key, or both were, and what follows is another one. */
  private void escapes() {
    if (alt) {
      key(Key.of(Key.Kind.ESCAPE));
    }
    key(Key.of(Key.Kind.ESCAPE));
    alt = false;
  }

  private static Key alt(int c) {
    return new Key(Key.Kind.CHARACTER, c, false, true, false);
  }

  private void csi(int b) {
    boolean first = sequenceJustBegun;
    sequenceJustBegun = false;
    if (b == '[' && first) {
      state = State.LINUX;
    } else if (b == '$' && sequence.isOneNumber()) {
      endCsi(b); // rxvt's Shift
    } else if (b >= 0x20 && b < 0x40) {
      sequence.add(b);
    } else if (b >= 0x40 && b < 0x7f) {
      endCsi(b);
    } else if (b == ESC) {
      state = State.ESCAPE;
      alt = false;
    } else if (b == 0x18 || b == 0x1a || b >= 0x80) {
      state = State.GROUND;
    }
    // other control characters inside a sequence are ignored
  }

  private void endCsi(int b) {
    state = State.GROUND;
    if (sequence.isPasteBegin(b)) {
      state = State.PASTE;
      paste.begin();
    } else if (sequence.isOldMouse(b)) {
      state = State.OLD_MOUSE;
      missing = 3;
    } else {
      emit(sequence.end(b, alt));
    }
  }

  private void ss3(int b) {
    state = State.GROUND;
    if (b < 0x20 || b >= 0x7f) {
      ground(b);
    } else {
      emit(sequence.single(b, alt));
    }
  }

  private void oldMouse() {
    if (--missing == 0) {
      state = State.GROUND;
    }
  }

  private void string(int b) {
    if (b == 0x07 || b == 0x18 || b == 0x1a) {
      state = State.GROUND;
    } else if (b == ESC) {
      state = State.STRING_ESCAPE;
    }
  }

  private void stringEscape(int b) {
    state = State.GROUND;
    if (b != '\\') {
      alt = false;
      escape0(b);
    }
  }

  private void escape0(int b) {
    state = State.ESCAPE;
    escape(b);
  }

  private void pasted(int b) {
    if (paste.add(b)) {
      state = State.GROUND;
      sink.accept(new Msg.Pasted(paste.take()));
    }
  }

  private Key control(int b) {
    return switch (b) {
      case '\r', '\n' -> withAlt(Key.Kind.ENTER);
      case '\t' -> withAlt(Key.Kind.TAB);
      case 0x7f, '\b' -> withAlt(Key.Kind.BACKSPACE);
      case 0 -> new Key(Key.Kind.CHARACTER, ' ', true, alt, false);
      default -> {
        int letter = b <= 0x1a ? b + 'a' - 1 : b + '@';
        yield new Key(Key.Kind.CHARACTER, letter, true, alt, false);
      }
    };
  }

  private Key withAlt(Key.Kind kind) {
    return new Key(kind, 0, false, alt, false);
  }

  private void character(int c, boolean withAlt) {
    key(new Key(Key.Kind.CHARACTER, c, false, withAlt, false));
  }

  private void key(Key key) {
    sink.accept(new Msg.KeyPressed(key));
  }

  private void emit(Optional<Msg> msg) {
    msg.ifPresent(sink);
  }
}
