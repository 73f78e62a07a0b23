package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A text file of the user's; what is wrong with it is said in words. */
public final class Utf8File {
  private Utf8File() {}

  /**
   * Reads all of a small file.
   *
   * @throws BadInput naming the file, and the byte and the line where it is not UTF-8
   */
  public static String read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput("cannot read " + file + ": " + why(file, e));
    }
    return decode(file.toString(), bytes);
  }

  static String why(Path file, IOException problem) {
    return switch (problem) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      default ->
          Files.isDirectory(file) ? "it is a directory" : String.valueOf(problem.getMessage());
    };
  }

  static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int at = in.position();
      int line = 1;
      for (int i = 0; i < at; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new BadInput(
          String.format(
              Locale.ROOT, "%s is not UTF-8 text: byte 0x%02X in line %d", name, bytes[at], line));
    }
    return out.flip().toString();
  }
}
