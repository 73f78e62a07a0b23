package dev.conctop.term.input;

import dev.conctop.fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a terminal sends: keys, the mouse, pastes, answers; or anything at all. */
public final class KeysTarget implements Target {
  private static final long APART = 1_000_000;
  private static final int SHOWN = 8;

  @Override
  public String name() {
    return "terminal";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        text("q\u001b[A\u001b[1;5B\u001bOP\u001b[[A\u001b[24~é漢\ud83d\ude00"),
        text("\u001b[<0;10;20M\u001b[<0;10;20m\u001b[<65;1;1M\u001b[M !!"),
        text("\u001b[200~pasted\ntext\u001b[201~\u001b]11;rgb:0000/0000/0000\u0007"),
        text("\u001bP1$r0m\u001b\\\u001b[?62;c\u001b1\u001b\u001b"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String read(byte[] input) {
    List<String> said = new ArrayList<>();
    KeyDecoder decoder =
        new KeyDecoder(msg -> said.add(msg.getClass().getSimpleName()), key -> true);
    long now = 0;
    for (byte each : input) {
      now += (each & 0xf) == 0 ? KeyDecoder.TORN_NANOS : APART;
      decoder.expire(now);
      decoder.feed(each & 0xff, now);
    }
    decoder.expire(now + 2 * KeyDecoder.PASTE_NANOS);
    if (decoder.patience() != 0) {
      throw new AssertionError("silence does not lead back to the ground");
    }
    return said.subList(0, Math.min(SHOWN, said.size())).toString();
  }
}
