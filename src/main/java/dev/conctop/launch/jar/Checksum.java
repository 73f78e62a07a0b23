package dev.conctop.launch.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether a file is the very one that is meant. */
final class Checksum {
  private static final int BUFFER = 1 << 16;

  private Checksum() {}

  /** Whether a file has a jar's size and checksum; a file that cannot be read has not. */
  static boolean fits(EngineJar jar, Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) != jar.bytes()) {
        return false;
      }
      MessageDigest digest = sha256();
      try (InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
      return HexFormat.of().formatHex(digest.digest()).equals(jar.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
