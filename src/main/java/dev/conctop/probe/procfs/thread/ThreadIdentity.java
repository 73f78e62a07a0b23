package dev.conctop.probe.procfs.thread;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.program.JvmThreads;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.thread.ThreadReport;
import org.jspecify.annotations.Nullable;

/** What one thread is called and whether it works: by its process's own word, else by its name. */
final class ThreadIdentity {
  private static final String NODE = "node";
  private static final String NODE_HELPER = "libuv and V8";

  private final Looking looking;
  private final ProcessWatch process;
  private final TaskFiles files;
  private final int tid;
  private @Nullable ThreadReport report;

  /** The name that the role of somebody else's thread was told by. */
  private String roleOf = "";

  private Role foreignRole = Role.WORKER;

  ThreadIdentity(Looking looking, ProcessWatch process, TaskFiles files, int tid) {
    this.looking = looking;
    this.process = process;
    this.files = files;
    this.tid = tid;
  }

  /** The process says something of the thread. */
  void report(ThreadReport said) {
    report = said;
  }

  /** What the process said last; null before. */
  @Nullable ThreadReport said() {
    return report;
  }

  Role role() {
    ThreadReport said = report;
    if (said != null) {
      return said.role();
    }
    if (looking.origin.reportsThreads()) {
      return Role.RUNTIME;
    }
    String name = files.name();
    if (!name.equals(roleOf)) {
      roleOf = name;
      boolean own =
          process.kind().runtime() == Runtime.JVM && JvmThreads.own(name, tid == process.pid);
      foreignRole = own ? Role.RUNTIME : Role.WORKER;
    }
    return foreignRole;
  }

  /** The name to be shown. */
  String name() {
    ThreadReport said = report;
    return said != null && !said.name().isEmpty() ? said.name() : ownName();
  }

  /** Up to node 22 the threads of libuv and V8 are called as the first one is. */
  private String ownName() {
    String name = files.name();
    boolean helper =
        looking.origin == Origin.FOREIGN
            && tid != process.pid
            && name.equals(NODE)
            && process.kind().runtime() == Runtime.NODE;
    return helper ? NODE_HELPER : name;
  }
}
