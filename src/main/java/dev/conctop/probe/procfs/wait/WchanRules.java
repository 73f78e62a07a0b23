package dev.conctop.probe.procfs.wait;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the kernel function in which a thread sleeps ({@code /proc/PID/task/TID/wchan}) to a cause,
 * for where the system call may not be read or does not say. Function names change between kernels,
 * so these causes are estimated. The first prefix that fits counts.
 *
 * <p>Remembers the names it has met, so that a look allocates nothing. Confined to one thread.
 */
public final class WchanRules {
  private static final int SLOTS = 256;

  private record Rule(String prefix, Part part, boolean ambiguous) {}

  private static final Rule[] RULES = {
    // The lock of the address space, whatever file lies behind the page.
    new Rule("lock_mm_and_find_vma", Part.LOCK, false),
    new Rule("mmap_read_lock", Part.LOCK, false),
    new Rule("mmap_write_lock", Part.LOCK, false),
    new Rule("vm_mmap_pgoff", Part.LOCK, false),
    new Rule("__vm_munmap", Part.LOCK, false),
    new Rule("vm_munmap", Part.LOCK, false),
    new Rule("do_mprotect", Part.LOCK, false),
    new Rule("do_madvise", Part.LOCK, false),
    new Rule("madvise_lock", Part.LOCK, false),
    new Rule("mremap", Part.LOCK, false),
    new Rule("__do_sys_mremap", Part.LOCK, false),
    new Rule("__do_sys_brk", Part.LOCK, false),
    new Rule("brk", Part.LOCK, false),
    new Rule("vm_brk", Part.LOCK, false),
    new Rule("__mm_populate", Part.LOCK, false),
    new Rule("mm_take_all_locks", Part.LOCK, false),
    new Rule("dup_mm", Part.LOCK, false),
    new Rule("down_read", Part.LOCK, false),
    new Rule("down_write", Part.LOCK, false),
    // A file system that is a program (FUSE).
    new Rule("request_wait_answer", Part.DISK, false),
    // That program itself, which nobody asks.
    new Rule("fuse_dev_do_read", Part.IDLE, false),
    new Rule("fuse_", Part.DISK, false),
    // Its group is frozen.
    new Rule("__refrigerator", Part.IDLE, false),
    new Rule("do_freezer_trap", Part.IDLE, false),
    // Threads of the kernel's own with nothing to do.
    new Rule("io_wq_worker", Part.IDLE, false),
    new Rule("io_sq_thread", Part.IDLE, false),
    new Rule("kthreadd", Part.IDLE, false),
    new Rule("worker_thread", Part.IDLE, false),
    new Rule("rescuer_thread", Part.IDLE, false),
    new Rule("kthread_worker_fn", Part.IDLE, false),
    new Rule("smpboot_thread_fn", Part.IDLE, false),
    new Rule("irq_thread", Part.IDLE, false),
    new Rule("kswapd", Part.IDLE, false),
    new Rule("kcompactd", Part.IDLE, false),
    new Rule("khugepaged", Part.IDLE, false),
    new Rule("ksm_", Part.IDLE, false),
    new Rule("kauditd", Part.IDLE, false),
    new Rule("oom_reaper", Part.IDLE, false),
    new Rule("rcu_", Part.IDLE, false),
    new Rule("devtmpfs", Part.IDLE, false),
    new Rule("kjournald2", Part.IDLE, false),
    new Rule("futex_", Part.UNKNOWN, true),
    new Rule("do_futex", Part.UNKNOWN, true),
    new Rule("ep_poll", Part.NETWORK, true),
    new Rule("do_epoll_wait", Part.NETWORK, true),
    new Rule("do_sys_poll", Part.NETWORK, true),
    new Rule("do_poll", Part.NETWORK, true),
    new Rule("poll_schedule_timeout", Part.NETWORK, true),
    new Rule("do_select", Part.NETWORK, true),
    new Rule("wait_woken", Part.NETWORK, true),
    new Rule("inet_csk_accept", Part.IDLE, false),
    new Rule("sk_", Part.NETWORK, false),
    new Rule("inet_", Part.NETWORK, false),
    new Rule("tcp_", Part.NETWORK, false),
    new Rule("udp_", Part.NETWORK, false),
    new Rule("unix_", Part.NETWORK, false),
    new Rule("__skb_wait", Part.NETWORK, false),
    new Rule("skb_wait", Part.NETWORK, false),
    new Rule("rpc_", Part.NETWORK, false),
    new Rule("nfs", Part.NETWORK, false),
    new Rule("anon_pipe_", Part.IPC, false),
    new Rule("pipe_", Part.IPC, false),
    new Rule("fifo_", Part.IPC, false),
    new Rule("inotify_", Part.IDLE, false),
    new Rule("n_tty_read", Part.IDLE, false),
    new Rule("n_tty_", Part.IPC, false),
    new Rule("tty_", Part.IPC, false),
    new Rule("do_wait", Part.IPC, false),
    new Rule("kernel_wait", Part.IPC, false),
    new Rule("do_msg", Part.IPC, false),
    new Rule("eventfd_", Part.IPC, true),
    new Rule("hrtimer_nanosleep", Part.SLEEP, false),
    new Rule("do_nanosleep", Part.SLEEP, false),
    new Rule("common_nsleep", Part.SLEEP, false),
    new Rule("timerfd_", Part.SLEEP, false),
    new Rule("sigsuspend", Part.SLEEP, true),
    new Rule("do_sigtimedwait", Part.SLEEP, true),
    new Rule("io_schedule", Part.DISK, false),
    new Rule("folio_wait", Part.DISK, false),
    new Rule("__folio_lock", Part.DISK, false),
    new Rule("wait_on_page", Part.DISK, false),
    new Rule("wait_on_buffer", Part.DISK, false),
    new Rule("__wait_on_buffer", Part.DISK, false),
    new Rule("blk", Part.DISK, false),
    new Rule("bio_", Part.DISK, false),
    new Rule("submit_bio", Part.DISK, false),
    new Rule("rq_qos_wait", Part.DISK, false),
    new Rule("__iomap_dio", Part.DISK, false),
    new Rule("iomap_dio", Part.DISK, false),
    new Rule("__blkdev_direct", Part.DISK, false),
    new Rule("jbd2_", Part.DISK, false),
    new Rule("ext4_", Part.DISK, false),
    new Rule("xfs_", Part.DISK, false),
    new Rule("xlog_", Part.DISK, false),
    new Rule("btrfs_", Part.DISK, false),
    new Rule("f2fs_", Part.DISK, false),
    new Rule("balance_dirty_pages", Part.DISK, false),
    new Rule("read_events", Part.DISK, false),
    new Rule("do_get_write_access", Part.DISK, false),
    new Rule("locks_lock", Part.LOCK, false),
    new Rule("flock_lock", Part.LOCK, false),
    new Rule("__mutex_lock", Part.LOCK, false),
    new Rule("rwsem_", Part.LOCK, false),
    new Rule("do_semtimedop", Part.LOCK, false),
    new Rule("io_cqring_wait", Part.UNKNOWN, true),
  };

  private final byte[][] names = new byte[SLOTS][];
  private final @Nullable Cause[] causes = new @Nullable Cause[SLOTS];

  /**
   * The cause for a text of {@code wchan}, which is without a line end.
   *
   * @return the cause, or null when the text names no function ({@code 0}, or empty)
   */
  public @Nullable Cause cause(byte[] text, int length) {
    if (length <= 0 || (length == 1 && text[0] == '0')) {
      return null;
    }
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    Cause known = causes[slot];
    if (known != null && Arrays.equals(names[slot], 0, names[slot].length, text, 0, length)) {
      return known;
    }
    names[slot] = Arrays.copyOf(text, length);
    Cause made = make(new String(text, 0, length, StandardCharsets.US_ASCII));
    causes[slot] = made;
    return made;
  }

  private static Cause make(String function) {
    String plain = function.startsWith("__x64_sys_") ? function.substring(10) : function;
    for (Rule rule : RULES) {
      if (plain.startsWith(rule.prefix)) {
        return new Cause(rule.part, Fidelity.ESTIMATED, rule.ambiguous, function);
      }
    }
    return new Cause(Part.UNKNOWN, Fidelity.ESTIMATED, true, function);
  }

  /** The cause when only the state letter is known: S, D, T, I. */
  public static Cause ofState(char state) {
    return switch (state) {
      case 'D' -> UNINTERRUPTIBLE;
      case 'T' -> STOPPED;
      case 't' -> TRACED;
      case 'I' -> KERNEL_IDLE;
      default -> Cause.NOTHING_KNOWN;
    };
  }

  private static final Cause UNINTERRUPTIBLE =
      new Cause(Part.DISK, Fidelity.ESTIMATED, false, "state D, call not readable");

  // Somebody else holds it back; what it would do is not known, and it wants nothing.
  private static final Cause STOPPED = new Cause(Part.IDLE, Fidelity.EXACT, false, "stopped");
  private static final Cause TRACED = new Cause(Part.IDLE, Fidelity.EXACT, false, "traced");
  private static final Cause KERNEL_IDLE =
      new Cause(Part.IDLE, Fidelity.EXACT, false, "idle thread of the kernel");
}
