package dev.conctop.server.watched;

import dev.conctop.server.Ask;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The query protocol of the wire format page, without the paced echo. */
final class QueryConversation extends Conversation {
  private static final int LONGEST_LINE = 256;

  QueryConversation(Socket socket, int number) {
    super(socket, number);
  }

  @Override
  void answer(Incoming in, OutputStream out, Declares waits)
      throws IOException, InterruptedException {
    try {
      while (in.more()) {
        Ask ask = Ask.ofQueryLine(in.line(LONGEST_LINE));
        delay(ask, waits);
        send(out, "", ask.body());
      }
    } catch (Ask.Refused e) {
      out.write(("400 " + e.why() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
