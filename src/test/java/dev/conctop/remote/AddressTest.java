package dev.conctop.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts as people write them, and as ssh takes them. */
class AddressTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "web1, web1, 0",
    "ann@web1, ann@web1, 0",
    "ann@web1:2222, ann@web1, 2222",
    "10.0.0.7:22, 10.0.0.7, 22",
    "fe80::1, fe80::1, 0",
    "[fe80::1]:2222, fe80::1, 2222",
    "ann@[::1], ann@::1, 0"
  })
  void isTakenApart(String written, String destination, int port) {
    Address address = Address.parse(written);
    assertEquals(destination, address.destination());
    assertEquals(port == 0 ? OptionalInt.empty() : OptionalInt.of(port), address.port());
    assertEquals(written, address.written());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-oProxyCommand=touch",
        "ann@-oProxyCommand",
        "@web1",
        "web 1",
        "web1;reboot",
        "$(reboot)",
        "web1:0",
        "web1:99999",
        "web1:ssh",
        "[::1]x",
        "we\033[31mb"
      })
  void isRefused(String written) {
    BadInput refusal = assertThrows(BadInput.class, () -> Address.parse(written));
    assertTrue(String.valueOf(refusal.getMessage()).indexOf('\033') < 0);
  }

  @Test
  void theCommandHasNoRoomForOptionsOfAHost() {
    List<String> words =
        SshCommand.parse(" ssh -F /dev/null ")
            .words(Address.parse("ann@web1:2222"), "conctop feed");
    assertEquals(List.of("ssh", "-F", "/dev/null", "-T"), words.subList(0, 4));
    assertEquals(
        List.of("-p", "2222", "--", "ann@web1", "conctop feed"),
        words.subList(words.size() - 5, words.size()));
    assertTrue(words.contains("-oControlMaster=no"));
  }

  @Test
  void anArchiveIsAskedForOnlyWhereThereIsNoConctop() {
    String command = new Archive(Path.of("x"), 77).command("conctop feed --interval 1000ms");
    assertTrue(
        command.startsWith("exec sh -c 'command -v conctop >/dev/null 2>&1 && exec conctop"));
    assertEquals(2, command.chars().filter(c -> c == '\'').count());
    assertTrue(command.contains("head -c 77 | tar -xzf - -C \"$d\""), command);
    assertTrue(command.endsWith("\"$d\"/*/bin/conctop feed --interval 1000ms'"), command);
  }

  @Test
  void groupsAndFilesAreListsOfHosts() throws IOException {
    Path file = home.resolve("rack");
    Files.writeString(file, "# rack 7\nweb3\n\nann@web4:2222 # new\n");
    HostList lists = new HostList(Map.of("web", List.of("web1", "web2")));
    assertEquals(
        List.of("db1", "web1", "web2", "web3", "ann@web4:2222"),
        lists.of("db1,@web, web1,@" + file).stream().map(Address::written).toList());
    BadInput refusal = assertThrows(BadInput.class, () -> lists.of("@wep"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("did you mean 'web'"));
  }

  @Test
  void ordersComeBackAsTheyWereWritten() {
    List<FeedOrder> all =
        List.of(
            new FeedOrder.Interval(5),
            new FeedOrder.Watch("a b", false),
            new FeedOrder.Watch("77", true),
            new FeedOrder.Machine(),
            new FeedOrder.Dump(),
            new FeedOrder.Count(),
            new FeedOrder.Stack(1, 2, 3),
            new FeedOrder.Lease(9));
    for (FeedOrder order : all) {
      assertEquals(order, FeedOrder.parse(order.line()).orElseThrow());
    }
    for (String odd : List.of("", "interval", "interval x", "stack 1 2", "watch", "reboot now")) {
      assertTrue(FeedOrder.parse(odd).isEmpty(), odd);
    }
  }
}
