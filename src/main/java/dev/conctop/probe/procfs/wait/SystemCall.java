package dev.conctop.probe.procfs.wait;

import java.util.Arrays;

/**
 * The system calls in which threads wait, with their numbers on x86_64 (arch/x86/entry/syscalls)
 * and in the generic table that aarch64 and riscv64 use (include/uapi/asm-generic/unistd.h); -1
 * where a table has not got the call.
 */
public enum SystemCall {
  READ(0, 63, Group.DESCRIPTOR),
  WRITE(1, 64, Group.DESCRIPTOR),
  READV(19, 65, Group.DESCRIPTOR),
  WRITEV(20, 66, Group.DESCRIPTOR),
  SENDFILE(40, 71, Group.DESCRIPTOR),
  SPLICE(275, 76, Group.DESCRIPTOR),
  PREAD64(17, 67, Group.DESCRIPTOR),
  PWRITE64(18, 68, Group.DESCRIPTOR),
  PREADV(295, 69, Group.DESCRIPTOR),
  PWRITEV(296, 70, Group.DESCRIPTOR),
  PREADV2(327, 286, Group.DESCRIPTOR),
  PWRITEV2(328, 287, Group.DESCRIPTOR),
  FSYNC(74, 82, Group.FILE),
  FDATASYNC(75, 83, Group.FILE),
  SYNC(162, 81, Group.FILE),
  SYNCFS(306, 267, Group.FILE),
  SYNC_FILE_RANGE(277, 84, Group.FILE),
  COPY_FILE_RANGE(326, 285, Group.FILE),
  OPEN(2, -1, Group.FILE),
  OPENAT(257, 56, Group.FILE),
  UNLINK(87, -1, Group.FILE),
  UNLINKAT(263, 35, Group.FILE),
  RENAME(82, -1, Group.FILE),
  RENAMEAT2(316, 276, Group.FILE),
  RENAMEAT(264, 38, Group.FILE),
  GETDENTS64(217, 61, Group.FILE),
  GETDENTS(78, -1, Group.FILE),
  STAT(4, -1, Group.FILE),
  FSTAT(5, 80, Group.FILE),
  LSTAT(6, -1, Group.FILE),
  NEWFSTATAT(262, 79, Group.FILE),
  STATX(332, 291, Group.FILE),
  ACCESS(21, -1, Group.FILE),
  FACCESSAT(269, 48, Group.FILE),
  FACCESSAT2(439, 439, Group.FILE),
  OPENAT2(437, 437, Group.FILE),
  CREAT(85, -1, Group.FILE),
  CHDIR(80, 49, Group.FILE),
  MKDIR(83, -1, Group.FILE),
  MKDIRAT(258, 34, Group.FILE),
  RMDIR(84, -1, Group.FILE),
  LINK(86, -1, Group.FILE),
  LINKAT(265, 37, Group.FILE),
  SYMLINK(88, -1, Group.FILE),
  SYMLINKAT(266, 36, Group.FILE),
  READLINK(89, -1, Group.FILE),
  READLINKAT(267, 78, Group.FILE),
  CHMOD(90, -1, Group.FILE),
  FCHMOD(91, 52, Group.FILE),
  FCHMODAT(268, 53, Group.FILE),
  CHOWN(92, -1, Group.FILE),
  FCHOWN(93, 55, Group.FILE),
  LCHOWN(94, -1, Group.FILE),
  FCHOWNAT(260, 54, Group.FILE),
  MKNOD(133, -1, Group.FILE),
  MKNODAT(259, 33, Group.FILE),
  TRUNCATE(76, 45, Group.FILE),
  STATFS(137, 43, Group.FILE),
  FSTATFS(138, 44, Group.FILE),
  UTIME(132, -1, Group.FILE),
  UTIMES(235, -1, Group.FILE),
  FUTIMESAT(261, -1, Group.FILE),
  UTIMENSAT(280, 88, Group.FILE),
  SETXATTR(188, 5, Group.FILE),
  LSETXATTR(189, 6, Group.FILE),
  FSETXATTR(190, 7, Group.FILE),
  GETXATTR(191, 8, Group.FILE),
  LGETXATTR(192, 9, Group.FILE),
  FGETXATTR(193, 10, Group.FILE),
  LISTXATTR(194, 11, Group.FILE),
  LLISTXATTR(195, 12, Group.FILE),
  FLISTXATTR(196, 13, Group.FILE),
  REMOVEXATTR(197, 14, Group.FILE),
  LREMOVEXATTR(198, 15, Group.FILE),
  FREMOVEXATTR(199, 16, Group.FILE),
  READAHEAD(187, 213, Group.FILE),
  FADVISE64(221, 223, Group.FILE),
  MSYNC(26, 227, Group.FILE),
  EXECVE(59, 221, Group.FILE),
  EXECVEAT(322, 281, Group.FILE),
  SWAPON(167, 224, Group.FILE),
  SWAPOFF(168, 225, Group.FILE),
  MOUNT(165, 40, Group.FILE),
  UMOUNT2(166, 39, Group.FILE),
  FALLOCATE(285, 47, Group.FILE),
  FTRUNCATE(77, 46, Group.FILE),
  IO_GETEVENTS(208, 4, Group.AIO),
  IO_PGETEVENTS(333, 292, Group.AIO),
  RECVFROM(45, 207, Group.SOCKET),
  RECVMSG(47, 212, Group.SOCKET),
  RECVMMSG(299, 243, Group.SOCKET),
  SENDTO(44, 206, Group.SOCKET),
  SENDMSG(46, 211, Group.SOCKET),
  SENDMMSG(307, 269, Group.SOCKET),
  ACCEPT(43, 202, Group.ACCEPT),
  ACCEPT4(288, 242, Group.ACCEPT),
  CONNECT(42, 203, Group.SOCKET),
  POLL(7, -1, Group.POLL),
  PPOLL(271, 73, Group.POLL),
  SELECT(23, -1, Group.SELECT),
  PSELECT6(270, 72, Group.SELECT),
  EPOLL_WAIT(232, -1, Group.EPOLL),
  EPOLL_PWAIT(281, 22, Group.EPOLL),
  EPOLL_PWAIT2(441, 441, Group.EPOLL),
  NANOSLEEP(35, 101, Group.SLEEP),
  CLOCK_NANOSLEEP(230, 115, Group.SLEEP),
  FUTEX(202, 98, Group.FUTEX),
  FUTEX_WAITV(449, 449, Group.FUTEX),
  FUTEX_WAIT(455, 455, Group.FUTEX),
  WAIT4(61, 260, Group.CHILD),
  WAITID(247, 95, Group.CHILD),
  VFORK(58, -1, Group.CHILD),
  MSGRCV(70, 188, Group.MESSAGE),
  MSGSND(69, 189, Group.MESSAGE),
  MQ_TIMEDRECEIVE(243, 183, Group.MESSAGE),
  MQ_TIMEDSEND(242, 182, Group.MESSAGE),
  SEMOP(65, 193, Group.KERNEL_LOCK),
  SEMTIMEDOP(220, 192, Group.KERNEL_LOCK),
  FLOCK(73, 32, Group.KERNEL_LOCK),
  FCNTL(72, 25, Group.KERNEL_LOCK),
  PAUSE(34, -1, Group.SIGNAL),
  RT_SIGSUSPEND(130, 133, Group.SIGNAL),
  RT_SIGTIMEDWAIT(128, 137, Group.SIGNAL),
  IO_URING_ENTER(426, 426, Group.RING),
  RESTART_SYSCALL(219, 128, Group.RESTARTED);

  /** What decides the cause of a wait in the call. */
  enum Group {
    /** Waits on the descriptor in the first argument: its kind decides. */
    DESCRIPTOR,
    /** Works on files only. */
    FILE,
    /** Works on sockets only. */
    SOCKET,
    /** Waits for somebody to connect. */
    ACCEPT,
    /** Second argument: how many descriptors. */
    POLL,
    /** First argument: how many descriptors. */
    SELECT,
    EPOLL,
    SLEEP,
    FUTEX,
    CHILD,
    MESSAGE,
    KERNEL_LOCK,
    SIGNAL,
    AIO,
    RING,
    RESTARTED
  }

  private final int x86;
  private final int generic;
  private final Group group;

  SystemCall(int x86, int generic, Group group) {
    this.x86 = x86;
    this.generic = generic;
    this.group = group;
  }

  Group group() {
    return group;
  }

  /** Whether it waits for what comes, not for what goes. */
  boolean receives() {
    return switch (this) {
      case READ, READV, RECVFROM, RECVMSG, RECVMMSG -> true;
      default -> false;
    };
  }

  /** As in the manual: {@code pread64}. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Ordinal of the call of each number, -1 where there is none; empty on an unknown machine. */
  public static short[] table(String architecture) {
    boolean isX86 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (!isX86 && !architecture.equals("aarch64") && !architecture.equals("riscv64")) {
      return new short[0];
    }
    short[] table = new short[512];
    Arrays.fill(table, (short) -1);
    for (SystemCall call : values()) {
      int number = isX86 ? call.x86 : call.generic;
      if (number >= 0) {
        table[number] = (short) call.ordinal();
      }
    }
    return table;
  }
}
