package dev.conctop.remote;

import dev.conctop.catalog.parameter.BadInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs conctop on another machine: the system's ssh, whose keys, aliases, jump
 * hosts and settings are its own.
 *
 * @param program ssh, with what is to stand before our own options
 */
public record SshCommand(List<String> program) {
  /**
   * Nobody is asked for anything; no terminal; a line that is dead is found to be within 15 s; a
   * connection that is kept already is used, but none is kept for later, since it would outlive us;
   * nothing of ours is forwarded to a machine that we only look at.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-T",
          "-oBatchMode=yes",
          "-oConnectTimeout=10",
          "-oServerAliveInterval=5",
          "-oServerAliveCountMax=3",
          "-oControlMaster=no",
          "-oClearAllForwardings=yes",
          "-oForwardAgent=no",
          "-oForwardX11=no",
          "-oPermitLocalCommand=no");

  public SshCommand {
    program = List.copyOf(program);
    if (program.isEmpty()) {
      throw new BadInput("the command in the place of ssh is empty");
    }
  }

  /**
   * Reads a command line.
   *
   * @param written words with blanks between them; no shell reads it
   */
  public static SshCommand parse(String written) {
    List<String> words = new ArrayList<>();
    for (String word : written.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return new SshCommand(words);
  }

  /**
   * All words to start.
   *
   * @param remote what is to be run there, read by the shell there
   */
  public List<String> words(Address to, String remote) {
    List<String> words = new ArrayList<>(program);
    words.addAll(OPTIONS);
    if (to.port().isPresent()) {
      words.add("-p");
      words.add(Integer.toString(to.port().getAsInt()));
    }
    words.add("--");
    words.add(to.destination());
    words.add(remote);
    return words;
  }
}
