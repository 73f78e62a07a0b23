package dev.conctop.report;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the report of a recording says besides what a live one does.
 *
 * @param fromNanos its first moment, ns since 1970
 * @param toNanos its last moment, ns since 1970
 * @param writer the program that recorded, with its version
 */
public record Recorded(long fromNanos, long toNanos, String writer) {
  private static final long SECOND = 1_000_000_000L;
  private static final int MILLI = 1_000_000;

  /** A live document with {@code from} and {@code to}, in UTC. */
  public String json(String document) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(document);
    root.put("from", at(fromNanos));
    root.put("to", at(toNanos));
    return mapper.writeValueAsString(root);
  }

  /** A live text under a line that says of when it is. */
  public String text(String live) {
    return "recorded from "
        + at(fromNanos)
        + " to "
        + at(toNanos)
        + " by "
        + writer
        + "\n\n"
        + live;
  }

  private static String at(long nanos) {
    long millis = Math.floorMod(nanos, SECOND) / MILLI;
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), millis * MILLI).toString();
  }
}
