package dev.conctop.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.conctop.catalog.parameter.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8FileTest {
  @TempDir Path folder;

  private static String problem(byte[] bytes) {
    return assertThrows(BadInput.class, () -> Utf8File.decode("c3.toml", bytes)).getMessage();
  }

  @Test
  void theByteAndTheLineAreNamed() {
    byte[] latin1 = "ascii = true\n# a\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("c3.toml is not UTF-8 text: byte 0xE9 in line 3", problem(latin1));
    byte[] utf16 = {(byte) 0xff, (byte) 0xfe, 'a', 0};
    assertEquals("c3.toml is not UTF-8 text: byte 0xFF in line 1", problem(utf16));
    byte[] cut = {'#', '\n', (byte) 0xe2, (byte) 0x82};
    assertEquals("c3.toml is not UTF-8 text: byte 0xE2 in line 2", problem(cut));
  }

  @Test
  void textIsReadAsItIs() {
    String text = "# caf\u00e9 \ud83d\ude00\n";
    assertEquals(text, Utf8File.decode("c3.toml", text.getBytes(StandardCharsets.UTF_8)));
    assertEquals("", Utf8File.decode("c3.toml", new byte[0]));
  }

  @Test
  void theSettingsSayIt() throws Exception {
    Path file = Files.write(folder.resolve("c3.toml"), new byte[] {'#', ' ', (byte) 0xe9, '\n'});
    BadInput e =
        assertThrows(BadInput.class, () -> SettingsReader.read(Map.of(), Optional.of(file)));
    assertEquals(file + " is not UTF-8 text: byte 0xE9 in line 1", e.getMessage());
    Path none = folder.resolve("none.toml");
    e = assertThrows(BadInput.class, () -> SettingsReader.read(Map.of(), Optional.of(none)));
    assertEquals("cannot read " + none + ": there is no such file", e.getMessage());
  }
}
