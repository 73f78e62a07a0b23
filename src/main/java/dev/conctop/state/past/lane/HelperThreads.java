package dev.conctop.state.past.lane;

import java.util.List;

/**
 * Threads that runtimes and libraries start for themselves, by the names that they give them (cut
 * to 15 bytes by the kernel): those of one kind are one group, whatever each does.
 */
final class HelperThreads {
  private record Kind(String prefix, String group) {}

  private static final List<Kind> KINDS =
      List.of(
          // redis and valkey (bio.c, networking.c)
          new Kind("bio_", "redis background"),
          new Kind("io_thd_", "redis io"),
          new Kind("jemalloc_bg_thd", "jemalloc"),
          // node (libuv threadpool.c, node_platform.cc, inspector_agent.cc)
          new Kind("libuv-worker", "libuv pool"),
          new Kind("V8Worker", "V8 workers"),
          new Kind("DelayedTaskSche", "V8 workers"),
          new Kind("SignalInspector", "node inspector"),
          // .NET (runtime threads are all named so)
          new Kind(".NET ", ".NET runtime"),
          // BEAM (erl_process.c, erl_async.c, sys.c)
          new Kind("erts_dcpus_", "BEAM dirty cpu schedulers"),
          new Kind("erts_dios_", "BEAM dirty io schedulers"),
          new Kind("erts_sched_", "BEAM schedulers"),
          new Kind("erts_", "BEAM runtime"),
          new Kind("sys_sig_", "BEAM runtime"),
          new Kind("sys_msg_", "BEAM runtime"),
          // Ruby (thread_pthread.c)
          new Kind("ruby-timer-thr", "Ruby timer"),
          new Kind("Ruby-0-Thread", "Ruby timer"),
          new Kind("grpc_", "gRPC"),
          new Kind("rocksdb:", "RocksDB"));

  private HelperThreads() {}

  /** The group of a thread's name; empty for a thread of the program's own. */
  static String group(String name) {
    for (Kind kind : KINDS) {
      if (name.startsWith(kind.prefix)) {
        return kind.group;
      }
    }
    return "";
  }
}
