package dev.conctop.view;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.state.keys.Key;
import dev.conctop.state.ui.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One thread in full, with what was found of its stack. */
final class ThreadScenes {
  private ThreadScenes() {}

  static void put(Map<String, Supplier<Screens.Screen>> all) {
    all.put("stack-asked", () -> screen(opened(2)));
    all.put("stack-deep", () -> screen(answered(2, deep())));
    all.put("stack-scrolled", () -> screen(answered(2, deep()).press(Key.of(Key.Kind.END))));
    all.put("stack-again", () -> screen(answered(2, deep()).pass(1).press(Screens.enter())));
    all.put("stack-na", () -> screen(answered(8, notRead())));
    all.put("stack-owner", () -> screen(answered(1, blocked())));
    all.put("stack-holds", () -> screen(answered(3, holding())));
    all.put("stack-kernel", () -> screen(answered(4, kernel())));
    all.put("stack-ended", () -> screen(answered(2, ended())));
  }

  private static Screens.Screen screen(Scenes scenes) {
    return Screens.Screen.of(scenes);
  }

  /** The detail of a thread, by its place in the list from 1. */
  private static Scenes opened(int place) {
    Scenes scenes = JvmScenes.attached().type("2");
    for (int i = 1; i < place; i++) {
      scenes.press(Key.of(Key.Kind.DOWN));
    }
    return scenes.press(Screens.enter());
  }

  private static Scenes answered(int place, ThreadStack.Answer answer) {
    Scenes scenes = opened(place);
    Overlay.ThreadDetail detail = (Overlay.ThreadDetail) scenes.state().ui().overlay();
    return scenes.see(new ThreadStack(detail.pid(), detail.tid(), detail.askedNanos(), answer));
  }

  private static ThreadStack.Answer dump(List<ThreadStack.Line> lines) {
    return new ThreadStack.Frames("thread dump", Fidelity.EXACT, lines);
  }

  private static ThreadStack.Answer deep() {
    List<ThreadStack.Line> lines = new ArrayList<>();
    for (String frame :
        List.of(
            "sun.nio.ch.SocketDispatcher.read0(Native Method)",
            "sun.nio.ch.SocketDispatcher.read(SocketDispatcher.java:46)",
            "sun.nio.ch.NioSocketImpl.tryRead(NioSocketImpl.java:256)",
            "sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:307)",
            "java.net.Socket$SocketInputStream.read(Socket.java:974)")) {
      lines.add(ThreadStack.Line.frame(frame));
    }
    lines.add(
        ThreadStack.Line.remark("locked <0x69e4ec620> (a java.net.Socket$SocketInputStream)"));
    for (int i = 34; i > 0; i--) {
      lines.add(
          ThreadStack.Line.frame(
              "com.example.shop.inventory.remote.StockServiceClient.level"
                  + i
                  + "(StockServiceClient.java:"
                  + (100 + i)
                  + ")"));
    }
    lines.add(ThreadStack.Line.frame("java.lang.Thread.run(Thread.java:1474)"));
    return dump(lines);
  }

  private static ThreadStack.Answer blocked() {
    return dump(
        List.of(
            ThreadStack.Line.frame(
                "com.example.shop.inventory.StockTable.reserve(StockTable.java:71)"),
            ThreadStack.Line.remark(
                "waiting to lock <0x69e4ec620> (a com.example.shop.inventory.StockTable)"),
            ThreadStack.Line.frame("com.example.shop.Worker.run(Worker.java:31)"),
            ThreadStack.Line.frame("java.lang.Thread.run(Thread.java:1474)")));
  }

  private static ThreadStack.Answer holding() {
    return dump(
        List.of(
            ThreadStack.Line.frame("java.lang.Thread.sleepNanos0(Native Method)"),
            ThreadStack.Line.frame("java.lang.Thread.sleep(Thread.java:540)"),
            ThreadStack.Line.frame(
                "com.example.shop.inventory.StockTable.reserve(StockTable.java:74)"),
            ThreadStack.Line.remark(
                "locked <0x69e4ec620> (a com.example.shop.inventory.StockTable)"),
            ThreadStack.Line.frame("java.lang.Thread.run(Thread.java:1474)")));
  }

  private static ThreadStack.Answer kernel() {
    return new ThreadStack.Frames(
            "kernel",
            Fidelity.SAMPLED,
            List.of(
                ThreadStack.Line.frame("futex_do_wait+0x38/0x70"),
                ThreadStack.Line.frame("__futex_wait+0x91/0x100"),
                ThreadStack.Line.frame("futex_wait+0x68/0x110"),
                ThreadStack.Line.frame("do_futex+0xcb/0x190"),
                ThreadStack.Line.frame("__x64_sys_futex+0x124/0x200"),
                ThreadStack.Line.frame("do_syscall_64+0x71/0x280")))
        .with("the rest is n/a: native frames are not read from outside");
  }

  private static ThreadStack.Answer notRead() {
    return new ThreadStack.NotRead(
        "it runs none of Java's code; the kernel's frames are shown to CAP_SYS_ADMIN only",
        "run conctop as root");
  }

  private static ThreadStack.Answer ended() {
    return new ThreadStack.Ended("process 4242 has ended");
  }
}
