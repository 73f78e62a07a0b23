package dev.conctop.term.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.state.Msg;
import dev.conctop.state.keys.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDecoderTest {
  private final List<Msg> out = new ArrayList<>();
  private final KeyDecoder decoder = new KeyDecoder(out::add, key -> false);
  private long now;

  private List<Msg> decode(String bytes) {
    feed(bytes.getBytes(StandardCharsets.UTF_8));
    return settle();
  }

  private void feed(byte... bytes) {
    for (byte b : bytes) {
      decoder.feed(b & 0xff, now);
    }
  }

  private List<Msg> settle() {
    now += 2_000_000_000L;
    decoder.expire(now);
    List<Msg> result = List.copyOf(out);
    out.clear();
    return result;
  }

  private static List<Msg> pressed(Key key) {
    return List.of(new Msg.KeyPressed(key));
  }

  /** The sequence is written with E for the escape. */
  @ParameterizedTest
  @CsvSource({
    "E[A, UP",
    "EOA, UP",
    "E[B, DOWN",
    "EOB, DOWN",
    "E[C, RIGHT",
    "EOC, RIGHT",
    "E[D, LEFT",
    "EOD, LEFT",
    "E[H, HOME",
    "EOH, HOME",
    "E[1~, HOME",
    "E[7~, HOME",
    "E[F, END",
    "EOF, END",
    "E[4~, END",
    "E[8~, END",
    "E[2~, INSERT",
    "E[3~, DELETE",
    "E[5~, PAGE_UP",
    "E[6~, PAGE_DOWN",
    "EOP, F1",
    "EOQ, F2",
    "EOR, F3",
    "EOS, F4",
    "E[11~, F1",
    "E[12~, F2",
    "E[13~, F3",
    "E[14~, F4",
    "E[15~, F5",
    "E[17~, F6",
    "E[18~, F7",
    "E[19~, F8",
    "E[20~, F9",
    "E[21~, F10",
    "E[23~, F11",
    "E[24~, F12",
    "E[[A, F1",
    "E[[B, F2",
    "E[[C, F3",
    "E[[D, F4",
    "E[[E, F5",
    "E[Z, BACK_TAB",
    "EOM, ENTER",
    "E, ESCAPE"
  })
  void namedKeys(String sequence, Key.Kind kind) {
    assertEquals(pressed(Key.of(kind)), decode(sequence.replaceFirst("E", "\033")));
  }

  @ParameterizedTest
  @CsvSource({
    "E[1;5A, UP, true, false, false",
    "E[1;2A, UP, false, false, true",
    "E[1;3A, UP, false, true, false",
    "E[1;9A, UP, false, true, false",
    "E[1;8D, LEFT, true, true, true",
    "E[5;5~, PAGE_UP, true, false, false",
    "E[15;2~, F5, false, false, true",
    "E[1;2P, F1, false, false, true",
    "E[a, UP, false, false, true",
    "EOa, UP, true, false, false",
    "E[3$, DELETE, false, false, true",
    "E[3^, DELETE, true, false, false",
    "E[3@, DELETE, true, false, true",
    "EE[A, UP, false, true, false",
    "EEOA, UP, false, true, false"
  })
  void modifiers(String sequence, Key.Kind kind, boolean ctrl, boolean alt, boolean shift) {
    String bytes = sequence.replace("EE", "\033\033").replaceFirst("E", "\033");
    assertEquals(pressed(new Key(kind, 0, ctrl, alt, shift)), decode(bytes));
  }

  @Test
  void characters() {
    assertEquals(pressed(Key.of('q')), decode("q"));
    assertEquals(pressed(Key.of('é')), decode("é"));
    assertEquals(pressed(Key.of('中')), decode("中"));
    assertEquals(pressed(new Key(Key.Kind.CHARACTER, 0x1f600, false, false, false)), decode("😀"));
    assertEquals(pressed(Key.ctrl('c')), decode("\003"));
    assertEquals(pressed(Key.ctrl('z')), decode("\032"));
    assertEquals(pressed(Key.ctrl('\\')), decode("\034"));
    assertEquals(pressed(Key.ctrl(' ')), decode("\0"));
    assertEquals(pressed(Key.of(Key.Kind.ENTER)), decode("\r"));
    assertEquals(pressed(Key.of(Key.Kind.TAB)), decode("\t"));
    assertEquals(pressed(Key.of(Key.Kind.BACKSPACE)), decode("\177"));
    assertEquals(pressed(Key.of(Key.Kind.BACKSPACE)), decode("\b"));
    assertEquals(pressed(new Key(Key.Kind.CHARACTER, 'x', false, true, false)), decode("\033x"));
    assertEquals(pressed(new Key(Key.Kind.CHARACTER, 'é', false, true, false)), decode("\033é"));
    assertEquals(pressed(new Key(Key.Kind.CHARACTER, '[', false, true, false)), decode("\033["));
    assertEquals(pressed(new Key(Key.Kind.CHARACTER, 'O', false, true, false)), decode("\033O"));
    assertEquals(pressed(new Key(Key.Kind.ENTER, 0, false, true, false)), decode("\033\r"));
  }

  @Test
  void aLoneEscapeIsTheKeyAfterAShortSilence() {
    feed((byte) 0x1b);
    now += KeyDecoder.ESCAPE_NANOS - 1;
    decoder.expire(now);
    assertEquals(List.of(), out);
    now += 1;
    decoder.expire(now);
    assertEquals(pressed(Key.of(Key.Kind.ESCAPE)), out);
  }

  @Test
  void aLateByteIsAnotherKey() {
    feed((byte) 0x1b);
    now += KeyDecoder.ESCAPE_NANOS;
    feed((byte) '[');
    assertEquals(
        List.of(new Msg.KeyPressed(Key.of(Key.Kind.ESCAPE)), new Msg.KeyPressed(Key.of('['))),
        settle());
  }

  @Test
  void anEscapeAndADigitInOneGoAreTwoKeys() {
    Msg escape = new Msg.KeyPressed(Key.of(Key.Kind.ESCAPE));
    for (char digit = '0'; digit <= '9'; digit++) {
      Msg number = new Msg.KeyPressed(Key.of(digit));
      assertEquals(List.of(escape, number), decode("\033" + digit));
      assertEquals(List.of(escape, escape, number), decode("\033\033" + digit));
    }
    assertEquals(
        List.of(escape, new Msg.KeyPressed(Key.of('1')), new Msg.KeyPressed(Key.of('j'))),
        decode("\0331j"));
    Key altSecond = new Key(Key.Kind.CHARACTER, '2', false, true, false);
    assertEquals(pressed(Key.of(Key.Kind.F5)), decode("\033[15~"));
    KeyDecoder meaning = new KeyDecoder(out::add, altSecond::equals);
    for (char c : "\0331\0332".toCharArray()) {
      meaning.feed(c, now);
    }
    assertEquals(
        List.of(escape, new Msg.KeyPressed(Key.of('1')), new Msg.KeyPressed(altSecond)), settle());
  }

  @Test
  void mouse() {
    assertEquals(
        List.of(new Msg.Mouse(Msg.Mouse.Action.PRESS, 299, 99)), decode("\033[<0;300;100M"));
    assertEquals(List.of(new Msg.Mouse(Msg.Mouse.Action.RELEASE, 0, 0)), decode("\033[<0;1;1m"));
    assertEquals(List.of(new Msg.Mouse(Msg.Mouse.Action.WHEEL_UP, 4, 5)), decode("\033[<64;5;6M"));
    assertEquals(
        List.of(new Msg.Mouse(Msg.Mouse.Action.WHEEL_DOWN, 4, 5)), decode("\033[<65;5;6M"));
    assertEquals(
        List.of(new Msg.Mouse(Msg.Mouse.Action.PRESS, 4, 5)), decode("\033[<16;5;6M"), "ctrl");
    assertEquals(List.of(), decode("\033[<32;5;6M"), "motion");
    assertEquals(List.of(), decode("\033[<0;0;6M"), "no such column");
  }

  @Test
  void pasteIsNeverKeys() {
    assertEquals(
        List.of(new Msg.Pasted("q x"), new Msg.KeyPressed(Key.of('j'))),
        decode("\033[200~q\nx\033[201~j"));
    assertEquals(List.of(new Msg.Pasted("")), decode("\033[200~\033[201~"));
    List<Msg> hostile = decode("\033[200~a\033]52;c;xx\007b\033[201~");
    assertEquals(1, hostile.size());
    assertTrue(((Msg.Pasted) hostile.get(0)).text().chars().allMatch(c -> c >= ' '));
  }

  @Test
  void aPasteIsCappedAndATornOneEnds() {
    Msg capped = decode("\033[200~" + "x".repeat(100_000) + "\033[201~").get(0);
    assertEquals(PasteBuffer.MOST_BYTES, ((Msg.Pasted) capped).text().length());
    assertEquals(List.of(new Msg.Pasted("abc")), decode("\033[200~abc"));
    assertEquals(pressed(Key.of('j')), decode("j"));
  }

  /** Each is swallowed whole: nothing comes out, and the key after it is itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "E[I",
        "E[O",
        "E[?1;2c",
        "E[?2026;2$y",
        "E[4;2$y",
        "E[24;80R",
        "E[M !!",
        "E[27;5;97~",
        "E[97;5u",
        "E[1;2;3;4;5;6;7;8;9;10A",
        "E]11;rgb:0000/0000/0000E\\",
        "E]0;titleB",
        "EP1$r0mE\\",
        "E_GxE\\",
        "E[99~",
        "E[E",
        "E[38:5:1m",
        "E[99999999999999999999~",
        "E[1 q"
      })
  void unknownSequencesAreSwallowed(String sequence) {
    String bytes = sequence.replace("E", "\033").replace("titleB", "title\007");
    bytes = sequence.equals("E[E") ? "\033[E" : bytes;
    assertEquals(pressed(Key.of('j')), decode(bytes + "j"), sequence);
  }

  @Test
  void eightBitIntroducers() {
    assertEquals(pressed(Key.of(Key.Kind.UP)), decode("\u009bA"));
    assertEquals(pressed(Key.of(Key.Kind.F1)), decode("\u008fP"));
    feed((byte) 0x9b, (byte) 'A');
    assertEquals(pressed(Key.of(Key.Kind.UP)), settle());
  }

  @Test
  void tornCharactersCostNoNeighbour() {
    feed((byte) 0xe4, (byte) 0xb8, (byte) 'j');
    assertEquals(pressed(Key.of('j')), settle());
    feed((byte) 0xff, (byte) 0xc0, (byte) 'j');
    assertEquals(pressed(Key.of('j')), settle());
    feed((byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 'j'); // half of a surrogate pair
    assertEquals(pressed(Key.of('j')), settle());
  }

  @Test
  void fromAnyNoiseItRecovers() {
    Random random = new Random(11);
    byte[] likely = "\033\033\033[[O<;;0123MmA~200~201$?]P\007\\".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      int length = 1 + random.nextInt(24);
      for (int i = 0; i < length; i++) {
        boolean any = random.nextInt(3) == 0;
        int b = any ? random.nextInt(256) : likely[random.nextInt(likely.length)];
        decoder.feed(b & 0xff, now);
        now += random.nextInt(4) == 0 ? random.nextInt(300_000_000) : 0;
      }
      for (Msg msg : settle()) {
        assertHonest(msg);
      }
      assertEquals(0, decoder.patience());
      assertEquals(pressed(Key.of('j')), decode("j"));
    }
  }

  private static void assertHonest(Msg msg) {
    switch (msg) {
      case Msg.KeyPressed(Key key) ->
          assertTrue(
              key.kind() != Key.Kind.CHARACTER
                  || (Character.isValidCodePoint(key.codePoint()) && key.codePoint() >= ' '));
      case Msg.Mouse mouse -> assertTrue(mouse.column() >= 0 && mouse.row() >= 0);
      case Msg.Pasted pasted -> assertTrue(pasted.text().chars().allMatch(c -> c >= ' '));
      default -> throw new AssertionError("came from nowhere: " + msg);
    }
  }
}
