package dev.conctop.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.record.chunk.ChunkHead;
import dev.conctop.record.item.Redaction;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ProcessLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The numbers that stand for words in recordings are those of the page, for good. */
class PageTest {
  private static final Path PAGE = Path.of("src/site/markdown/recording.md");

  private static <E> void assertOnPage(String what, E[] all, Function<E, String> word)
      throws IOException {
    String expected = String.join(", ", Arrays.stream(all).map(word).toList());
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| " + what + " | "))
            .toList();
    assertEquals(List.of("| " + what + " | " + expected + " |"), rows);
  }

  @Test
  void theNumbersAreThoseOfThePage() throws IOException {
    assertOnPage("fidelity", Fidelity.values(), Fidelity::label);
    assertOnPage("part", Part.values(), Part::key);
    assertOnPage("role", Role.values(), Role::key);
    assertOnPage("phase", Phase.values(), Phase::key);
    assertOnPage("task state", TaskWait.values(), TaskWait::key);
    assertOnPage("series", Series.values(), Series::key);
    assertOnPage(
        "life", ProcessLife.values(), life -> life.word().isEmpty() ? "alive" : life.word());
    assertOnPage(
        "runtime",
        dev.conctop.sample.figure.Runtime.values(),
        runtime -> runtime.word().isEmpty() ? "native" : runtime.word());
    assertOnPage("JVM's wait", JvmWait.values(), JvmWait::key);
    assertOnPage("shortage", JvmPool.Shortage.values(), JvmPool.Shortage::word);
  }

  @Test
  void theHeadIsAsThePageSays() throws IOException {
    String page = Files.readString(PAGE);
    byte[] head =
        new Header("w", "h", 1, List.of(), 0, 0, false, OptionalLong.empty())
            .bytes(Redaction.none());
    StringBuilder magic = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      magic.append(i == 0 ? "" : " ").append(String.format("%02x", head[i]));
    }
    assertTrue(page.contains("`" + magic + "`"), magic.toString());
    assertTrue(page.contains("`43 48 4e 4b`"), Integer.toHexString(ChunkHead.MAGIC));
  }
}
