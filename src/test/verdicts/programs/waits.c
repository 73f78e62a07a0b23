/* waits KIND: threads that wait for what others are yet to bring, and what those do meanwhile. */
#include "common.h"
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/msg.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t tokens;
static char room[8192];

static void *parked(void *unused) {
  (void)unused;
  pthread_mutex_lock(&mutex);
  for (;;) pthread_cond_wait(&work, &mutex);
}

/* An idle worker that looks every 100 ms whether it is still wanted. */
static void *parked_for_a_while(void *unused) {
  (void)unused;
  pthread_mutex_lock(&mutex);
  for (;;) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 100 * MILLISECOND;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    pthread_cond_timedwait(&work, &mutex, &until);
  }
}

static void *without_token(void *unused) {
  (void)unused;
  for (;;) sem_wait(&tokens);
}

static void *received(void *unused) {
  (void)unused;
  int ends[2];
  char byte;
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  for (;;) recv(ends[0], &byte, 1, 0);
}

static void *uneven(void *index) {
  for (;;) {
    if (index == NULL) compute(20 * MILLISECOND);
    pthread_barrier_wait(&barrier);
  }
}

static void *asleep(void *unused) {
  (void)unused;
  for (;;) sleep(100);
}

/* Each joins the next one; the last one does what is asked. */
static void *(*last)(void *);
static void *link_of(void *left) {
  if ((long)left == 0) return last(NULL);
  return pthread_join(start(link_of, (void *)((long)left - 1)), NULL), NULL;
}

/* A consumer gets an item every 50 ms from a producer that sleeps. */
static void *consumer(void *unused) {
  (void)unused;
  for (;;) sem_wait(&tokens);
}

/* A ring of four places: who brings waits for room, who takes for what was brought. */
static sem_t room_left;
static void *brings(void *unused) {
  (void)unused;
  for (;;) compute(50000), sem_wait(&room_left), sem_post(&tokens);
}
static void takes(void) {
  for (;;) sem_wait(&tokens), compute(3 * MILLISECOND), sem_post(&room_left);
}

static void read_for_ever(int file) {
  for (;;)
    if (read(file, room, sizeof room) < 0 && errno != EINTR) exit(3);
}

static int signal_file(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  return signalfd(-1, &all, 0);
}

static int ticking(void) {
  struct itimerspec every = {{0, 200 * MILLISECOND}, {0, 200 * MILLISECOND}};
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  timerfd_settime(timer, 0, &every, NULL);
  return timer;
}

static void files(char **argv) {
  if (is(argv, "eventfd")) read_for_ever(eventfd(0, 0));
  if (is(argv, "timerfd")) read_for_ever(ticking());
  if (is(argv, "signalfd")) read_for_ever(signal_file());
  if (is(argv, "inotify")) {
    int watch = inotify_init();
    inotify_add_watch(watch, ".", IN_CREATE);
    read_for_ever(watch);
  }
  if (is(argv, "mq")) {
    char name[64];
    snprintf(name, sizeof name, "/conctop-verdicts-%d", getpid());
    mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, NULL);
    if (queue < 0) exit(4);
    mq_unlink(name);
    for (;;) mq_receive(queue, room, sizeof room, NULL);
  }
  if (is(argv, "loop")) { /* an event loop without a socket: wakes, a timer, signals */
    int wakes = eventfd(0, 0), set = epoll_create1(0), of[] = {wakes, ticking(), signal_file()};
    for (int i = 0; i < 3; i++) {
      struct epoll_event event = {.events = EPOLLIN, .data.fd = of[i]};
      epoll_ctl(set, EPOLL_CTL_ADD, of[i], &event);
    }
    for (;;) {
      struct epoll_event event;
      if (epoll_wait(set, &event, 1, -1) == 1) (void)!read(event.data.fd, room, 8);
    }
  }
}

static void threads(int argc, char **argv) {
  int count = number(argc, argv, 8);
  if (is(argv, "pool")) start_many(count, parked), asleep(NULL);
  if (is(argv, "pool-spin")) start_many(count, parked), compute_for_ever(NULL);
  if (is(argv, "pool-polls")) start_many(count, parked_for_a_while), asleep(NULL);
  if (is(argv, "recv-spin")) start_many(count, received), compute_for_ever(NULL);
  if (is(argv, "semaphore")) start_many(count, without_token), asleep(NULL);
  if (is(argv, "join")) {
    for (int i = 1; i < count; i++) start(compute_for_ever, NULL);
    pthread_join(start(compute_for_ever, NULL), NULL);
  }
  if (is(argv, "chain")) last = asleep, link_of((void *)(long)count);
  if (is(argv, "chain-spin")) last = compute_for_ever, link_of((void *)(long)count);
  if (is(argv, "items")) {
    start_many(count, consumer);
    for (;;) usleep(50000), sem_post(&tokens);
  }
  if (is(argv, "ring")) sem_init(&room_left, 0, 4), start_many(3, brings), takes();
  if (is(argv, "barrier")) {
    pthread_barrier_init(&barrier, NULL, count);
    for (long i = 1; i < count; i++) start(uneven, (void *)i);
    uneven(NULL);
  }
  if (is(argv, "stuck")) start_many(count, parked), parked(NULL);
  if (is(argv, "stuck-semaphore")) start_many(count, without_token), without_token(NULL);
  if (is(argv, "sigwait")) {
    sigset_t one;
    int got;
    sigemptyset(&one);
    sigaddset(&one, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &one, NULL);
    start_many(count, parked);
    for (;;) sigwait(&one, &got);
  }
  if (is(argv, "pause")) start_many(count, parked), pause();
}

int main(int argc, char **argv) {
  sem_init(&tokens, 0, 0);
  files(argv);
  threads(argc, argv);
  return 9;
}
