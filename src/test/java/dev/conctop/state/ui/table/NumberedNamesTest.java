package dev.conctop.state.ui.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names with numbers in them. */
class NumberedNamesTest {
  @Test
  void areCounted() {
    List<String> names =
        List.of("", "a", "A-1", "a-1", "a-02", "a-2", "a-10", "a-10-b", "b", "b7", "b007x");
    List<String> mixed = new ArrayList<>(names);
    Collections.reverse(mixed);
    mixed.sort(NumberedNames::compare);
    assertEquals(names, mixed);
  }

  @Test
  void howeverLongTheNumbersAre() {
    assertEquals(-1, Integer.signum(NumberedNames.compare("t99999999999", "t100000000000")));
  }
}
