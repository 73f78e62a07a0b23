package dev.conctop.term.input;

import com.googlecode.lanterna.input.EscapeSequenceCharacterPattern;
import com.googlecode.lanterna.input.KeyType;
import dev.conctop.state.keys.Key;
import java.util.Optional;

/**
 * Which key a whole control sequence means. The classical ones are Lanterna's; what is added are
 * the numbers of rxvt and the Linux console. Lanterna's own matching of the bytes is not used: it
 * takes the arrows of a terminal in application mode for Ctrl and an arrow, and cannot tell a lone
 * Escape from the beginning of a sequence.
 */
final class EscapeSequences extends EscapeSequenceCharacterPattern {
  static final int SHIFT_BIT = 1;
  static final int ALT_BIT = 2;
  static final int CTRL_BIT = 4;

  /** Meta and its like count as Alt. */
  private static final int META_BIT = 8;

  EscapeSequences() {
    stdMap.put(1, KeyType.Home);
    stdMap.put(7, KeyType.Home);
    stdMap.put(8, KeyType.End);
    finMap.put('M', KeyType.Enter); // the keypad's, SS3 only
  }

  /** {@code CSI number ; modifier ~}. */
  Optional<Key> numbered(int number, int modifierBits) {
    KeyType type = stdMap.get(number);
    return type == null ? Optional.empty() : key(type, modifierBits);
  }

  /** {@code CSI 1 ; modifier letter} and {@code SS3 letter}. */
  Optional<Key> lettered(char letter, int modifierBits) {
    KeyType type = finMap.get(letter);
    return type == null ? Optional.empty() : key(type, modifierBits);
  }

  /** {@code CSI [ letter}: the Linux console's F1 to F5. */
  Optional<Key> linuxConsole(char letter) {
    return letter >= 'A' && letter <= 'E' ? numbered(11 + letter - 'A', 0) : Optional.empty();
  }

  private static Optional<Key> key(KeyType type, int bits) {
    boolean shift = (bits & SHIFT_BIT) != 0;
    boolean alt = (bits & (ALT_BIT | META_BIT)) != 0;
    boolean ctrl = (bits & CTRL_BIT) != 0;
    return kind(type).map(kind -> new Key(kind, 0, ctrl, alt, shift));
  }

  private static Optional<Key.Kind> kind(KeyType type) {
    return switch (type) {
      case ArrowUp -> Optional.of(Key.Kind.UP);
      case ArrowDown -> Optional.of(Key.Kind.DOWN);
      case ArrowLeft -> Optional.of(Key.Kind.LEFT);
      case ArrowRight -> Optional.of(Key.Kind.RIGHT);
      case Insert -> Optional.of(Key.Kind.INSERT);
      case Delete -> Optional.of(Key.Kind.DELETE);
      case Home -> Optional.of(Key.Kind.HOME);
      case End -> Optional.of(Key.Kind.END);
      case PageUp -> Optional.of(Key.Kind.PAGE_UP);
      case PageDown -> Optional.of(Key.Kind.PAGE_DOWN);
      case ReverseTab -> Optional.of(Key.Kind.BACK_TAB);
      case Enter -> Optional.of(Key.Kind.ENTER);
      case F1 -> Optional.of(Key.Kind.F1);
      case F2 -> Optional.of(Key.Kind.F2);
      case F3 -> Optional.of(Key.Kind.F3);
      case F4 -> Optional.of(Key.Kind.F4);
      case F5 -> Optional.of(Key.Kind.F5);
      case F6 -> Optional.of(Key.Kind.F6);
      case F7 -> Optional.of(Key.Kind.F7);
      case F8 -> Optional.of(Key.Kind.F8);
      case F9 -> Optional.of(Key.Kind.F9);
      case F10 -> Optional.of(Key.Kind.F10);
      case F11 -> Optional.of(Key.Kind.F11);
      case F12 -> Optional.of(Key.Kind.F12);
      default -> Optional.empty(); // keys that we have no name for
    };
  }
}
