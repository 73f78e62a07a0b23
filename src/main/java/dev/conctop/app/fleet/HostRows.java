package dev.conctop.app.fleet;

import dev.conctop.remote.Link;
import dev.conctop.remote.Links;
import dev.conctop.state.fleet.HostRow;
import java.util.ArrayList;
import java.util.List;

/** From connections and last looks to the list of machines. */
final class HostRows {
  private HostRows() {}

  /** All of them, in the order of the connections. */
  static List<HostRow> all(Links links, List<HostLooks> looks) {
    List<HostRow> rows = new ArrayList<>(links.size());
    for (int host = 0; host < links.size(); host++) {
      rows.add(of(links, host, looks.get(host)));
    }
    return rows;
  }

  static HostRow of(Links links, int host, HostLooks looks) {
    Link link = links.link(host);
    long late = links.lag(host).lateNanos();
    return new HostRow(
        links.address(host).written(),
        switch (link.phase()) {
          case CONNECTING -> HostRow.Phase.CONNECTING;
          case LIVE -> HostRow.Phase.LIVE;
          case STALE -> HostRow.Phase.STALE;
          case FAILED -> HostRow.Phase.FAILED;
        },
        link.lookNanos().map(look -> look - late),
        link.trouble().reason(),
        link.trouble().remedy(),
        link.open() ? 0 : link.retryNanos(),
        looks.look());
  }
}
