package dev.conctop.bench;

import dev.conctop.probe.jvm.JvmWatch;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.thread.ThreadReport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints how long it takes until a JVM's deep view is on, and what share of names is joined. */
public final class DeepStart {
  private DeepStart() {}

  private static final class Told implements JvmWatch.Listener {
    final long began = System.nanoTime();
    final CountDownLatch recording = new CountDownLatch(1);
    volatile double onSeconds = Double.NaN;
    volatile double recordingSeconds = Double.NaN;
    volatile double joined = Double.NaN;
    volatile String why = "";

    @Override
    public void sample(JvmSample sample) {
      double now = (System.nanoTime() - began) / 1e9;
      if (sample.deep() instanceof DeepView.On && Double.isNaN(onSeconds)) {
        onSeconds = now;
      }
      joined = sample.joined().value();
      if (sample.thresholdNanos() > 0) {
        recordingSeconds = now;
        recording.countDown();
      } else if (sample.deep() instanceof DeepView.Refused refused) {
        why = refused.reason();
        recording.countDown();
      }
    }

    @Override
    public void reports(List<ThreadReport> reports) {}
  }

  public static void main(String[] arguments) throws InterruptedException {
    Told told = new Told();
    JvmWatch watch =
        JvmWatch.start(new Pid(Integer.parseInt(arguments[0])), JvmWatch.Depth.AUTO, told);
    boolean heard = told.recording.await(30, TimeUnit.SECONDS);
    watch.close();
    System.out.printf(
        Locale.ROOT,
        "%.3f %.3f %.4f %s%n",
        told.onSeconds,
        told.recordingSeconds,
        told.joined,
        heard ? told.why : "no answer in 30 s");
  }
}
