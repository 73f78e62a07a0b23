package dev.conctop.workload.net.client;

import dev.conctop.workload.task.TaskContext;

/** What a task does with the body of its answer. */
public interface PageWork {
  void work(TaskContext task, byte[] page) throws Exception;
}
