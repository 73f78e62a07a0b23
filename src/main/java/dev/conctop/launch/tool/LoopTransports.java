package dev.conctop.launch.tool;

import dev.conctop.catalog.RunSpec;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of an event loop's transports are to be had here. They are tried in this process, once, so
 * that nothing is started in vain.
 */
public final class LoopTransports {
  /** The parameter of the model. */
  private static final String PARAMETER = "transport";

  /** The one that is everywhere. */
  private static final String USUAL = "nio";

  private static final Path SWITCH = Path.of("/proc/sys/kernel/io_uring_disabled");

  private LoopTransports() {}

  /** Asked for only where it is needed: to look loads libraries. */
  private static final class Tried {
    static final Map<String, String> WHY_NOT = look();

    private static Map<String, String> look() {
      Map<String, String> found = new LinkedHashMap<>();
      try (PrivateDirectory directory = new PrivateDirectory()) {
        System.setProperty("io.netty.native.workdir", directory.path().toString());
        found.put("epoll", words(Epoll.unavailabilityCause()));
        String ring = words(IoUring.unavailabilityCause());
        found.put("io_uring", ring.isEmpty() ? "" : ring + switchedOff());
      } catch (IOException e) {
        found.putIfAbsent("epoll", e.toString());
        found.putIfAbsent("io_uring", e.toString());
      }
      return found;
    }
  }

  /** Each transport that may be lacking, with the reason why it is; empty when it is not. */
  public static Map<String, String> whyNot() {
    return Map.copyOf(Tried.WHY_NOT);
  }

  /** One line when the transport of a run is not to be had; empty when it is, or none is named. */
  public static String missing(RunSpec spec) {
    if (!spec.parameters().has(PARAMETER)) {
      return "";
    }
    String transport = spec.parameters().text(PARAMETER);
    return transport.equals(USUAL) ? "" : problem(transport, Tried.WHY_NOT);
  }

  public static String problem(String transport, Map<String, String> whyNot) {
    String reason = whyNot.getOrDefault(transport, "");
    return reason.isEmpty()
        ? ""
        : "transport=" + transport + " is not available here: " + reason + "; take transport=nio";
  }

  /** The last of the causes says what went wrong, those before it that something did. */
  static String words(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    Throwable last = cause;
    for (int depth = 0; last.getCause() != null && depth < 20; depth++) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null ? last.toString() : message.lines().findFirst().orElse("");
  }

  private static String switchedOff() {
    try {
      String value = Files.readString(SWITCH).strip();
      return value.equals("0") ? "" : " (sysctl kernel.io_uring_disabled is " + value + ")";
    } catch (IOException e) {
      return "";
    }
  }
}
