package dev.conctop.remote;

import java.io.IOException;

/** One connection to one host. Nothing of it waits. Confined to one thread. */
public interface Connection {
  /** Makes connections. */
  @FunctionalInterface
  interface Opener {
    /**
     * Begins to connect.
     *
     * @param remote what is to be run there
     * @throws IOException when nothing could be started, in one line
     */
    Connection open(Address to, String remote) throws IOException;
  }

  /**
   * Reads what has come.
   *
   * @return how many bytes; 0 when there are none now
   * @throws IOException when no more will come
   */
  int read(byte[] into) throws IOException;

  /** Whether it has ended, and all that it has said was read. */
  boolean ended();

  /** How it ended: 255 is ssh's own failure, any other that of what was run there. */
  int exitCode();

  /** The last line of its standard error, as it came; empty when there is none. */
  String lastWords();

  /** Asks for something; nothing happens when it has ended. */
  void send(String line);

  /** Ends it, and what runs there with it. Returns at once. */
  void close();
}
