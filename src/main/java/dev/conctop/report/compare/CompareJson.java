package dev.conctop.report.compare;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Secrets;
import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.Difference;
import dev.conctop.experiment.RaceAssertion;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.Standing;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Judgement;
import dev.conctop.experiment.statistic.Word;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The document {@code conctop.compare/1} of an experiment. */
public final class CompareJson {
  public static final String SCHEMA = "conctop.compare/1";

  private static final String FEW =
      "fewer than " + Effect.LEAST_ROUNDS + " rounds have no interval";
  private static final String NO_TASK = "no task was completed in any block";

  private final Contest contest;
  private final Standing standing;
  private final JsonGenerator out;
  private final JsonParts parts;

  private CompareJson(Contest contest, JsonGenerator out) {
    this.contest = contest;
    this.standing = contest.standing();
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(Contest contest, List<RaceAssertion.Outcome> assertions) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new CompareJson(contest, out).write(assertions);
    }
    return text.toString();
  }

  private void write(List<RaceAssertion.Outcome> assertions) {
    RacePlan plan = contest.race().plan();
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    out.writeStringProperty("workload", contest.arms().getFirst().workload().id());
    out.writeStringProperty("reference", plan.labels().getFirst());
    out.writeNumberProperty("rounds", standing.rounds());
    out.writeNumberProperty("seed", plan.seed());
    out.writeStringProperty(
        "method", "Hodges-Lehmann of log ratios by round, exact signed-rank interval 95 %, Holm");
    out.writeNumberProperty("same_within", plan.within());
    out.writeNumberProperty("block_s", plan.blockNanos() / 1e9);
    out.writeNumberProperty("settle_s", plan.settleNanos() / 1e9);
    out.writeStringProperty("processes", contest.race().renews() ? "renewed" : "kept");
    out.writeStringProperty("ended", contest.over());
    placebo(plan);
    out.writeNumberProperty("disturbed_blocks", standing.disturbed());
    out.writeArrayPropertyStart("arms");
    for (int arm = 0; arm < contest.arms().size(); arm++) {
      out.writeStartObject();
      arm(arm);
      out.writeEndObject();
    }
    out.writeEndArray();
    assertions(assertions);
    out.writeArrayPropertyStart("notes");
    contest.notes().forEach(out::writeString);
    out.writeEndArray();
    parts.missing();
    out.writeEndObject();
  }

  private void placebo(RacePlan plan) {
    if (!plan.placebo()) {
      parts.absent("placebo", "the reference ran once a round");
      return;
    }
    Effect noise = standing.judgement().noise();
    out.writeObjectPropertyStart("placebo");
    ratio(noise, "placebo");
    out.writeEndObject();
  }

  private void arm(int arm) {
    String path = "arms[" + arm + "]";
    RunSpec spec = contest.arms().get(arm);
    ArmEstimate estimate = standing.arms().get(arm);
    out.writeStringProperty("label", contest.race().plan().labels().get(arm));
    out.writeStringProperty("model", spec.model().id());
    out.writeBooleanProperty("emulated", spec.emulated());
    out.writeBooleanProperty("simulated", spec.workload().simulated());
    out.writeNumberProperty("workers", spec.workers());
    if (spec.openLoop()) {
      out.writeNullProperty("in_flight");
      parts.why(path + ".in_flight", "an open loop has no number in flight");
      out.writeNumberProperty("rate_per_s", spec.ratePerSecond().orElse(0));
    } else {
      out.writeNumberProperty("in_flight", spec.inFlight());
      out.writeNullProperty("rate_per_s");
      parts.why(path + ".rate_per_s", "a closed loop has no rate");
    }
    out.writeObjectPropertyStart("parameters");
    spec.parameters()
        .written()
        .forEach((name, value) -> out.writeStringProperty(name, Secrets.masked(name, value)));
    out.writeEndObject();
    estimate("throughput_per_s", path, estimate.throughput(), NO_TASK);
    out.writeObjectPropertyStart("latency_ns");
    estimate("p50", path + ".latency_ns", estimate.p50(), NO_TASK);
    estimate(
        "p99",
        path + ".latency_ns",
        estimate.p99(),
        "a block has fewer than " + ArmEstimate.LEAST_FOR_P99 / 10 + " tasks");
    out.writeEndObject();
    effect(arm, path);
    difference(arm, path);
    parts.plain(
        "cpu_s_per_1000", path, estimate.cpuPerThousand(), "CPU time was not read in each block");
    parts.plain(
        "switches_per_1000", path, estimate.switchesPerThousand(), "switches cannot be read here");
    parts.plain("pss_bytes", path, estimate.memoryBytes(), "the memory could not be read");
    if (estimate.blocks() == 0) {
      out.writeNullProperty("threads");
      parts.why(path + ".threads", "no block");
    } else {
      out.writeNumberProperty("threads", estimate.threads());
    }
    parts.budgetAt("thread_budget", path, estimate.workers(), "no such thread was seen");
    taskBudget(estimate, path);
    text("verdict", path, estimate.verdict(), "no block");
    out.writeNumberProperty("completed", estimate.tasks().completed());
    out.writeNumberProperty("failed", estimate.tasks().failed());
    out.writeNumberProperty("blocks", estimate.blocks());
    Optional<String> dead = contest.race().dead(arm);
    if (dead.isPresent()) {
      out.writeStringProperty("out", dead.get());
    } else {
      out.writeNullProperty("out");
      parts.why(path + ".out", "it was in to the end");
    }
  }

  private void effect(int arm, String path) {
    if (arm == 0) {
      out.writeNullProperty("effect");
      parts.why(path + ".effect", "it is the reference");
      return;
    }
    Judgement judgement = standing.judgement();
    Effect effect = judgement.effects().get(arm - 1);
    Word word = judgement.words().get(arm - 1);
    out.writeObjectPropertyStart("effect");
    ratio(effect, path + ".effect");
    out.writeStringProperty("word", word.key());
    Word quiet = standing.undisturbed().words().get(arm - 1);
    out.writeStringProperty("word_undisturbed", quiet.key());
    int more = judgement.moreRounds().get(arm - 1);
    if (more < 0) {
      out.writeNullProperty("more_rounds");
      parts.why(path + ".effect.more_rounds", "of fewer than two rounds nothing is known");
    } else {
      out.writeNumberProperty("more_rounds", more);
    }
    out.writeEndObject();
  }

  private void difference(int arm, String path) {
    if (arm == 0) {
      out.writeNullProperty("difference_ns");
      parts.why(path + ".difference_ns", "it is the reference");
      return;
    }
    Difference difference = standing.differences().get(arm - 1);
    if (!difference.known()) {
      out.writeNullProperty("difference_ns");
      parts.why(path + ".difference_ns", NO_TASK);
      return;
    }
    out.writeObjectPropertyStart("difference_ns");
    out.writeNumberProperty("response", difference.responseNanos());
    for (int i = 0; i < TaskWait.count(); i++) {
      out.writeNumberProperty(TaskWait.at(i).key(), difference.nanos()[i]);
    }
    out.writeNumberProperty("closure_error", difference.closureError());
    out.writeEndObject();
  }

  private void taskBudget(ArmEstimate estimate, String path) {
    if (estimate.blocks() == 0) {
      out.writeNullProperty("task_budget");
      parts.why(path + ".task_budget", "no block");
      return;
    }
    out.writeObjectPropertyStart("task_budget");
    for (int i = 0; i < TaskWait.count(); i++) {
      out.writeNumberProperty(TaskWait.at(i).key(), estimate.tasks().share(TaskWait.at(i)));
    }
    out.writeEndObject();
  }

  private void assertions(List<RaceAssertion.Outcome> assertions) {
    out.writeArrayPropertyStart("assertions");
    for (RaceAssertion.Outcome outcome : assertions) {
      out.writeStartObject();
      out.writeStringProperty("assertion", outcome.assertion().text());
      out.writeBooleanProperty("held", outcome.held());
      out.writeStringProperty("found", outcome.found());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void ratio(Effect effect, String path) {
    parts.plain("ratio", path, effect.ratio(), "there is no round with both");
    parts.plain("low", path, effect.low(), FEW);
    parts.plain("high", path, effect.high(), FEW);
  }

  private void estimate(String name, String path, Effect effect, String whyNone) {
    if (Double.isNaN(effect.ratio())) {
      out.writeNullProperty(name);
      parts.why(path + "." + name, whyNone);
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

  private void text(String name, String path, String value, String why) {
    if (value.isEmpty()) {
      out.writeNullProperty(name);
      parts.why(path + "." + name, why);
    } else {
      out.writeStringProperty(name, value);
    }
  }
}
