package dev.conctop.term.input;

import dev.conctop.state.Msg;
import dev.conctop.state.keys.Key;
import java.util.Arrays;
import java.util.Optional;

/** The parameters of one control sequence as they come in, and what the whole of it means. */
final class ControlSequence {
  private static final int MOST_PARAMETERS = 8;

  /** Larger than any coordinate or key number; keeps a hostile number from overflowing. */
  private static final int LARGEST = 100_000;

  /** One more than Shift, Alt, Ctrl and Meta together. */
  private static final int MOST_MODIFIERS = 16;

  private final EscapeSequences keys = new EscapeSequences();
  private final int[] parameters = new int[MOST_PARAMETERS];
  private int count;
  private int prefix;
  private boolean strange;

  void begin() {
    Arrays.fill(parameters, 0);
    count = 0;
    prefix = 0;
    strange = false;
  }

  /** A byte from 0x20 to 0x3f: digits, separators, private markers, intermediates. */
  void add(int b) {
    if (b >= '0' && b <= '9') {
      count = Math.max(count, 1);
      int at = count - 1;
      parameters[at] = Math.min(LARGEST, parameters[at] * 10 + b - '0');
    } else if (b == ';') {
      count = Math.max(count, 1);
      if (count < MOST_PARAMETERS) {
        count++;
      } else {
        strange = true;
      }
    } else if (b >= '<' && b <= '?' && count == 0 && prefix == 0) {
      prefix = b;
    } else {
      strange = true; // sub-parameters and intermediates: nothing that we know
    }
  }

  /** Nothing but one number so far. */
  boolean isOneNumber() {
    return count == 1 && prefix == 0 && !strange;
  }

  boolean isPasteBegin(int last) {
    return plain(last) && parameters[0] == 200;
  }

  /** {@code CSI M}: an old mouse report follows, three bytes. */
  boolean isOldMouse(int last) {
    return last == 'M' && prefix == 0 && count == 0 && !strange;
  }

  private boolean plain(int last) {
    return last == '~' && prefix == 0 && !strange;
  }

  /**
   * What the sequence means once its last byte is here.
   *
   * @param alt whether one more escape came before it
   */
  Optional<Msg> end(int last, boolean alt) {
    if (strange) {
      return Optional.empty();
    }
    if (prefix == '<' && (last == 'M' || last == 'm')) {
      return mouse(last == 'M');
    }
    return prefix == 0 ? key(last, alt).map(Msg.KeyPressed::new) : Optional.empty();
  }

  private Optional<Key> key(int last, boolean alt) {
    int bits = (alt ? EscapeSequences.ALT_BIT : 0) | Math.max(0, parameters[1] - 1) & 0xf;
    return switch (last) {
      case '~' -> keys.numbered(parameters[0], bits);
      // rxvt: Shift, Ctrl and both are in the last byte
      case '$' -> keys.numbered(parameters[0], bits | EscapeSequences.SHIFT_BIT);
      case '^' -> keys.numbered(parameters[0], bits | EscapeSequences.CTRL_BIT);
      case '@' ->
          keys.numbered(parameters[0], bits | EscapeSequences.CTRL_BIT | EscapeSequences.SHIFT_BIT);
      case 'a', 'b', 'c', 'd' ->
          keys.lettered((char) (last - 'a' + 'A'), bits | EscapeSequences.SHIFT_BIT);
      case 'M', 'E', 'G' -> Optional.empty();
      // A report of the cursor's place looks like F3 with odd modifiers.
      default ->
          parameters[0] <= 1 && parameters[1] <= MOST_MODIFIERS
              ? keys.lettered((char) last, bits)
              : Optional.empty();
    };
  }

  /** {@code SS3 letter}, with rxvt's Ctrl and arrow in small letters. */
  Optional<Msg> single(int letter, boolean alt) {
    int bits = alt ? EscapeSequences.ALT_BIT : 0;
    Optional<Key> key =
        letter >= 'a' && letter <= 'd'
            ? keys.lettered((char) (letter - 'a' + 'A'), bits | EscapeSequences.CTRL_BIT)
            : keys.lettered((char) letter, bits);
    return key.map(Msg.KeyPressed::new);
  }

  Optional<Msg> linuxConsole(int letter) {
    return keys.linuxConsole((char) letter).map(Msg.KeyPressed::new);
  }

  /** Button, column, row; from 1. Wheels are 64 and 65, 32 is added for motion. */
  private Optional<Msg> mouse(boolean pressed) {
    int button = parameters[0];
    if (count != 3 || (button & 32) != 0 || parameters[1] < 1 || parameters[2] < 1) {
      return Optional.empty();
    }
    return mouseAction(button & 0xc3, pressed)
        .map(action -> new Msg.Mouse(action, parameters[1] - 1, parameters[2] - 1));
  }

  private static Optional<Msg.Mouse.Action> mouseAction(int button, boolean pressed) {
    return switch (button) {
      case 0, 1, 2 -> Optional.of(pressed ? Msg.Mouse.Action.PRESS : Msg.Mouse.Action.RELEASE);
      case 64 -> Optional.of(Msg.Mouse.Action.WHEEL_UP);
      case 65 -> Optional.of(Msg.Mouse.Action.WHEEL_DOWN);
      default -> Optional.empty();
    };
  }
}
