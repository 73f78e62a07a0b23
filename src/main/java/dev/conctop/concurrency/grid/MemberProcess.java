package dev.conctop.concurrency.grid;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.conctop.concurrency.context.BusyThreads;
import dev.conctop.concurrency.context.ChildSetup;
import dev.conctop.concurrency.context.ModelContext;
import dev.conctop.concurrency.context.OpenWorkload;
import dev.conctop.concurrency.task.ErrorText;
import dev.conctop.concurrency.thread.NativeSignals;
import dev.conctop.concurrency.thread.ParentWatch;
import dev.conctop.process.Interrupts;
import dev.conctop.workload.process.Children;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;

/**
 * One member of the cluster: a child process that joins it and runs tasks, until its standard input
 * ends.
 */
final class MemberProcess {
  private final DataOutputStream out;

  private MemberProcess(DataOutputStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    NativeSignals.endWithParent();
    Interrupts.leaveToTheObserver();
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 512));
    // What a library prints must not get between the frames.
    System.setOut(System.err);
    ParentWatch.start();
    try {
      new MemberProcess(out).serve(new DataInputStream(new BufferedInputStream(System.in)));
    } catch (IOException e) {
      // The run is gone, and with it any reason to go on.
    }
    Children.endAll();
    Runtime.getRuntime().halt(0);
  }

  private void serve(DataInputStream in) throws IOException {
    ModelContext context = ChildSetup.read(in, this::note);
    String cluster = in.readUTF();
    int port = in.readInt();
    int threads = in.readInt();
    int inFlight = in.readInt();
    MemberTasks tasks;
    try {
      tasks =
          MemberTasks.begin(
              OpenWorkload.open(context, threads, BusyThreads.unlocked(context)).workload(), out);
      HazelcastInstance member =
          Hazelcast.newHazelcastInstance(
              GridConfig.of(cluster, OptionalInt.of(port), true, threads, inFlight));
      ready(member, context);
    } catch (Exception e) {
      synchronized (out) {
        out.writeByte(MemberFrames.CANNOT);
        out.writeUTF(ErrorText.of(e));
        out.flush();
      }
      return;
    }
    while (true) {
      switch (in.read()) {
        case MemberFrames.REST -> context.rest();
        case MemberFrames.GO -> ChildSetup.go(context);
        case MemberFrames.DROP -> tasks.dropBelow(in.readLong());
        default -> {
          return;
        }
      }
    }
  }

  private void ready(HazelcastInstance member, ModelContext context) throws IOException {
    synchronized (out) {
      out.writeByte(MemberFrames.READY);
      out.writeUTF(member.getCluster().getLocalMember().getUuid().toString());
      ChildSetup.writeBusy(context, out);
      out.flush();
    }
  }

  private void note(String text) {
    synchronized (out) {
      try {
        out.writeByte(MemberFrames.NOTE);
        out.writeUTF(text);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
