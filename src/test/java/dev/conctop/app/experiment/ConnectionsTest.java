package dev.conctop.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  @Test
  void thoseOfTheProcessThatAreEstablished() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                + "  timeout inode",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000"
                + "        0 41 1 0000000000000000 100 0 0 10 0",
            "   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000"
                + "        0 42 1 0000000000000000 20 4 30 10 -1",
            "   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000"
                + "        0 43 1 0000000000000000 20 4 30 10 -1",
            "");
    assertEquals(1, Connections.count(table, Set.of("41", "42", "99")));
    assertEquals(0, Connections.count(table, Set.of()));
  }
}
