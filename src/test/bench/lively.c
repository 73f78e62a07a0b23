/* Many lively threads, or processes: each sleeps for half a second to four and a half, again and again. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static void *lively(void *seed) {
  unsigned state = (unsigned)(unsigned long)seed;
  for (;;) {
    long milliseconds = 500 + rand_r(&state) % 4000;
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
  }
  return NULL;
}

static int processes(int many) {
  for (int i = 0; i < many; i++) {
    pid_t child = fork();
    if (child < 0) {
      perror("fork");
      return 1;
    }
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      lively((void *)(unsigned long)(i + 1));
    }
  }
  puts("ready");
  fflush(stdout);
  pause();
  return 0;
}

int main(int count, char **words) {
  int threads = count > 1 ? atoi(words[1]) : 2000;
  if (count > 2 && strcmp(words[2], "processes") == 0) {
    return processes(threads);
  }
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 65536);
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, &small, lively, (void *)(unsigned long)(i + 1)) != 0) {
      perror("pthread_create");
      return 1;
    }
  }
  puts("ready");
  fflush(stdout);
  pause();
}
