package dev.conctop.term.os;

import java.util.Locale;

/**
 * Constants of the C headers that differ between systems. Linux: asm-generic, the same on x86-64
 * and AArch64. macOS: sys/fcntl.h, sys/ttycom.h, sys/signal.h; written from the headers, not tried.
 * The struct termios is never looked into but for {@link Termios#sttyWords}.
 */
public enum Platform {
  LINUX(0x800, 0x100, 0x80000, 0x400, 0x5413, 1030, 20, 18, 11, 0),
  MACOS(0x4, 0x20000, 0x1000000, 0x8, 0x40087468, 67, 18, 19, 35, 1),
  OTHER(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static final int O_RDWR = 2;
  static final int F_SETFD = 2;
  static final int F_GETFL = 3;
  static final int F_SETFL = 4;
  static final int FD_CLOEXEC = 1;
  static final int SEEK_SET = 0;
  static final int SEEK_END = 2;
  static final int TCSANOW = 0;
  static final int EINTR = 4;
  static final int POLLIN = 1;
  public static final int POLLOUT = 4;
  static final int POLLERR = 8;
  static final int POLLHUP = 16;
  static final int POLLNVAL = 32;

  private static final Platform CURRENT = of(System.getProperty("os.name", ""));

  final int oNonBlock;
  final int oNoCtty;
  final int oCloseOnExec;
  final int oAppend;
  final long tiocGetWindowSize;
  final int fDupCloseOnExec;
  final int sigTstp;
  final int sigCont;
  final int eAgain;
  final int tcInputFlush;

  Platform(
      int oNonBlock,
      int oNoCtty,
      int oCloseOnExec,
      int oAppend,
      long tiocGetWindowSize,
      int fDupCloseOnExec,
      int sigTstp,
      int sigCont,
      int eAgain,
      int tcInputFlush) {
    this.oNonBlock = oNonBlock;
    this.oNoCtty = oNoCtty;
    this.oCloseOnExec = oCloseOnExec;
    this.oAppend = oAppend;
    this.tiocGetWindowSize = tiocGetWindowSize;
    this.fDupCloseOnExec = fDupCloseOnExec;
    this.sigTstp = sigTstp;
    this.sigCont = sigCont;
    this.eAgain = eAgain;
    this.tcInputFlush = tcInputFlush;
  }

  public static Platform current() {
    return CURRENT;
  }

  static Platform of(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return LINUX;
    }
    return name.startsWith("mac") ? MACOS : OTHER;
  }
}
