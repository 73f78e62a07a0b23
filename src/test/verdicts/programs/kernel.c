/* kernel KIND: waits whose name in the kernel misleads. */
#include "common.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#define AREA (8L << 20)

/* Maps, touches and unmaps: all threads want the address space's lock. */
static void *maps(void *unused) {
  (void)unused;
  for (;;) {
    char *area = mmap(NULL, AREA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (long at = 0; at < AREA; at += 4096) area[at] = 1;
    munmap(area, AREA);
  }
}

/* Changes the rights of single pages, which splits and joins areas. */
static void *protects(void *unused) {
  (void)unused;
  static char *area;
  if (!area) area = mmap(NULL, AREA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (;;)
    for (long at = 0; at < AREA; at += 8192) {
      mprotect(area + at, 4096, PROT_READ);
      mprotect(area + at, 4096, PROT_READ | PROT_WRITE);
    }
}

static char *file_area;
static long pages;
static int file;

static void *faults(void *index) {
  unsigned seed = (unsigned)(long)index + 1;
  for (;;) {
    long page = rand_r(&seed) % pages;
    (void)*(volatile char *)(file_area + page * 4096);
    madvise(file_area + page * 4096, 4096, MADV_DONTNEED);
    posix_fadvise(file, page * 4096, 4096, POSIX_FADV_DONTNEED);
  }
}

static void *reads_directly(void *index) {
  unsigned seed = (unsigned)(long)index + 1;
  void *block = NULL;
  if (posix_memalign(&block, 4096, 1 << 20) != 0) exit(2);
  for (;;) {
    long at = rand_r(&seed) % (pages / 256 - 1);
    if (pread(file, block, 1 << 20, at << 20) < 0) exit(3);
  }
}

static void open_file(const char *path, int flags) {
  struct stat found;
  file = open(path, O_RDONLY | flags);
  if (file < 0 || fstat(file, &found) != 0) exit(2);
  pages = found.st_size / 4096;
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
}

/* Asks a ring for a read of an empty pipe, and waits for it. */
static void ring(void) {
  struct io_uring_params p = {0};
  int fd = syscall(SYS_io_uring_setup, 8, &p), ends[2];
  if (fd < 0 || pipe(ends) != 0) exit(2);
  size_t size = p.sq_off.array + p.sq_entries * sizeof(unsigned);
  char *queue = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd,
                     IORING_OFF_SQ_RING);
  struct io_uring_sqe *entry = mmap(NULL, p.sq_entries * sizeof *entry, PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_POPULATE, fd, IORING_OFF_SQES);
  static char room[64];
  *entry = (struct io_uring_sqe){
      .opcode = IORING_OP_READ, .fd = ends[0], .addr = (unsigned long)room, .len = sizeof room};
  *(unsigned *)(queue + p.sq_off.array) = 0;
  __atomic_store_n((unsigned *)(queue + p.sq_off.tail), 1, __ATOMIC_RELEASE);
  syscall(SYS_io_uring_enter, fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0);
}

/* Prints the number of a child that is no longer of this world, or held by its parent. */
static void child(int traced) {
  pid_t pid = fork();
  if (pid == 0) {
    if (!traced) _exit(0);
    compute_for_ever(NULL);
  }
  usleep(300000);
  if (traced) {
    if (ptrace(PTRACE_ATTACH, pid, NULL, NULL) != 0) exit(2);
    waitpid(pid, NULL, 0);
  }
  printf("%d\n", pid);
  fflush(stdout);
  for (;;) sleep(100);
}

int main(int argc, char **argv) {
  (void)argc;
  if (is(argv, "maps")) start_many(7, maps), maps(NULL);
  if (is(argv, "protects")) start_many(7, protects), protects(NULL);
  if (is(argv, "faults")) {
    open_file(argv[2], 0);
    file_area = mmap(NULL, pages * 4096, PROT_READ, MAP_SHARED, file, 0);
    madvise(file_area, pages * 4096, MADV_RANDOM);
    start_many(3, faults), faults(argv);
  }
  if (is(argv, "direct")) open_file(argv[2], O_DIRECT), start_many(3, reads_directly), reads_directly(argv);
  if (is(argv, "ring")) ring();
  if (is(argv, "zombie")) child(0);
  if (is(argv, "traced")) child(1);
  return 9;
}
