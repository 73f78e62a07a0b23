package dev.conctop.report;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ParameterSpec;
import dev.conctop.catalog.WorkloadSpec;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What can be run, as text or JSON. */
public final class CatalogReport {
  private CatalogReport() {}

  /** For people. */
  public static String text(boolean workloads, boolean models) {
    StringBuilder out = new StringBuilder();
    if (workloads) {
      out.append("Workloads: what a task does\n\n");
      for (WorkloadSpec spec : Catalog.workloads()) {
        out.append(String.format("  %-16s %-9s %s%n", spec.id(), spec.kind().label(), spec.help()));
        parameters(out, spec.parameters());
      }
    }
    if (models) {
      out.append(workloads ? "\nModels: how tasks are run\n\n" : "Models: how tasks are run\n\n");
      for (ModelSpec spec : Catalog.models()) {
        out.append(
            String.format(
                "  %-16s %s%s%n", spec.id(), spec.help(), spec.emulated() ? " (emulated)" : ""));
        parameters(out, spec.parameters());
      }
    }
    return out.toString();
  }

  private static void parameters(StringBuilder out, List<ParameterSpec> specs) {
    for (ParameterSpec spec : specs) {
      String value = spec.defaultValue().isEmpty() ? "(none)" : spec.defaultValue();
      out.append(
          String.format(
              "      %-16s default %-10s %s; %s%n", spec.name(), value, spec.range(), spec.help()));
    }
  }

  /** For programs: the document {@code conctop.list/1}. */
  public static String json(boolean workloads, boolean models) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("schema", "conctop.list/1");
      if (workloads) {
        out.writeArrayPropertyStart("workloads");
        for (WorkloadSpec spec : Catalog.workloads()) {
          out.writeStartObject();
          out.writeStringProperty("id", spec.id());
          out.writeStringProperty("kind", spec.kind().label());
          out.writeBooleanProperty("simulated", spec.simulated());
          out.writeStringProperty("help", spec.help());
          parameters(out, spec.parameters());
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      if (models) {
        out.writeArrayPropertyStart("models");
        for (ModelSpec spec : Catalog.models()) {
          out.writeStartObject();
          out.writeStringProperty("id", spec.id());
          out.writeStringProperty("help", spec.help());
          out.writeBooleanProperty("emulated", spec.emulated());
          parameters(out, spec.parameters());
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void parameters(JsonGenerator out, List<ParameterSpec> specs) {
    out.writeArrayPropertyStart("parameters");
    for (ParameterSpec spec : specs) {
      out.writeStartObject();
      out.writeStringProperty("name", spec.name());
      out.writeStringProperty("unit", spec.quantity().unit());
      out.writeStringProperty("default", spec.defaultValue());
      out.writeStringProperty("range", spec.range());
      out.writeStringProperty("help", spec.help());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
