package dev.conctop.e2e;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The part of JSON Schema that our schemas use: {@code type}, {@code const}, {@code enum}, {@code
 * required}, {@code properties}, {@code additionalProperties} as a schema, {@code items}, {@code
 * minimum}, {@code maximum} and {@code $ref} into {@code $defs}.
 */
public final class Schema {
  private static final String DEFS = "#/$defs/";

  private final JsonNode root;

  public Schema(JsonNode root) {
    this.root = root;
  }

  /** Adds what is wrong with a document, by path. */
  public void check(JsonNode document, List<String> faults) {
    check("", document, root, faults);
  }

  private void check(String path, JsonNode value, JsonNode schema, List<String> faults) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").stringValue().substring(DEFS.length());
      check(path, value, root.get("$defs").get(name), faults);
      return;
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      faults.add(path + " is not " + schema.get("const"));
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      faults.add(path + " is none of " + schema.get("enum"));
    }
    if (schema.has("type") && !isOfType(schema.get("type"), value)) {
      faults.add(path + " is no " + name(schema.get("type")));
    }
    range(path, value, schema, faults);
    members(path, value, schema, faults);
    if (schema.has("items") && value.isArray()) {
      for (JsonNode item : value) {
        check(path + "[]", item, schema.get("items"), faults);
      }
    }
  }

  private void members(String path, JsonNode value, JsonNode schema, List<String> faults) {
    if (!value.isObject()) {
      return;
    }
    if (schema.has("required")) {
      for (JsonNode name : schema.get("required")) {
        if (!value.has(name.stringValue())) {
          faults.add(at(path, name.stringValue()) + " is missing");
        }
      }
    }
    for (var member : value.properties()) {
      JsonNode known =
          schema.has("properties") ? schema.get("properties").get(member.getKey()) : null;
      JsonNode rule = known == null ? schema.get("additionalProperties") : known;
      if (rule != null && rule.isObject()) {
        check(at(path, member.getKey()), member.getValue(), rule, faults);
      } else if (rule != null && rule.isBoolean() && !rule.booleanValue()) {
        faults.add(at(path, member.getKey()) + " is not known");
      }
    }
  }

  private static void range(String path, JsonNode value, JsonNode schema, List<String> faults) {
    if (value.isNumber()
        && (schema.has("minimum") && value.doubleValue() < schema.get("minimum").doubleValue()
            || schema.has("maximum")
                && value.doubleValue() > schema.get("maximum").doubleValue())) {
      faults.add(path + " is out of range: " + value);
    }
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String name(JsonNode type) {
    return type.isString() ? type.stringValue() : type.toString();
  }

  private static boolean contains(JsonNode all, JsonNode value) {
    for (JsonNode each : all) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (isOfType(each, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.stringValue()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }
}
