//! threads KIND: std's own locks, channels and joins.

use std::hint::black_box;
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, RwLock};
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
