package dev.conctop.workload;

/** What a task does with the body of its answer. */
interface PageWork {
  void work(TaskContext task, byte[] page) throws Exception;
}
