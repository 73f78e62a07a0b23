/* cores KIND: how much of which core a program takes, and by what kind of threads and processes. */
#include "common.h"
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>

static char **arguments;

/* Computes so many percent of every 20 ms and sleeps the rest. */
static void *duty(void *unused) {
  (void)unused;
  long percent = atoi(arguments[2]);
  for (;;) {
    compute(percent * 200000L);
    usleep(20000 - percent * 200);
  }
}

static void *short_lived(void *unused) {
  (void)unused;
  compute(3 * MILLISECOND);
  return NULL;
}

static void storm(void) {
  for (;;) {
    pthread_t one = start(short_lived, NULL), two = start(short_lived, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
  }
}

static void *yields(void *unused) {
  (void)unused;
  for (;;) sched_yield();
}

static void *starts_itself_anew(void *unused) {
  (void)unused;
  compute(20 * MILLISECOND);
  execv("/proc/self/exe", arguments);
  return NULL;
}


static void *allocates(void *unused) {
  (void)unused;
  for (;;)
    for (int size = 16; size < 1 << 20; size *= 2) {
      volatile char *block = malloc(size);
      block[0] = 1;
      free((void *)block);
    }
}

int main(int argc, char **argv) {
  int count = number(argc, argv, 1);
  arguments = argv;
  if (is(argv, "spin")) start_many(count - 1, compute_for_ever), compute_for_ever(NULL);
  if (is(argv, "duty")) duty(NULL);
  if (is(argv, "duty-threads")) start_many(3, duty), duty(NULL);
  if (is(argv, "storm")) storm();
  if (is(argv, "yield")) start_many(3, yields), compute_for_ever(NULL);
  if (is(argv, "malloc")) start_many(count - 1, allocates), allocates(NULL);
  if (is(argv, "poll")) for (;;) usleep(50);
  if (is(argv, "exec")) pthread_join(start(starts_itself_anew, NULL), NULL);
  if (is(argv, "leader-ends")) start_many(count, compute_for_ever), pthread_exit(NULL);
  if (is(argv, "vfork")) return vfork(), sleep(600), 0;
  if (is(argv, "waitpid")) { /* the child sleeps */
    if (fork() == 0) for (;;) sleep(100);
    wait(NULL);
  }
  if (is(argv, "nice")) { /* the last in line: others with a better name take the cores */
    setpriority(PRIO_PROCESS, 0, 19);
    compute_for_ever(NULL);
  }
  return 9;
}
