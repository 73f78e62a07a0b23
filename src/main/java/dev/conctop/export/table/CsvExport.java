package dev.conctop.export.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.export.part.Choices;
import dev.conctop.export.part.Excerpt;
import dev.conctop.export.part.Export;
import dev.conctop.report.part.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table of facts as CSV (RFC 4180: a head, CRLF, UTF-8). The first columns say when: in UTC,
 * and in ns since the part's first moment. The last one says of figures that are not exact how they
 * were got, and of those that could not be why. What a spreadsheet would take for a formula begins
 * with an apostrophe.
 */
public final class CsvExport implements Export {
  private static final String END = "\r\n";

  private final Table table;

  private CsvExport(Table table) {
    this.table = table;
  }

  /**
   * Writes the table that was chosen.
   *
   * @throws BadInput with the nearest name when there is none
   */
  public static Export of(Choices choices) {
    String name = choices.table().orElse(Table.HOST.key());
    return new CsvExport(
        Table.named(name)
            .orElseThrow(
                () ->
                    new BadInput(
                        "there is no table '" + name + "'" + Nearest.hint(name, names()))));
  }

  /** The tables that there are. */
  public static List<String> names() {
    return Arrays.stream(Table.values()).map(Table::key).toList();
  }

  @Override
  public void write(Excerpt from, OutputStream to) throws IOException {
    List<String> head = new ArrayList<>(List.of("at", "t_ns"));
    table.columns().forEach(column -> head.add(column.name()));
    head.add("fidelity");
    to.write((String.join(",", head) + END).getBytes(UTF_8));
    new FactLines(from, new Rows(new Moments(from), to)).write();
  }

  private final class Rows implements LineWriter {
    private final Moments moments;
    private final OutputStream to;
    private final StringBuilder row = new StringBuilder();

    Rows(Moments moments, OutputStream to) {
      this.moments = moments;
      this.to = to;
    }

    @Override
    public boolean wants(Table wanted) {
      return wanted == table;
    }

    @Override
    public void write(Line line) throws IOException {
      row.setLength(0);
      row.append(moments.at(line.nanos())).append(',').append(moments.since(line.nanos()));
      for (int i = 0; i < table.columns().size(); i++) {
        row.append(',');
        if (line.has(i)) {
          boolean text = table.columns().get(i).kind() == Column.Kind.TEXT;
          row.append(text ? Csv.cell(line.value(i)) : line.value(i));
        }
      }
      row.append(',').append(Csv.cell(remarks(line))).append(END);
      to.write(row.toString().getBytes(UTF_8));
    }

    private static String remarks(Line line) {
      if (line.fidelity().isEmpty() && line.missing().isEmpty()) {
        return "";
      }
      List<String> remarks = new ArrayList<>();
      line.fidelity().forEach((column, how) -> remarks.add(column + " " + how.label()));
      line.missing().forEach((column, why) -> remarks.add(column + " n/a: " + why));
      return String.join("; ", remarks);
    }
  }
}
