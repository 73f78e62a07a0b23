package dev.conctop.concurrency.context;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.workload.Workloads;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a child process that runs tasks is told of the run, before anything else. */
public final class ChildSetup {
  private static final int MOST_BUSY = 64;

  private ChildSetup() {}

  /** Tells it, without flushing. */
  public static void write(ModelContext context, DataOutputStream out) throws IOException {
    out.writeUTF(context.spec.workload().id());
    out.writeUTF(context.spec.model().id());
    Map<String, String> parameters = context.spec.parameters().written();
    out.writeInt(parameters.size());
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      out.writeUTF(parameter.getKey());
      out.writeUTF(parameter.getValue());
    }
    out.writeInt(context.place.httpPort());
    out.writeInt(context.place.queryPort());
    out.writeUTF(context.place.directory().toString());
  }

  /**
   * What was told, as the child's side of the run.
   *
   * @param steps told what takes time
   */
  public static ModelContext read(DataInputStream in, Consumer<String> steps) throws IOException {
    WorkloadSpec workload = Catalog.workload(in.readUTF());
    ModelSpec model = Catalog.model(in.readUTF());
    Map<String, String> given = new HashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      given.put(in.readUTF(), in.readUTF());
    }
    RunSpec spec =
        new RunSpec(
            workload,
            model,
            RunSpec.parameters(workload, model, given),
            1,
            1,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    Place place = new Place(in.readInt(), in.readInt(), Path.of(in.readUTF()));
    return new ModelContext(spec, () -> Workloads.create(workload.id()), place, steps);
  }

  /** Writes which threads are busy beside the tasks, for who began the process to watch. */
  public static void writeBusy(ModelContext context, DataOutputStream out) throws IOException {
    List<ThreadReport> busy = context.threads.changed(System.nanoTime(), MOST_BUSY);
    out.writeInt(busy.size());
    for (ThreadReport thread : busy) {
      out.writeInt(thread.pid());
      out.writeInt(thread.tid());
      out.writeUTF(thread.name());
    }
  }

  /** Ends a rest, in a process that is read to by one thread. */
  public static void go(ModelContext context) throws IOException {
    try {
      context.go();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
