package dev.conctop.concurrency.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.conctop.catalog.parameter.NodeMoment;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.concurrency.context.Costs;
import dev.conctop.concurrency.context.Model;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.Task;
import dev.conctop.workload.task.MapReduce;
import dev.conctop.workload.task.Resting;
import dev.conctop.workload.task.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast: a cluster of child processes whose executor runs the tasks. This process is in the
 * cluster as well, without a part in the work; so it learns of members that go from the cluster
 * itself.
 */
public final class GridModel implements Model, Resting {
  private static final String GONE = "MemberLeft";

  private final ModelContext context;
  private final String cluster = "conctop-" + UUID.randomUUID();
  private final HazelcastInstance instance;
  private final Optional<MapReduce> reduce;
  private final Costs costs;
  private final List<GridMember> members = new ArrayList<>();

  /** Those that live and are in the cluster. */
  private final List<GridMember> living = new CopyOnWriteArrayList<>();

  private final ConcurrentHashMap<Long, Flight> flights = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<Runnable> results = new LinkedBlockingQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong redone = new AtomicLong();
  private final Sending sending;
  private final ScheduledThreadPoolExecutor strikes =
      new ScheduledThreadPoolExecutor(1, GridModel::striker);
  private volatile boolean closed;

  // Of the thread that measures.
  private boolean struck;

  // Of the thread of results.
  private long droppedBelow;

  private GridModel(ModelContext context) {
    this.context = context;
    costs = new Costs(context);
    reduce = OpenWorkload.reduce(context);
    instance =
        Hazelcast.newHazelcastInstance(
            GridConfig.of(cluster, OptionalInt.empty(), false, threads(), context.spec.inFlight()));
    sending = Sending.of(context.spec.parameters().text("executor"), instance, this::nextMember);
  }

  private static Thread striker(Runnable work) {
    return Thread.ofPlatform().daemon().name("node-strike").unstarted(work);
  }

  private int threads() {
    return (int) context.spec.parameters().number("threads");
  }

  /**
   * Starts the members and waits until all have joined.
   *
   * @throws IOException when one cannot
   */
  public static Model start(ModelContext context) throws IOException {
    int number = context.spec.workers();
    context.steps.accept("starting " + number + (number == 1 ? " member" : " members"));
    long began = System.nanoTime();
    GridModel model = new GridModel(context);
    try {
      model.startMembers(number, began);
    } catch (IOException e) {
      model.close();
      throw e;
    }
    context.steps.accept(
        "%d members after %.0f ms".formatted(number, (System.nanoTime() - began) / 1e6));
    context.add(model);
    return model;
  }

  private void startMembers(int number, long began) throws IOException {
    int port = instance.getCluster().getLocalMember().getAddress().getPort();
    // By one thread, that of the whole run: the kernel ends them with the thread that started them.
    while (members.size() < number) {
      members.add(
          GridMember.launch(
              members.size() + 1, context, cluster, port, threads(), context.spec.inFlight()));
    }
    for (GridMember member : members) {
      member.awaitReady();
      costs.started(System.nanoTime() - began);
    }
    living.addAll(members);
    LongFunction<Optional<Flight>> find = id -> Optional.ofNullable(flights.get(id));
    for (GridMember member : members) {
      member.follow(find, redone::incrementAndGet);
      member.onEnd(() -> ended(member));
    }
    instance.getCluster().addMembershipListener(new Leaving());
    Thread.ofPlatform().daemon().name("results").start(this::takeResults);
  }

  // ---- tasks

  @Override
  public void submit(Task task) {
    Flight flight = new Flight(numbers.getAndIncrement(), task);
    flights.put(flight.number, flight);
    try {
      sending.send(
          new GridTask(flight.number),
          result -> results.add(() -> came(flight, result)),
          failure -> results.add(() -> failed(flight, failure)));
    } catch (RuntimeException e) {
      results.add(() -> failed(flight, e));
    }
    if (living.isEmpty()) {
      results.add(() -> failed(flight, new TaskFailure(GONE + ": all nodes have ended")));
    }
  }

  /** The next of the living in turns, as the cluster knows it; none when all have gone. */
  private Optional<Member> nextMember(long turn) {
    List<GridMember> now = List.copyOf(living);
    if (now.isEmpty()) {
      return Optional.empty();
    }
    UUID uuid = now.get((int) (turn % now.size())).uuid();
    return instance.getCluster().getMembers().stream()
        .filter(member -> member.getUuid().equals(uuid))
        .findFirst();
  }

  private void takeResults() {
    while (!closed) {
      try {
        results.take().run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void came(Flight flight, GridResult result) {
    if (flights.remove(flight.number) == null) {
      return;
    }
    if (result.began() == 0) {
      flight.dropped();
      return;
    }
    if (flight.unwanted()) {
      dropTheRest();
    }
    if (result.failure().isEmpty()) {
      reduce.ifPresent(
          its -> its.reduce(flight.number, result.part(), result.began(), result.ended()));
    }
    flight.ended(
        result.began(),
        result.ended(),
        result.failure().isEmpty() ? null : new TaskFailure(result.failure()));
  }

  private void failed(Flight flight, Throwable failure) {
    if (flights.remove(flight.number) == null) {
      return;
    }
    boolean gone = says(failure, GONE);
    if (gone) {
      lost.incrementAndGet();
    }
    long now = System.nanoTime();
    flight.ended(
        now, now, gone ? new TaskFailure(GONE + ": its member went, and it with it") : failure);
  }

  /** Whether it, or what caused it, is of a class, or has a message, that begins with a word. */
  private static boolean says(@Nullable Throwable failure, String word) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < 16; depth++) {
      String message = each.getMessage();
      if (each.getClass().getSimpleName().startsWith(word)
          || (message != null && message.startsWith(word))) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /** A phase is over: what waits in the members for a thread need not be run. */
  private void dropTheRest() {
    long next = numbers.get();
    if (next > droppedBelow) {
      droppedBelow = next;
      living.forEach(member -> member.dropBelow(next));
    }
  }

  @Override
  public void interruptTasks() {
    results.add(this::dropTheRest);
  }

  // ---- members that go

  @Override
  public void measuring() {
    if (struck) {
      return;
    }
    struck = true;
    Parameters parameters = context.spec.parameters();
    NodeMoment.of(parameters, NodeMoment.KILL).ifPresent(when -> at(when, GridMember::kill));
    NodeMoment.of(parameters, NodeMoment.STOP).ifPresent(when -> at(when, GridMember::stop));
  }

  private void at(NodeMoment when, Consumer<GridMember> what) {
    GridMember member = members.get(when.node() - 1);
    strikes.schedule(() -> what.accept(member), when.nanos(), TimeUnit.NANOSECONDS);
  }

  /** Its process has ended. */
  private void ended(GridMember member) {
    if (!closed) {
      context.steps.accept(member.words() + " ended with " + member.how());
      gone(member);
    }
  }

  private void gone(GridMember member) {
    member.forget();
    if (!living.remove(member)) {
      return;
    }
    long now = System.nanoTime();
    Collection<Flight> all = List.copyOf(flights.values());
    all.forEach(flight -> flight.gone(member, now));
    if (living.isEmpty()) {
      all.forEach(
          flight ->
              results.add(() -> failed(flight, new TaskFailure(GONE + ": all nodes have ended"))));
    }
  }

  /** The cluster removes a member that it does not hear of, though its process may live. */
  private final class Leaving implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      // All are there from the beginning.
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      for (GridMember member : List.copyOf(living)) {
        if (member.uuid().equals(event.getMember().getUuid()) && member.alive() && !closed) {
          context.steps.accept(
              member.words()
                  + " was removed from the cluster: no heartbeat for "
                  + GridConfig.SILENCE_SECONDS
                  + " s"
                  + (member.stopped() ? ", since a signal has stopped it" : ""));
          gone(member);
        }
      }
    }
  }

  // ---- rest

  @Override
  public void rest() {
    living.forEach(member -> member.tell(MemberFrames.REST));
  }

  @Override
  public void go() {
    living.forEach(member -> member.tell(MemberFrames.GO));
  }

  @Override
  public void gauges(ObjDoubleConsumer<String> gauge, long now) {
    long running = flights.values().stream().filter(Flight::runs).count();
    gauge.accept("nodes", living.size());
    gauge.accept("tasks_lost", lost.get());
    gauge.accept("tasks_redone", redone.get());
    gauge.accept("queue_depth", Math.max(0, flights.size() - running));
    costs.gauges(gauge);
  }

  @Override
  public void close() {
    closed = true;
    strikes.shutdownNow();
    members.forEach(GridMember::kill);
    instance.getLifecycleService().terminate();
  }
}
