package dev.conctop.workload.process;

import dev.conctop.process.Interrupts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that stands for a camera: writes frames of a given size at a given interval to its
 * standard output, and ends when nobody reads them any more.
 */
public final class FrameSource {
  private FrameSource() {}

  public static void main(String[] arguments) {
    Interrupts.leaveToTheObserver();
    Helpers.endWithParent();
    long interval = Long.parseLong(arguments[0]);
    byte[] frame = new byte[Integer.parseInt(arguments[1])];
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      long due = System.nanoTime();
      while (true) {
        // Frames that nobody took in time are not sent later.
        due = Math.max(due + interval, System.nanoTime() - interval);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(frame);
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0);
    }
  }
}
