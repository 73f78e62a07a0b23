/* What the small programs share. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MILLISECOND 1000000L

static inline long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

/* Keeps the core for so long. */
static inline void compute(long ns) {
  long end = now_ns() + ns;
  while (now_ns() < end) continue;
}

static inline void *compute_for_ever(void *unused) {
  (void)unused;
  for (;;) __asm__ volatile("");
}

static inline pthread_t start(void *(*body)(void *), void *argument) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, argument) != 0) {
    perror("pthread_create");
    exit(1);
  }
  return thread;
}

static inline void start_many(int count, void *(*body)(void *)) {
  for (long i = 0; i < count; i++) start(body, (void *)i);
}

/* The mode is the first argument. */
static inline int is(char **argv, const char *mode) { return strcmp(argv[1], mode) == 0; }

static inline int number(int argc, char **argv, int fallback) {
  return argc > 2 ? atoi(argv[2]) : fallback;
}
