package dev.conctop.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Orders to a feed, as lines and back. */
class FeedOrderTest {
  private static final RunRequest FULL =
      new RunRequest(
          "http-get",
          "thread-pool",
          parameters(),
          OptionalInt.of(4),
          OptionalInt.empty(),
          OptionalDouble.of(120.5),
          OptionalLong.of(1000),
          OptionalLong.of(5_000_000_000L),
          OptionalLong.of(0));

  private static Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("url", "http://h/?a=b&c=$(d) 'e'\n\u00e9\u3042");
    parameters.put("delay", "50ms");
    parameters.put("odd = key", "");
    return parameters;
  }

  @Test
  void everyOrderComesBack() {
    List<FeedOrder> all =
        List.of(
            new FeedOrder.Interval(100),
            new FeedOrder.Watch("my server", false),
            new FeedOrder.Watch("7", true),
            new FeedOrder.Machine(),
            new FeedOrder.Run(FULL),
            new FeedOrder.Run(RunRequest.of("sleep", "event-loop", Map.of())),
            new FeedOrder.Turn(FeedOrder.Knob.SWITCH_INTERVAL, 5e6),
            new FeedOrder.Turn(FeedOrder.Knob.IN_FLIGHT, 64),
            new FeedOrder.Clock(-3),
            new FeedOrder.Dump(),
            new FeedOrder.Count(),
            new FeedOrder.Stack(1, 2, 3),
            new FeedOrder.Lease(9));
    for (FeedOrder order : all) {
      assertEquals(Optional.of(order), FeedOrder.parse(order.line()), order.line());
    }
  }

  @Test
  void aRunIsOneLineWhateverIsInIt() {
    String line = new FeedOrder.Run(FULL).line();
    assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
  }

  @Test
  void whatIsNoneIsPassedOver() {
    for (String line :
        List.of(
            "",
            "run",
            "run workload=sleep",
            "run workload=sleep model",
            "run workload=sleep model=thread-pool workers=many",
            "run workload=%zz model=thread-pool",
            "turn",
            "turn workers",
            "turn colours 4",
            "turn workers four",
            "clock",
            "clock now",
            "dance 7")) {
      assertEquals(Optional.empty(), FeedOrder.parse(line), line);
    }
  }
}
