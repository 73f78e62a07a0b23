/* Starts children with odd names that end at once, at a steady rate, until its standard input ends; then prints how
 * many and over how many seconds. Each twentieth lives for 30 ms and each fiftieth has a child of its own, so
 * that some are seen, and some end while they are looked at.
 *
 * usage: forker RATE
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const NAMES[] = {
    "a) R 1 (", ")", "(", "x) Z 0 0 (", "\033[31m\033[2J", "\033]52;c;aa\007", "new\nline",
    "\23331m\377", "tab\tname", " ", "\303\251\302\200", "%s%n", "../../../etc", "15 characters !"};
static const long COUNT = sizeof NAMES / sizeof *NAMES;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void child(long number) {
  prctl(PR_SET_NAME, NAMES[number % COUNT], 0, 0, 0);
  if (number % 20 == 0) {
    usleep(30000);
  }
  if (number % 50 == 0) {
    fork();
  }
  _exit(0);
}

int main(int count, char **words) {
  double rate = count > 1 ? atof(words[1]) : 0;
  if (rate <= 0) {
    fprintf(stderr, "usage: forker RATE\n");
    return 2;
  }
  struct pollfd input = {.fd = 0, .events = POLLIN};
  double begin = now();
  long forks = 0;
  while (poll(&input, 1, 1) == 0) {
    for (int turn = 0; turn < 20 && forks < rate * (now() - begin); turn++) {
      /* Cheap where the child ends at once: it must not touch what it shares. */
      pid_t pid = forks % 10 == 0 ? fork() : vfork();
      if (pid == 0) {
        child(forks);
      }
      if (pid < 0) {
        break;
      }
      forks++;
    }
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
  }
  double took = now() - begin;
  while (waitpid(-1, NULL, 0) > 0) {
  }
  printf("%ld %f\n", forks, took);
  return 0;
}
