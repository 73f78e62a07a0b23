package dev.conctop.record.item;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Names as they are written into a recording: as they are, or hashed, so that the same name is the
 * same word all through one recording and nobody can tell what it was. The key is drawn anew for
 * each and written nowhere: without it, trying likely names against the hashes leads nowhere.
 */
public final class Redaction {
  private static final int KEY_BYTES = 16;
  private static final int SHOWN_BYTES = 4;

  /** Names that are remembered with their hash; the same few come again and again. */
  private static final int MOST_KNOWN = 4096;

  private final boolean hashes;
  private final UnaryOperator<String> of;

  private Redaction(boolean hashes, UnaryOperator<String> of) {
    this.hashes = hashes;
    this.of = of;
  }

  /** Names stay as they are. */
  public static Redaction none() {
    return new Redaction(false, name -> name);
  }

  /** Whether names are hashed. */
  public boolean hashes() {
    return hashes;
  }

  /** Names are hashed with a key of their own. */
  public static Redaction hashed() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Map<String, String> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KNOWN;
          }
        };
    return new Redaction(true, name -> known.computeIfAbsent(name, text -> hash(key, text)));
  }

  /**
   * A name as it is written: hashed, but for the number at its end, which tells a pool's threads.
   */
  public String name(String name) {
    return name.isEmpty() ? name : of.apply(name);
  }

  private static String hash(byte[] key, String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    MessageDigest digest = sha256();
    digest.update(key);
    byte[] sum = digest.digest(name.substring(0, end).getBytes(StandardCharsets.UTF_8));
    String number = end == name.length() ? "" : "-" + name.substring(end);
    return "x" + HexFormat.of().formatHex(sum, 0, SHOWN_BYTES) + number;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
