//! threads KIND: std's own locks, channels and joins.

use std::hint::black_box;
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock};
use std::thread::{park, scope, sleep, spawn, JoinHandle};
use std::time::{Duration, Instant};

const MANY: usize = 6;

fn compute(for_ms: u64) {
    let end = Instant::now() + Duration::from_millis(for_ms);
    while Instant::now() < end {
        black_box(0);
    }
}

fn spin() -> ! {
    loop {
        black_box(0);
    }
}

fn join_all(all: Vec<JoinHandle<()>>) {
    for one in all {
        one.join().unwrap();
    }
}

fn of(count: usize, body: impl Fn() + Send + Sync + 'static) -> Vec<JoinHandle<()>> {
    let body = Arc::new(body);
    (0..count)
        .map(|_| {
            let body = body.clone();
            spawn(move || body())
        })
        .collect()
}

fn channel_waits() {
    let (send, receive) = channel::<u64>();
    let receive = Mutex::new(receive);
    let worker = spawn(move || while receive.lock().unwrap().recv().is_ok() {});
    let kept = send.clone();
    worker.join().unwrap();
    drop(kept);
}

/// The book's pool: whoever waits for the next job has the lock, the others stand behind it.
fn book_pool(job_ms: u64) -> std::sync::mpsc::Sender<u64> {
    let (send, receive) = channel::<u64>();
    let receive = Mutex::new(receive);
    of(4, move || loop {
        let job = receive.lock().unwrap().recv();
        if job.is_ok() {
            compute(job_ms);
        }
    });
    send
}

fn main() {
    let kind = std::env::args().nth(1).unwrap();
    let count = std::env::args().nth(2).map_or(MANY, |word| word.parse().unwrap());
    match kind.as_str() {
        "mutex" => {
            let lock = Mutex::new(0u64);
            join_all(of(count, move || loop {
                let mut held = lock.lock().unwrap();
                *held += 1;
                compute(2);
            }))
        }
        "write" => {
            let lock = RwLock::new(0u64);
            join_all(of(count, move || loop {
                let mut held = lock.write().unwrap();
                *held += 1;
                compute(2);
            }))
        }
        "mutex-sleeps" => {
            let lock = Mutex::new(0u64);
            join_all(of(count, move || loop {
                let mut held = lock.lock().unwrap();
                *held += 1;
                sleep(Duration::from_millis(20));
            }))
        }
        "join" => join_all(of(count, || spin())),
        "scope" => scope(|s| {
            for _ in 0..count {
                s.spawn(|| spin());
            }
        }),
        "book-pool" => {
            let _send = book_pool(0);
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            for _ in listener.incoming() {}
        }
        "book-pool-light" => {
            let send = book_pool(5);
            loop {
                sleep(Duration::from_millis(50));
                send.send(1).unwrap();
            }
        }
        "mutex-kept" => {
            let lock = Arc::new(Mutex::new(0u64));
            let kept = lock.clone();
            let keeper = spawn(move || {
                let _held = kept.lock().unwrap();
                sleep(Duration::from_secs(1000));
            });
            sleep(Duration::from_millis(100));
            let _waiting = of(3, move || *lock.lock().unwrap() += 1);
            keeper.join().unwrap();
        }
        "embrace" => {
            let both = Arc::new((Mutex::new(0u64), Mutex::new(0u64)));
            let other = both.clone();
            spawn(move || {
                let _first = both.0.lock().unwrap();
                sleep(Duration::from_millis(200));
                let _second = both.1.lock().unwrap();
            });
            spawn(move || {
                let _first = other.1.lock().unwrap();
                sleep(Duration::from_millis(200));
                let _second = other.0.lock().unwrap();
            });
            loop {
                sleep(Duration::from_secs(1));
            }
        }
        "barrier" => {
            let barrier = Barrier::new(4);
            let order = std::sync::atomic::AtomicUsize::new(0);
            join_all(of(4, move || {
                let slow = order.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
                loop {
                    if slow {
                        compute(20);
                    }
                    barrier.wait();
                }
            }))
        }
        "mutex-twice" => {
            let lock = Mutex::new(0u64);
            join_all(of(3, move || {
                let first = lock.lock().unwrap();
                let second = lock.lock().unwrap();
                black_box((*first, *second));
            }))
        }
        "receive" => channel_waits(),
        "park" => join_all(of(count, || loop {
            park()
        })),
        "condvar-spin" => {
            let pair = (Mutex::new(()), Condvar::new());
            let _parked = of(count, move || {
                let mut held = pair.0.lock().unwrap();
                loop {
                    held = pair.1.wait(held).unwrap();
                }
            });
            spin()
        }
        "polls" => {
            let (_send, receive) = channel::<u64>();
            loop {
                let _ = receive.recv_timeout(Duration::from_millis(50));
            }
        }
        _ => panic!("what is {kind}?"),
    }
}
