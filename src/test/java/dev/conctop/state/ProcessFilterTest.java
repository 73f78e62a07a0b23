package dev.conctop.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessCosts;
import dev.conctop.sample.thread.ProcessNames;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.state.ui.table.ProcessFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter of the table of processes understands, and what it says of the rest. */
class ProcessFilterTest {
  private static final Figure SOME = Figure.exact(1);
  private static final ProcessRow ROW =
      new ProcessRow(4242, "java", 3, SOME, SOME, Part.DISK, Fidelity.EXACT, "pread64 file")
          .named(
              new ProcessNames(1, "postgres", "java Main", "/usr/bin/java -Xmx1g Main"),
              new ProcessCosts(SOME, SOME, SOME))
          .judged(new ProcessVerdict(ProcessVerdict.Word.IO_WAITING, "disk", ""));

  @ParameterizedTest
  @CsvSource({
    "JAVA, true",
    "xmx1G, true",
    "42, true",
    "43, false",
    "user:post, true",
    "user:root, false",
    "USER:Postgres java, true",
    "verdict:io, true",
    "verdict:io-waiting, true",
    "verdict:disk, true",
    "verdict:idle, false",
    "verdict:?, false",
    "waits:disk, true",
    "waits:pread, true",
    "waits:lock, false",
    "java user:postgres verdict:io waits:disk, true",
    "java user:postgres verdict:io waits:net, false",
    "user:, true",
    "verdict:, true",
  })
  void holds(String text, boolean holds) {
    assertEquals(holds, ProcessFilter.parse(text).holds(ROW));
    assertEquals("", ProcessFilter.parse(text).problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "usr:root       | there is no filter 'usr:'; did you mean 'user'?",
        "x verdit:idle  | there is no filter 'verdit:'; did you mean 'verdict'?",
        "verdict:cpusat | there is no verdict 'cpusat'; did you mean 'cpu-saturated'?",
        "verdict:idel   | there is no verdict 'idel'; did you mean 'idle'?",
      })
  void saysWhatIsNearest(String text, String problem) {
    ProcessFilter filter = ProcessFilter.parse(text);
    assertEquals(problem, filter.problem());
    assertEquals(false, filter.holds(ROW));
  }
}
