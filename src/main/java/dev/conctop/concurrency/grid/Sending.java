package dev.conctop.concurrency.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.durableexecutor.DurableExecutorService;
import com.hazelcast.durableexecutor.DurableExecutorServiceFuture;
import dev.conctop.workload.task.TaskFailure;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** How tasks are given to the cluster; what becomes of one is told by a thread of the library. */
interface Sending {
  void send(GridTask task, Consumer<GridResult> result, Consumer<Throwable> failure);

  /**
   * One of the ways.
   *
   * @param executor submit: to the member that has a partition drawn by lot, again if that goes;
   *     member: to one member, and no other; durable: to a partition, which keeps the task and its
   *     result on two members
   * @param members the member whose turn it is
   */
  static Sending of(
      String executor, HazelcastInstance instance, LongFunction<Optional<Member>> members) {
    return switch (executor) {
      case "member" ->
          new ToMember(instance.getExecutorService(GridConfig.EXECUTOR), members, new AtomicLong());
      case "durable" ->
          new Durable(
              instance.getDurableExecutorService(GridConfig.EXECUTOR),
              Executors.newSingleThreadExecutor(
                  Thread.ofPlatform().daemon().name("disposals").factory()));
      default -> new ToPartition(instance.getExecutorService(GridConfig.EXECUTOR));
    };
  }

  /** To whoever has a partition. */
  record ToPartition(IExecutorService executor) implements Sending {
    @Override
    public void send(GridTask task, Consumer<GridResult> result, Consumer<Throwable> failure) {
      executor.submit(task, new Callback(result, failure));
    }
  }

  /** To one member after the other. */
  record ToMember(
      IExecutorService executor, LongFunction<Optional<Member>> members, AtomicLong turns)
      implements Sending {
    @Override
    public void send(GridTask task, Consumer<GridResult> result, Consumer<Throwable> failure) {
      Optional<Member> member = members.apply(turns.getAndIncrement());
      if (member.isPresent()) {
        executor.submitToMember(task, member.get(), new Callback(result, failure));
      } else {
        failure.accept(new TaskFailure("MemberLeft: no node is there"));
      }
    }
  }

  /** Kept by two members until its result is taken. */
  record Durable(DurableExecutorService executor, ExecutorService disposals) implements Sending {
    @Override
    public void send(GridTask task, Consumer<GridResult> result, Consumer<Throwable> failure) {
      DurableExecutorServiceFuture<GridResult> future = executor.submit(task);
      var unused =
          future.whenComplete(
              (found, problem) -> {
                if (problem != null) {
                  failure.accept(problem);
                  return;
                }
                result.accept(found);
                // Waits for an answer, and so not on the library's own thread.
                disposals.execute(() -> dispose(future.getTaskId()));
              });
    }

    private void dispose(long id) {
      try {
        executor.disposeResult(id);
      } catch (RuntimeException e) {
        // It went with its members, or the run is over.
      }
    }
  }

  /** What the library calls at a task's end. */
  record Callback(Consumer<GridResult> result, Consumer<Throwable> failure)
      implements ExecutionCallback<GridResult> {
    @Override
    public void onResponse(GridResult response) {
      result.accept(response);
    }

    @Override
    public void onFailure(Throwable problem) {
      failure.accept(problem);
    }
  }
}
