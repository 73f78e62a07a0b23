/* locks KIND: threads that take one lock of a kind in turns, and compute or sleep under it. */
#include "common.h"
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>

#define THREADS 8

struct shared {
  pthread_mutex_t mutex, second;
  pthread_rwlock_t readers;
  pthread_spinlock_t spin;
  pthread_cond_t turn;
  sem_t token;
  long next, served;
};

static struct shared *all;
static char **arguments;

static void hold(void) {
  if (arguments[2]) usleep(20000);
  else compute(2 * MILLISECOND);
}

static void *mutex(void *unused) {
  (void)unused;
  for (;;) {
    pthread_mutex_lock(&all->mutex);
    hold();
    pthread_mutex_unlock(&all->mutex);
  }
}

static void *timed(void *unused) {
  (void)unused;
  for (;;) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 20;
    if (pthread_mutex_timedlock(&all->mutex, &until) != 0) continue;
    hold();
    pthread_mutex_unlock(&all->mutex);
  }
}

static void *write_lock(void *unused) {
  (void)unused;
  for (;;) {
    pthread_rwlock_wrlock(&all->readers);
    hold();
    pthread_rwlock_unlock(&all->readers);
  }
}

static void *read_lock(void *unused) {
  (void)unused;
  for (;;) {
    pthread_rwlock_rdlock(&all->readers);
    pthread_rwlock_unlock(&all->readers);
  }
}

static void *semaphore(void *unused) {
  (void)unused;
  for (;;) {
    sem_wait(&all->token);
    hold();
    sem_post(&all->token);
  }
}

static void *spin_lock(void *unused) {
  (void)unused;
  for (;;) {
    pthread_spin_lock(&all->spin);
    hold();
    pthread_spin_unlock(&all->spin);
  }
}

/* A fair lock made of a condition variable: everybody is woken, one may go on. */
static void *ticket(void *unused) {
  (void)unused;
  for (;;) {
    pthread_mutex_lock(&all->mutex);
    long mine = all->next++;
    while (all->served != mine) pthread_cond_wait(&all->turn, &all->mutex);
    pthread_mutex_unlock(&all->mutex);
    hold();
    pthread_mutex_lock(&all->mutex);
    all->served++;
    pthread_cond_broadcast(&all->turn);
    pthread_mutex_unlock(&all->mutex);
  }
}

/* Two threads that want each other's lock. */
static void *embrace(void *first) {
  pthread_mutex_t *mine = first ? &all->mutex : &all->second;
  pthread_mutex_lock(mine);
  usleep(200000);
  pthread_mutex_lock(first ? &all->second : &all->mutex);
  return NULL;
}

static void *record_lock(void *unused) {
  (void)unused;
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
  int file = open(arguments[2], O_RDWR | O_CREAT, 0600);
  fcntl(file, F_SETLKW, &whole);
  pause();
  return NULL;
}

static void prepare(int protocol, int process, int robust, int type) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, type);
  pthread_mutexattr_setprotocol(&kind, protocol);
  pthread_mutexattr_setpshared(&kind, process);
  pthread_mutexattr_setrobust(&kind, robust);
  if (pthread_mutex_init(&all->mutex, &kind) != 0) exit(2);
  pthread_mutex_init(&all->second, NULL);
  pthread_rwlock_init(&all->readers, NULL);
  pthread_spin_init(&all->spin, 0);
  pthread_cond_init(&all->turn, NULL);
  sem_init(&all->token, 1, 1);
}

static void run(void *(*body)(void *)) {
  start_many(THREADS - 1, body);
  body(NULL);
}

int main(int argc, char **argv) {
  (void)argc;
  arguments = argv;
  all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  prepare(is(argv, "inherit") ? PTHREAD_PRIO_INHERIT : PTHREAD_PRIO_NONE,
          is(argv, "processes") ? PTHREAD_PROCESS_SHARED : PTHREAD_PROCESS_PRIVATE,
          is(argv, "robust") ? PTHREAD_MUTEX_ROBUST : PTHREAD_MUTEX_STALLED,
          is(argv, "recursive") ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  if (is(argv, "timed")) run(timed);
  if (is(argv, "write")) run(write_lock);
  if (is(argv, "semaphore")) run(semaphore);
  if (is(argv, "spin")) run(spin_lock);
  if (is(argv, "ticket")) run(ticket);
  if (is(argv, "record")) record_lock(NULL);
  if (is(argv, "read")) { /* a writer that stays, and readers behind it */
    pthread_rwlock_wrlock(&all->readers);
    start_many(THREADS, read_lock);
    compute_for_ever(NULL);
  }
  if (is(argv, "kept")) { /* the holder sleeps for ever */
    pthread_mutex_lock(&all->mutex);
    start_many(THREADS, mutex);
    for (;;) sleep(100);
  }
  if (is(argv, "embrace")) {
    start(embrace, NULL);
    pthread_join(start(embrace, argv), NULL);
  }
  if (is(argv, "processes"))
    for (int i = 0; i < 3; i++) fork();
  if (is(argv, "processes")) mutex(NULL);
  run(mutex);
}
