package dev.conctop.export.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.export.ExportFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema beside the page, and the page itself, are about the tables that there are. */
class SchemaFileTest {
  private static final Path FILE = Path.of("src/site/resources/schema/conctop.facts.1.json");
  private static final Path PAGE = Path.of("src/site/markdown/exports.md");
  private final ObjectMapper mapper = JsonMapper.shared();

  private ObjectNode schema() {
    ObjectNode root = mapper.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "conctop.facts/1");
    root.put("description", "One line of the NDJSON that a recording is exported to: one fact.");
    root.put("type", "object");
    root.putArray("required").add("fact").add("at").add("t_ns");
    ObjectNode fact = root.putObject("properties").putObject("fact");
    ArrayNode names = fact.putArray("enum");
    ArrayNode kinds = root.putArray("oneOf");
    ObjectNode defs = root.putObject("$defs");
    for (Table table : Table.values()) {
      names.add(table.key());
      kinds.addObject().put("$ref", "#/$defs/" + table.key());
      defs.set(table.key(), table(table));
    }
    return root;
  }

  private ObjectNode table(Table table) {
    ObjectNode schema = mapper.createObjectNode();
    schema.put("type", "object");
    ArrayNode required = schema.putArray("required").add("fact").add("at").add("t_ns");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("fact").put("const", table.key());
    properties.putObject("at").put("type", "string");
    properties.putObject("t_ns").put("type", "integer");
    for (Column column : table.columns()) {
      ObjectNode property = properties.putObject(column.name());
      if (column.kind() == Column.Kind.FIGURE) {
        property.putArray("type").add("number").add("null");
      } else {
        property.put("type", column.kind().json());
      }
      if (column.always()) {
        required.add(column.name());
      }
    }
    ObjectNode fidelity = properties.putObject("fidelity");
    fidelity.put("type", "object");
    ArrayNode words = fidelity.putObject("additionalProperties").putArray("enum");
    Arrays.asList("sampled", "estimated").forEach(words::add);
    ObjectNode missing = properties.putObject("na");
    missing.put("type", "object").putObject("additionalProperties").put("type", "string");
    schema.put("additionalProperties", false);
    return schema;
  }

  @Test
  void theFileIsOfTheTablesThatThereAre() throws IOException {
    String wanted = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
    if (Boolean.getBoolean("screens.rewrite")) {
      Files.writeString(FILE, wanted);
    }
    assertEquals(wanted, Files.readString(FILE));
  }

  @Test
  void thePageTellsOfEachFormatTableAndColumn() throws IOException {
    String page = Files.readString(PAGE);
    ExportFormats.names().forEach(name -> assertHas(page, "`" + name + "`"));
    for (Table table : Table.values()) {
      String row =
          page.lines()
              .filter(line -> line.startsWith("| `" + table.key() + "` |"))
              .findFirst()
              .orElse("nothing");
      for (Column column : table.columns()) {
        if (!isOfAList(column.name())) {
          assertHas(row, column.name());
        }
      }
    }
  }

  /** Columns for each part and for each state are told of once. */
  private static boolean isOfAList(String column) {
    return column.matches(
        "(on_cpu|run_queue|disk|network|lock|sleep|ipc|idle|unknown|ready|running|timer|gil)"
            + "_(ns|now)");
  }

  private static void assertHas(String text, String word) {
    assertTrue(text.contains(word), word + " is not told of in: " + text);
  }
}
