package dev.conctop.probe.procfs.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxFilesTest {
  @TempDir Path root;

  private final byte[] buffer = new byte[4096];

  private Path write(String name, String text) throws IOException {
    return Files.writeString(root.resolve(name), text);
  }

  @Test
  void aKeptFileIsReadAgainFromItsStart() throws IOException {
    write("a", "first");
    LinuxFiles files = new LinuxFiles(root.toString(), 1000);
    try (ProcFiles.KeptFile kept = files.open("a", true)) {
      assertEquals(5, kept.read(buffer));
      write("a", "second");
      assertEquals(6, kept.read(buffer));
      assertEquals('s', buffer[0]);
    }
  }

  @Test
  void whatIsNotThereIsGoneAndDoesNotThrow() throws IOException {
    LinuxFiles files = new LinuxFiles(root.toString(), 1000);
    assertEquals(ProcFiles.GONE, files.read("none", buffer));
    assertEquals(ProcFiles.GONE, files.list("none", new IntList()));
    assertEquals("", files.link("none"));
    try (ProcFiles.KeptFile kept = files.open("none", true)) {
      assertEquals(ProcFiles.GONE, kept.read(buffer));
      write("none", "now");
      assertEquals(3, kept.read(buffer));
    }
  }

  @Test
  void beyondTheLimitFilesAreOpenedAnewAndItSaysSo() throws IOException {
    write("a", "text");
    LinuxFiles files = new LinuxFiles(root.toString(), 8);
    ProcFiles.KeptFile[] kept = new ProcFiles.KeptFile[20];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = files.open("a", true);
      assertEquals(4, kept[i].read(buffer));
    }
    assertTrue(files.scarce());
    for (ProcFiles.KeptFile file : kept) {
      assertEquals(4, file.read(buffer));
      file.close();
    }
    assertFalse(new LinuxFiles(root.toString(), 1000).scarce());
  }

  @Test
  void aVeryLowLimitIsLeftToTheProgramItself() throws IOException {
    write("a", "text");
    LinuxFiles files = new LinuxFiles(root.toString(), 64);
    try (ProcFiles.KeptFile file = files.open("a", true)) {
      assertEquals(4, file.read(buffer));
    }
    assertTrue(files.scarce());
  }

  @Test
  void listsNumbersOnly() throws IOException {
    for (String name : new String[] {"1", "42", "self", "4x", "99999999999"}) {
      write(name, "");
    }
    IntList list = new IntList();
    assertEquals(2, new LinuxFiles(root.toString(), 1000).list("", list));
    list.sort();
    assertEquals(1, list.get(0));
    assertEquals(42, list.get(1));
  }
}
