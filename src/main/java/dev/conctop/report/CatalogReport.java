package dev.conctop.report;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.report.part.Hanging;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What can be run, as text or JSON. */
public final class CatalogReport {
  // Where texts begin.
  private static final int WORK = 30;
  private static final int MODEL = 26;
  private static final int PARAMETER = 41;

  private CatalogReport() {}

  /**
   * For people.
   *
   * @param engines what there is of them; those that are not told of are not here
   */
  public static String text(boolean workloads, boolean models, List<Engine.Found> engines) {
    StringBuilder out = new StringBuilder();
    if (workloads) {
      out.append("Workloads: what a task does\n\n");
      for (WorkloadSpec spec : Catalog.workloads()) {
        String head = String.format("  %-17s %-9s", spec.id(), spec.kind().label());
        out.append(Hanging.of(head, WORK, spec.help() + words(spec.id(), engines)));
        parameters(out, spec.parameters());
      }
      servers(out, engines);
    }
    if (models) {
      out.append(workloads ? "\nModels: how tasks are run\n\n" : "Models: how tasks are run\n\n");
      for (ModelSpec spec : Catalog.models()) {
        String emulated = spec.emulated() ? " (emulated)" : "";
        String words = spec.help() + emulated + words(spec.id(), engines);
        out.append(Hanging.of("  " + spec.id(), MODEL, words));
        parameters(out, spec.parameters());
      }
    }
    return out.toString();
  }

  /** Who may answer in the place of the loopback server. */
  private static void servers(StringBuilder out, List<Engine.Found> engines) {
    out.append("\nServers: who answers, and is watched (-p server=)\n\n");
    for (Servers.Server server : Servers.all()) {
      StringBuilder words = new StringBuilder();
      for (String name : server.engines()) {
        Engine.Found found = found(Engines.named(name), engines);
        words.append(words.isEmpty() ? " (" : "; ");
        words.append(found.fits() ? "here: " + name + " " + found.version() : found.problem());
      }
      String alone = server.queries() ? "" : "; HTTP alone";
      String here = words.isEmpty() ? "" : words + ")";
      out.append(Hanging.of("  " + server.id(), MODEL, server.help() + alone + here));
    }
  }

  /** What there is of the engine that a model or a workload needs, if it needs one. */
  private static String words(String id, List<Engine.Found> engines) {
    return found(id, engines)
        .map(
            found ->
                found.fits()
                    ? " (here: " + found.engine().name() + " " + found.version() + ")"
                    : " (" + found.problem() + ")")
        .orElse("");
  }

  private static Optional<Engine.Found> found(String id, List<Engine.Found> engines) {
    return Engines.of(id).map(engine -> found(engine, engines));
  }

  private static Engine.Found found(Engine engine, List<Engine.Found> engines) {
    return engines.stream()
        .filter(found -> found.engine().equals(engine))
        .findFirst()
        .orElseGet(() -> new Engine.Found(engine, ""));
  }

  private static void parameters(StringBuilder out, List<ParameterSpec> specs) {
    for (ParameterSpec spec : specs) {
      String value = spec.defaultValue().isEmpty() ? "(none)" : spec.defaultValue();
      String head = String.format("      %-15s default %-10s", spec.name(), value);
      out.append(Hanging.of(head, PARAMETER, spec.range() + "; " + spec.help()));
    }
  }

  /**
   * For programs: the document {@code conctop.list/1}.
   *
   * @param engines what there is of them; those that are not told of are not here
   */
  public static String json(boolean workloads, boolean models, List<Engine.Found> engines) {
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
          engine(out, spec.id(), engines);
          parameters(out, spec.parameters());
          out.writeEndObject();
        }
        out.writeEndArray();
        servers(out, engines);
      }
      if (models) {
        out.writeArrayPropertyStart("models");
        for (ModelSpec spec : Catalog.models()) {
          out.writeStartObject();
          out.writeStringProperty("id", spec.id());
          out.writeStringProperty("help", spec.help());
          out.writeBooleanProperty("emulated", spec.emulated());
          engine(out, spec.id(), engines);
          parameters(out, spec.parameters());
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void engine(JsonGenerator out, String id, List<Engine.Found> engines) {
    Optional<Engine.Found> needed = found(id, engines);
    if (needed.isEmpty()) {
      return;
    }
    out.writeName("engine");
    engine(out, needed.get());
  }

  private static void servers(JsonGenerator out, List<Engine.Found> engines) {
    out.writeArrayPropertyStart("servers");
    for (Servers.Server server : Servers.all()) {
      out.writeStartObject();
      out.writeStringProperty("id", server.id());
      out.writeStringProperty("help", server.help());
      out.writeBooleanProperty("queries", server.queries());
      out.writeArrayPropertyStart("engines");
      server.engines().forEach(name -> engine(out, found(Engines.named(name), engines)));
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void engine(JsonGenerator out, Engine.Found found) {
    out.writeStartObject();
    out.writeStringProperty("name", found.engine().name());
    out.writeBooleanProperty("here", found.fits());
    if (!found.version().isEmpty()) {
      out.writeStringProperty("version", found.version());
    }
    out.writeStringProperty("least", found.engine().least());
    out.writeStringProperty("debian", found.engine().debian());
    out.writeStringProperty("pip", found.engine().pip());
    out.writeEndObject();
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
