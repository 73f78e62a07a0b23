package dev.conctop.report.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.Secrets;
import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Advice.Flip;
import dev.conctop.experiment.advice.Advice.RunnerUp;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.advice.Figure;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.Entrant;
import dev.conctop.experiment.advice.probe.Probed;
import dev.conctop.experiment.advice.probe.Probed.Reading;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Advice on a workload as the document {@code conctop.advise/1}. */
public final class AdviceJson {
  public static final String SCHEMA = "conctop.advise/1";

  private static final String FEW =
      "fewer than " + Effect.LEAST_ROUNDS + " rounds have no interval";
  private static final String OF_A_PROCESS = "it is about a workload, not about a process";

  private final Advised advised;
  private final AdvicePlan plan;
  private final Advice advice;
  private final JsonGenerator out;
  private final JsonParts parts;

  private AdviceJson(Advised advised, JsonGenerator out) {
    this.advised = advised;
    this.plan = advised.plan();
    this.advice = advised.advice();
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(Advised advised) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new AdviceJson(advised, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    out.writeStringProperty("subject", "workload");
    out.writeStringProperty("work", advice.work());
    workload();
    parts.absent("process", OF_A_PROCESS);
    answer();
    rules();
    runnerUp();
    flips();
    tested();
    parts.absent("pools", OF_A_PROCESS);
    parts.absent("python", OF_A_PROCESS);
    new AdviceParts(out).missing(advice.missing());
    out.writeArrayPropertyStart("notes");
    advised.notes().forEach(out::writeString);
    out.writeEndArray();
    out.writeStringProperty("ended", advised.ended());
    parts.missing();
    out.writeEndObject();
  }

  // ---- what was asked and measured

  private void workload() {
    Probed probed = advised.probed();
    out.writeObjectPropertyStart("workload");
    out.writeStringProperty("id", plan.workload().id());
    out.writeBooleanProperty("simulated", plan.workload().simulated());
    out.writeStringProperty("runtime", plan.runtime() == Runtime.JVM ? "JVM" : "CPython");
    out.writeObjectPropertyStart("parameters");
    plan.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                out.writeStringProperty(
                    entry.getKey(), Secrets.masked(entry.getKey(), entry.getValue())));
    out.writeEndObject();
    if (plan.openLoop()) {
      parts.absent("workload", "in_flight", "an open loop has no number in flight");
      out.writeNumberProperty("rate_per_s", plan.ratePerSecond().orElse(0));
    } else {
      out.writeNumberProperty("in_flight", plan.inFlight());
      parts.absent("workload", "rate_per_s", "a closed loop has no rate");
    }
    out.writeNumberProperty("cores", plan.cores());
    if (plan.slo().isPresent()) {
      out.writeStringProperty("slo", plan.slo().get().toString());
    } else {
      parts.absent("workload", "slo", "--slo was not given");
    }
    parts.plain(
        "cpu_share",
        "workload",
        probed.shape().cpuShare().orElse(Double.NaN),
        "a task's CPU time and waits are not both known");
    shares(probed);
    figures(probed);
    out.writeNumberProperty("completed", probed.completed());
    out.writeNumberProperty("failed", probed.failed());
    if (probed.error().isPresent()) {
      out.writeStringProperty("error", probed.error().get());
    } else {
      parts.absent("workload", "error", "no task failed");
    }
    parts.plain("other_load_cores", "workload", probed.otherLoad(), "no block has told it");
    out.writeEndObject();
  }

  private void shares(Probed probed) {
    if (probed.shares().isEmpty()) {
      parts.absent("workload", "alone", "no task was measured alone");
      return;
    }
    out.writeObjectPropertyStart("alone");
    for (int i = 0; i < TaskWait.count(); i++) {
      out.writeNumberProperty(
          TaskWait.at(i).key(), probed.shares().getOrDefault(TaskWait.at(i), 0.0));
    }
    out.writeEndObject();
  }

  private void figures(Probed probed) {
    out.writeObjectPropertyStart("figures");
    String path = "workload.figures";
    for (Figure figure : Figure.values()) {
      String name = AdviceParts.key(figure);
      Reading reading = probed.readings().get(figure);
      if (reading == null) {
        String why = probed.unread().getOrDefault(figure, "it is not asked of this runtime");
        parts.absent(path, name, why);
        continue;
      }
      out.writeObjectPropertyStart(name);
      out.writeNumberProperty("median", reading.value());
      String few = "there are no six blocks of it";
      parts.plain("low", path + "." + name, reading.low(), few);
      parts.plain("high", path + "." + name, reading.high(), few);
      out.writeStringProperty("how", reading.how());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  // ---- the answer

  private void answer() {
    text("model", advice.model(), advice.how());
    out.writeStringProperty("how", advice.how());
    if (advice.workers().isEmpty()) {
      parts.absent("workers", "it cannot be told, or the model has no number of its own");
    } else {
      Workers workers = advice.workers().get();
      out.writeObjectPropertyStart("workers");
      out.writeNumberProperty("count", workers.count());
      out.writeNumberProperty("low", workers.low());
      out.writeNumberProperty("high", workers.high());
      goetz(workers.goetz());
      out.writeStringProperty("what", workers.what());
      out.writeEndObject();
    }
    text("by_rules", advice.byRules(), "the rules name no model");
  }

  private void goetz(OptionalInt goetz) {
    if (goetz.isPresent()) {
      out.writeNumberProperty("goetz", goetz.getAsInt());
    } else {
      parts.absent("workers", "goetz", "it has no meaning here");
    }
  }

  private void rules() {
    out.writeArrayPropertyStart("rules");
    for (Advice.Used rule : advice.rules()) {
      out.writeStartObject();
      out.writeStringProperty("id", rule.id());
      out.writeStringProperty("note", rule.note());
      out.writeStringProperty("words", rule.words());
      out.writeStringProperty("figures", rule.figures());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void runnerUp() {
    if (advice.runnerUp().isEmpty()) {
      parts.absent("runner_up", "nothing else is predicted");
      return;
    }
    RunnerUp other = advice.runnerUp().get();
    String why = "the answer is not predicted";
    out.writeObjectPropertyStart("runner_up");
    out.writeStringProperty("model", other.model());
    parts.plain("gap", "runner_up", other.gap().orElse(Double.NaN), why);
    parts.plain("low", "runner_up", other.low().orElse(Double.NaN), why);
    parts.plain("high", "runner_up", other.high().orElse(Double.NaN), why);
    out.writeStringProperty("words", other.words());
    out.writeEndObject();
  }

  private void flips() {
    out.writeArrayPropertyStart("flips");
    for (int i = 0; i < advice.flips().size(); i++) {
      Flip flip = advice.flips().get(i);
      out.writeStartObject();
      out.writeStringProperty("figure", AdviceParts.key(flip.figure()));
      out.writeNumberProperty("value", flip.value());
      if (flip.model().isPresent()) {
        out.writeStringProperty("model", flip.model().get());
      } else {
        parts.absent("flips[" + i + "]", "model", "no model would help then");
      }
      out.writeStringProperty("words", flip.words());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  // ---- the test

  private void tested() {
    if (advised.contest().isEmpty()) {
      parts.absent("tested", advised.untested());
      return;
    }
    Contest contest = advised.contest().get();
    out.writeObjectPropertyStart("tested");
    out.writeStringProperty("standing", AdviceParts.key(advice.standing()));
    out.writeNumberProperty("rounds", contest.standing().rounds());
    out.writeNumberProperty("seed", contest.race().plan().seed());
    out.writeNumberProperty("block_s", contest.race().plan().blockNanos() / 1e9);
    out.writeNumberProperty("disturbed_blocks", contest.standing().disturbed());
    out.writeArrayPropertyStart("arms");
    for (int arm = 0; arm < advised.field().entrants().size(); arm++) {
      arm(contest, arm);
    }
    out.writeEndArray();
    gap();
    out.writeArrayPropertyStart("left_out");
    for (Entrant.LeftOut one : advised.field().leftOut()) {
      out.writeStartObject();
      out.writeStringProperty("model", one.model());
      out.writeStringProperty("why", one.why());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void gap() {
    Optional<Advised.Gap> gap = advised.gap();
    if (gap.isEmpty()) {
      parts.absent("tested", "gap", "nothing was measured beside the answer");
      return;
    }
    out.writeObjectPropertyStart("gap");
    out.writeStringProperty("model", gap.get().model());
    ratio(gap.get().effect(), "tested.gap");
    out.writeEndObject();
  }

  private void arm(Contest contest, int arm) {
    String path = "tested.arms[" + arm + "]";
    Entrant entrant = advised.field().entrants().get(arm);
    ArmEstimate estimate = contest.standing().arms().get(arm);
    String none = contest.race().dead(arm).orElse("no task was completed in any block");
    out.writeStartObject();
    out.writeStringProperty("label", entrant.label());
    out.writeStringProperty("model", entrant.model().id());
    out.writeStringProperty("why", entrant.why());
    out.writeNumberProperty("workers", contest.arms().get(arm).workers());
    estimate("throughput_per_s", path, estimate.throughput(), none);
    out.writeObjectPropertyStart("latency_ns");
    estimate("p50", path + ".latency_ns", estimate.p50(), none);
    estimate(
        "p99",
        path + ".latency_ns",
        estimate.p99(),
        "a block has fewer than " + ArmEstimate.LEAST_FOR_P99 / 10 + " tasks");
    out.writeEndObject();
    out.writeObjectPropertyStart("effect");
    ratio(advised.ratio(arm), path + ".effect");
    out.writeEndObject();
    Optional<Boolean> holds = advised.holds(arm);
    if (holds.isPresent()) {
      out.writeBooleanProperty("holds_slo", holds.get());
    } else {
      parts.absent(
          path, "holds_slo", plan.slo().isEmpty() ? "--slo was not given" : "it cannot be told");
    }
    out.writeNumberProperty("completed", estimate.tasks().completed());
    out.writeNumberProperty("failed", estimate.tasks().failed());
    Optional<String> dead = contest.race().dead(arm);
    if (dead.isPresent()) {
      out.writeStringProperty("out", dead.get());
    } else {
      parts.absent(path, "out", "it was in to the end");
    }
    out.writeEndObject();
  }

  private void ratio(Effect effect, String path) {
    parts.plain("ratio", path, effect.ratio(), "there is no round with both");
    parts.plain("low", path, effect.low(), FEW);
    parts.plain("high", path, effect.high(), FEW);
  }

  private void estimate(String name, String path, Effect effect, String whyNone) {
    if (Double.isNaN(effect.ratio())) {
      parts.absent(path, name, whyNone);
      return;
    }
    out.writeObjectPropertyStart(name);
    out.writeNumberProperty("median", effect.ratio());
    String why =
        effect.rounds() < Effect.LEAST_ROUNDS
            ? FEW
            : "a block has fewer than " + ArmEstimate.LEAST_FOR_P99 + " tasks";
    parts.plain("low", path + "." + name, effect.low(), why);
    parts.plain("high", path + "." + name, effect.high(), why);
    out.writeEndObject();
  }

  private void text(String name, Optional<String> value, String why) {
    if (value.isPresent()) {
      out.writeStringProperty(name, value.get());
    } else {
      parts.absent(name, why);
    }
  }
}
