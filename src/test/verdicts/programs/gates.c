/* gates KIND: threads behind a lock whose holder waits for something itself, idle or not. */
#include "common.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/socket.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t gate[64];
static sem_t jobs;
static int listener, server_end, ends[2];
static long work_ns;

static int listening(void) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(file, (struct sockaddr *)&here, sizeof here) != 0 || listen(file, 50) != 0) exit(4);
  return file;
}

static int connected(int port_of) {
  struct sockaddr_in there;
  socklen_t length = sizeof there;
  getsockname(port_of, (struct sockaddr *)&there, &length);
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(file, (struct sockaddr *)&there, length) != 0) exit(5);
  return file;
}

/* One takes the next job with the lock in hand; the others stand behind it. */
static void *turn(void *take) {
  for (;;) {
    pthread_mutex_lock(&mutex);
    ((void (*)(void))take)();
    pthread_mutex_unlock(&mutex);
    if (work_ns > 0) compute(work_ns);
  }
}

static void take_connection(void) { accept(listener, NULL, NULL); }
static void take_job(void) { sem_wait(&jobs); }
static void take_byte(void) {
  char byte;
  if (read(ends[0], &byte, 1) != 1) exit(6);
}
static void take_request(void) {
  char byte;
  if (recv(server_end, &byte, 1, 0) != 1) exit(6);
}

static void turns(void (*take)(void)) {
  for (int i = 0; i < 4; i++) start(turn, (void *)take);
}

/* Each helper has a gate of its own, which the main thread holds while there is nothing for it. */
static void *behind_gate(void *index) {
  for (;;) {
    pthread_mutex_lock(&gate[(long)index]);
    pthread_mutex_unlock(&gate[(long)index]);
    usleep(1000);
  }
}

static void gates(int count) {
  for (int i = 0; i < count; i++) pthread_mutex_init(&gate[i], NULL), pthread_mutex_lock(&gate[i]);
  start_many(count, behind_gate);
}

/* A loop that serves; it computes for so long every 10 ms. */
static void serve(long busy_ns) {
  int set = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN};
  epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    epoll_wait(set, &event, 1, busy_ns > 0 ? 10 : -1);
    compute(busy_ns);
  }
}

static void every_50_ms(void (*bring)(void)) {
  for (;;) usleep(50000), bring();
}
static void bring_job(void) { sem_post(&jobs); }
static void bring_byte(void) { (void)!write(ends[1], "x", 1); }

int main(int argc, char **argv) {
  sem_init(&jobs, 0, 0);
  (void)!pipe(ends);
  listener = listening();
  if (is(argv, "accept")) turns(take_connection), pause();
  if (is(argv, "job")) turns(take_job), sleep(100);
  if (is(argv, "byte")) turns(take_byte), sleep(100);
  if (is(argv, "jobs")) work_ns = 2 * MILLISECOND, turns(take_job), every_50_ms(bring_job);
  if (is(argv, "bytes")) work_ns = 2 * MILLISECOND, turns(take_byte), every_50_ms(bring_byte);
  if (is(argv, "request")) {
    if (fork() == 0) return connected(listener), sleep(1000);
    server_end = accept(listener, NULL, NULL);
    turns(take_request), sleep(100);
  }
  if (is(argv, "gates")) gates(number(argc, argv, 3)), serve(0);
  if (is(argv, "gates-light")) gates(number(argc, argv, 3)), serve(3 * MILLISECOND);
  if (is(argv, "gates-busy")) gates(number(argc, argv, 3)), compute_for_ever(NULL);
  return 9;
}
