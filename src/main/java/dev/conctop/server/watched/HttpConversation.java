package dev.conctop.server.watched;

import dev.conctop.server.Ask;
import dev.conctop.server.Distribution;
import dev.conctop.server.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 of the wire format page: {@code GET /get} and {@code POST /post}, kept alive. */
final class HttpConversation extends Conversation {
  private static final int LONGEST_LINE = 8 << 10;
  private static final int MOST_HEADERS = 100;

  /** A run asks for the same over and over. */
  private String lastQuery = "";

  private Ask ofLastQuery = new Ask(0, Distribution.FIXED, 0, false);

  HttpConversation(Socket socket, int number) {
    super(socket, number);
  }

  /**
   * A request's head.
   *
   * @param length bytes of its body
   */
  private record Head(
      String method, String target, boolean keepAlive, long length, boolean waits) {}

  @Override
  void answer(Incoming in, OutputStream out, Declares waits)
      throws IOException, InterruptedException {
    try {
      while (in.more()) {
        Head head = head(in);
        if (!answer(head, in, out, waits)) {
          return;
        }
      }
    } catch (Ask.Refused e) {
      text(out, "400 Bad Request", e.why() + "\n", true);
    }
  }

  /** Whether the connection is kept. */
  private boolean answer(Head head, Incoming in, OutputStream out, Declares waits)
      throws IOException, InterruptedException, Ask.Refused {
    int mark = head.target().indexOf('?');
    String path = mark < 0 ? head.target() : head.target().substring(0, mark);
    boolean post = head.method().equals("POST") && path.equals("/post");
    if (!post && !(head.method().equals("GET") && path.equals("/get"))) {
      throw new Ask.Refused("expected GET /get or POST /post");
    }
    Ask ask = ask(mark < 0 ? "" : head.target().substring(mark + 1));
    if (head.waits()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    in.skip(head.length());
    delay(ask, waits);
    if (post) {
      text(out, "200 OK", head.length() + "\n", !head.keepAlive());
    } else if (ask.html()) {
      out.write(
          ok("text/html; charset=utf-8", ask.body(), head.keepAlive())
              .getBytes(StandardCharsets.US_ASCII));
      out.write(Page.ofSize(ask.body()));
    } else {
      send(out, ok("application/octet-stream", ask.body(), head.keepAlive()), ask.body());
    }
    return head.keepAlive();
  }

  private Ask ask(String query) throws Ask.Refused {
    if (!query.equals(lastQuery)) {
      ofLastQuery = Ask.ofUriQuery(query);
      lastQuery = query;
    }
    return ofLastQuery;
  }

  private static Head head(Incoming in) throws IOException, Ask.Refused {
    String[] words = in.line(LONGEST_LINE).split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new Ask.Refused("not an HTTP request");
    }
    boolean keepAlive = !words[2].equals("HTTP/1.0");
    boolean waits = false;
    long length = 0;
    for (int i = 0; i < MOST_HEADERS; i++) {
      String line = in.line(LONGEST_LINE);
      if (line.isEmpty()) {
        return new Head(words[0], words[1], keepAlive, length, waits);
      }
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      switch (name) {
        case "content-length" -> length = length(value);
        case "connection" -> keepAlive = kept(value, keepAlive);
        case "expect" -> waits = value.equalsIgnoreCase("100-continue");
        case "transfer-encoding" -> throw new Ask.Refused("a body needs its Content-Length");
        default -> {}
      }
    }
    throw new Ask.Refused("more than " + MOST_HEADERS + " headers");
  }

  private static boolean kept(String connection, boolean otherwise) {
    return connection.equalsIgnoreCase("keep-alive")
        || (otherwise && !connection.equalsIgnoreCase("close"));
  }

  private static long length(String value) throws Ask.Refused {
    try {
      long length = Long.parseLong(value);
      if (length >= 0 && length <= Ask.MAX_BODY) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new Ask.Refused("Content-Length is not a whole number");
    }
    throw new Ask.Refused("body is over " + Ask.MAX_BODY + " bytes");
  }

  private static String ok(String type, int size, boolean keepAlive) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + (keepAlive ? "" : "\r\nConnection: close")
        + "\r\nContent-Length: "
        + size
        + "\r\n\r\n";
  }

  private static void text(OutputStream out, String status, String text, boolean close)
      throws IOException {
    String answer =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\n"
            + (close ? "Connection: close\r\n" : "")
            + "Content-Length: "
            + text.length()
            + "\r\n\r\n"
            + text;
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
  }
}
