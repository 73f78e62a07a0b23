package dev.conctop.report.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Schema;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.fleet.HostRow;
import dev.conctop.state.past.total.DiskTotals;
import dev.conctop.view.FleetScenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several hosts, one of them not there, as a document and as text. */
class FleetReportTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.fleet.1.json");
  private static final Figure NA = Figure.na("it was not told");

  private static HostFound seen(String name, double cpu) {
    HostRow.Look look =
        FleetScenes.look(
            2,
            cpu / 2,
            FleetScenes.judged("idle", "", 0),
            0,
            FleetScenes.process(80, "nginx", 4, cpu, Part.NETWORK),
            FleetScenes.process(81, "nginx", 1, 0.1, Part.NETWORK));
    HostSeen machine =
        new HostSeen(
            new MachineInfo(name, "", 1, 2, NA, ""),
            look.host(),
            look.table(),
            Optional.empty(),
            new DiskTotals(),
            new CpuLimit(0, NA, NA, NA),
            new ObserverCost(NA, 0, 0, 0, "", CauseRate.none()));
    return new HostFound(
        name, "", "", "conctop 9", Optional.empty(), Optional.of(machine), List.of());
  }

  private static List<HostFound> hosts() {
    return List.of(
        seen("web1", 0.2),
        seen("web2", 1.4),
        HostFound.failed("web3", "", "Connection refused", "see \"sshd\""));
  }

  @Test
  void theDocumentIsAsItsSchemaSays() throws Exception {
    JsonNode document = JsonMapper.shared().readTree(FleetJson.of(hosts(), Optional.empty()));
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(1, document.get("failed").asInt());
    assertEquals("conctop.host/1", document.at("/hosts/0/machine/schema").stringValue());
    assertEquals("Connection refused", document.at("/hosts/2/reason").stringValue());
    JsonNode nginx = document.at("/groups/0");
    assertEquals(2, nginx.get("hosts").asInt());
    assertEquals(4, nginx.get("processes").asInt());
    assertEquals(0.9, nginx.at("/on_cpu/median").asDouble(), 1e-9);
    assertEquals(0.3, nginx.at("/on_cpu/low").asDouble(), 1e-9);
    assertEquals(1.5, nginx.at("/on_cpu/high").asDouble(), 1e-9);
    assertEquals("web2", nginx.get("most_on").stringValue());
  }

  @Test
  void theTextHasALineAHost() {
    String text = FleetText.of(hosts(), Optional.empty());
    assertTrue(text.startsWith("3 hosts, 1 failed\n"), text);
    assertTrue(text.contains("web3  failed         Connection refused; see \"sshd\"\n"), text);
    assertTrue(text.contains("0.90, 0.30 - 1.50, web2"), text);
  }
}
