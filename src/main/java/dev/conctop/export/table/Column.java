package dev.conctop.export.table;

/**
 * A column of a table, a property of a fact.
 *
 * @param always whether each line has a value; else it may be left out
 */
record Column(String name, Kind kind, boolean always) {
  /** What its values are. */
  enum Kind {
    TEXT("string"),
    /** A whole number of 64 bits. */
    WHOLE("integer"),
    NUMBER("number"),
    FLAG("boolean"),
    /** A number with how it was got; without a value, it has a reason. */
    FIGURE("number");

    private final String json;

    Kind(String json) {
      this.json = json;
    }

    /** Its type in JSON Schema, where it has a value. */
    String json() {
      return json;
    }
  }

  /** As written: a name, a colon, a kind, and a question mark when it may be left out. */
  static Column of(String written) {
    int colon = written.indexOf(':');
    boolean always = !written.endsWith("?");
    String kind = written.substring(colon + 1, written.length() - (always ? 0 : 1));
    return new Column(
        written.substring(0, colon),
        switch (kind) {
          case "text" -> Kind.TEXT;
          case "whole" -> Kind.WHOLE;
          case "number" -> Kind.NUMBER;
          case "flag" -> Kind.FLAG;
          case "figure" -> Kind.FIGURE;
          default -> throw new IllegalArgumentException("a kind of column: " + written);
        },
        always);
  }
}
