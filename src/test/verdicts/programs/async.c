/* async KIND: rings of the kernel's in which nothing that needs a disk is under way. */
#include "common.h"
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static struct io_uring_params p;
static char *queue;
static struct io_uring_sqe *entries;
static int ring;

static void set_up(void) {
  ring = syscall(SYS_io_uring_setup, 8, &p);
  if (ring < 0) exit(2);
  queue = mmap(NULL, p.sq_off.array + p.sq_entries * sizeof(unsigned), PROT_READ | PROT_WRITE,
               MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQ_RING);
  entries = mmap(NULL, p.sq_entries * sizeof *entries, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQES);
}

/* Submits one entry and waits for more completions than will come. */
static void submit(struct io_uring_sqe entry) {
  entries[0] = entry;
  *(unsigned *)(queue + p.sq_off.array) = 0;
  __atomic_store_n((unsigned *)(queue + p.sq_off.tail), 1, __ATOMIC_RELEASE);
  syscall(SYS_io_uring_enter, ring, 1, 8, IORING_ENTER_GETEVENTS, NULL, 0);
}

int main(int argc, char **argv) {
  (void)argc;
  if (is(argv, "aio")) { /* an old ring to which nothing was given */
    aio_context_t context = 0;
    struct io_event event[8];
    if (syscall(SYS_io_setup, 8, &context) != 0) exit(2);
    for (;;) syscall(SYS_io_getevents, context, 1, 8, event, NULL);
  }
  set_up();
  if (is(argv, "timeout")) {
    static struct __kernel_timespec long_time = {1000, 0};
    submit((struct io_uring_sqe){
        .opcode = IORING_OP_TIMEOUT, .fd = -1, .addr = (unsigned long)&long_time, .len = 1});
  }
  if (is(argv, "multishot")) { /* readiness of a pipe of its own, told again and again */
    int ends[2];
    if (pipe(ends) != 0) exit(2);
    submit((struct io_uring_sqe){.opcode = IORING_OP_POLL_ADD, .fd = ends[0],
                                 .poll32_events = POLLIN, .len = IORING_POLL_ADD_MULTI});
  }
  return 9;
}
