package dev.conctop.probe.procfs.program;

import java.util.List;

/**
 * The threads of a HotSpot JVM's own, by the names it gives them (os::set_native_thread_name, cut
 * to 15 bytes by the kernel). They say nothing of what the program waits for.
 */
public final class JvmThreads {
  private static final List<String> OWN =
      List.of(
          "GC Thread#",
          "G1 ",
          "ZWorker",
          "ZDriver",
          "ZDirector",
          "ZStat",
          "ZUnmapper",
          "ZUncommitter",
          "Shenandoah",
          "VM Thread",
          "VM Periodic Tas",
          "C1 CompilerThre",
          "C2 CompilerThre",
          "JVMCI-native",
          "Reference Handl",
          "Finalizer",
          "Signal Dispatch",
          "Service Thread",
          "Monitor Deflati",
          "Notification Th",
          "Common-Cleaner",
          "Attach Listener",
          "JFR ",
          "Sweeper thread",
          "DestroyJavaVM",
          "VirtualThread-u",
          "StringDedup");

  private JvmThreads() {}

  /** Whether a thread of a JVM is the JVM's own. The launcher's first thread only waits. */
  public static boolean own(String name, boolean first) {
    return (first && name.startsWith("java")) || OWN.stream().anyMatch(name::startsWith);
  }
}
