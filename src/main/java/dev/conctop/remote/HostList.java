package dev.conctop.remote;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From what a person writes behind {@code --host} to addresses. */
public final class HostList {
  /** What the launcher's heap holds; more is for relays or metrics, see the page on fleets. */
  public static final int MOST = 600;

  private static final long LARGEST_FILE = 1 << 20;
  private static final int LONGEST_SHOWN = 80;

  private final Map<String, List<String>> groups;

  /**
   * @param groups name → hosts, from the settings
   */
  public HostList(Map<String, List<String>> groups) {
    this.groups = Map.copyOf(groups);
  }

  /**
   * Reads a list.
   *
   * @param written hosts with commas between them; {@code @name} is a group of the settings, or
   *     else a file with a host a line
   * @return each host once, in the order in which it was named first
   * @throws BadInput in one line when one of them cannot be understood
   */
  public List<Address> of(String written) {
    Map<String, Address> found = new LinkedHashMap<>();
    for (String word : written.split(",", -1)) {
      String name = word.strip();
      List<String> all = name.startsWith("@") ? named(name.substring(1)) : List.of(name);
      for (String each : all) {
        Address address = Address.parse(each);
        found.putIfAbsent(address.written(), address);
      }
    }
    if (found.size() > MOST) {
      throw new BadInput(found.size() + " hosts are more than the " + MOST + " of one screen");
    }
    return new ArrayList<>(found.values());
  }

  private List<String> named(String name) {
    List<String> group = groups.get(name);
    if (group != null) {
      return group;
    }
    try {
      Path file = Path.of(name);
      if (!name.isEmpty() && Files.isRegularFile(file)) {
        return lines(file);
      }
    } catch (InvalidPathException e) {
      // Then it is no file, and is said to be none.
    }
    throw new BadInput(
        "there is no group and no file '"
            + CleanText.clean(name, LONGEST_SHOWN)
            + "'"
            + (groups.isEmpty() ? "" : Nearest.hint(name, groups.keySet())));
  }

  private static List<String> lines(Path file) {
    String shown = CleanText.clean(file.toString(), LONGEST_SHOWN);
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new BadInput(shown + " is too large for a list of hosts");
      }
      List<String> hosts = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String host = line.replaceFirst("#.*", "").strip();
        if (!host.isEmpty()) {
          hosts.add(host);
        }
      }
      if (hosts.isEmpty()) {
        throw new BadInput("there is no host in " + shown);
      }
      return hosts;
    } catch (IOException e) {
      throw new BadInput("cannot read " + shown + " as a list of hosts");
    }
  }
}
