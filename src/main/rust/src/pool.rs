//! Who runs tasks: threads behind one queue, or rayon's workers.

use crate::clock;
use crate::lane::{Lane, Lanes, Wait};
use crate::run::{Run, State};
use crate::workload::{Seat, Workload};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub struct Shared {
    pub run: Mutex<Run>,
    pub lanes: Lanes,
    pub workload: Box<dyn Workload>,
    /// There are tasks, or fewer workers are wanted.
    #[cfg(not(feature = "stealing"))]
    work: Condvar,
    /// Something of an open loop has changed.
    pub changed: Condvar,
    /// Threads that were started, and ns from the calls to their first instructions, in all.
    pub starts: AtomicU64,
    pub start_nanos: AtomicU64,
}

impl Shared {
    pub fn new(run: Run, workload: Box<dyn Workload>) -> Arc<Shared> {
        Arc::new(Shared {
            run: Mutex::new(run),
            lanes: Lanes::default(),
            workload,
            #[cfg(not(feature = "stealing"))]
            work: Condvar::new(),
            changed: Condvar::new(),
            starts: AtomicU64::new(0),
            start_nanos: AtomicU64::new(0),
        })
    }

    fn started(&self, asked: u64) {
        self.starts.fetch_add(1, Ordering::Relaxed);
        self.start_nanos
            .fetch_add(clock::now() - asked, Ordering::Relaxed);
    }
}

/// A thread, as its task sees it.
struct Here<'a> {
    shared: &'a Shared,
    lane: &'a Lane,
}

impl Seat for Here<'_> {
    fn sleep(&self, nanos: u64) {
        self.to(State::Running, State::Timer);
        self.lane.enter(Wait::Sleep);
        thread::sleep(Duration::from_nanos(nanos));
        self.lane.leave();
        self.to(State::Timer, State::Running);
    }
}

impl Here<'_> {
    fn to(&self, from: State, to: State) {
        let mut run = self.shared.run.lock().unwrap();
        let now = clock::now();
        run.ledger.leave(from, now);
        run.ledger.enter(to, now);
    }
}

/// More threads need not be woken one by one.
#[cfg(not(feature = "stealing"))]
const MOST_AT_ONCE: usize = 4096;

#[derive(Clone)]
pub struct Pool {
    shared: Arc<Shared>,
    #[cfg(feature = "stealing")]
    rayon: Arc<rayon::ThreadPool>,
}

/// How many workers can be changed while it runs.
pub const RESIZABLE: bool = cfg!(not(feature = "stealing"));

#[cfg(not(feature = "stealing"))]
impl Pool {
    pub fn start(shared: &Arc<Shared>, workers: usize) -> Result<Pool, String> {
        let pool = Pool {
            shared: shared.clone(),
        };
        pool.resize(workers)?;
        Ok(pool)
    }

    /// Starts what is lacking; who is too many ends after its task.
    pub fn resize(&self, workers: usize) -> Result<(), String> {
        let mut run = self.shared.run.lock().unwrap();
        run.workers = workers;
        while run.living < workers {
            let (pool, asked) = (self.clone(), clock::now());
            let name = format!("worker-{}", run.living + 1);
            thread::Builder::new()
                .name(name.clone())
                .spawn(move || pool.serve(name, asked))
                .map_err(|e| format!("a thread could not be started: {}", e))?;
            run.living += 1;
        }
        self.shared.work.notify_all();
        Ok(())
    }

    fn serve(&self, name: String, asked: u64) {
        self.shared.started(asked);
        let lane = self.shared.lanes.add(Lane::new(name, "lock"));
        let mut run = self.shared.run.lock().unwrap();
        while run.living <= run.workers {
            let start = clock::now();
            if let Some(task) = run.start(start) {
                drop(run);
                self.shared.workload.run(
                    task.id,
                    &Here {
                        shared: &self.shared,
                        lane: &lane,
                    },
                );
                run = self.shared.run.lock().unwrap();
                let created = run.finish(&task, start, clock::now());
                self.submit(created.saturating_sub(1)); // this thread takes one of them itself
                if run.load.rate.is_some() {
                    self.shared.changed.notify_all();
                }
            } else {
                lane.enter(Wait::Idle);
                run = self.shared.work.wait(run).unwrap();
                lane.leave();
            }
        }
        run.living -= 1;
        lane.end();
    }

    /// There are so many more tasks.
    pub fn submit(&self, tasks: usize) {
        for _ in 0..tasks.min(MOST_AT_ONCE) {
            self.shared.work.notify_one();
        }
    }
}

#[cfg(feature = "stealing")]
thread_local! {
    static LANE: std::cell::RefCell<Option<Arc<Lane>>> = std::cell::RefCell::new(None);
}

#[cfg(feature = "stealing")]
impl Pool {
    pub fn start(shared: &Arc<Shared>, workers: usize) -> Result<Pool, String> {
        let (begun, asked) = (shared.clone(), clock::now());
        shared.run.lock().unwrap().workers = workers;
        let rayon = rayon::ThreadPoolBuilder::new()
            .num_threads(workers)
            .thread_name(|index| format!("rayon-{}", index + 1))
            .start_handler(move |index| {
                begun.started(asked);
                // Its own sleep, for want of work or for the parts of a task, cannot be seen from here.
                let lane = begun
                    .lanes
                    .add(Lane::new(format!("rayon-{}", index + 1), "idle"));
                LANE.with(|here| *here.borrow_mut() = Some(lane));
            })
            .build()
            .map_err(|e| format!("rayon's pool could not be made: {}", e))?;
        Ok(Pool {
            shared: shared.clone(),
            rayon: Arc::new(rayon),
        })
    }

    pub fn resize(&self, _: usize) -> Result<(), String> {
        Ok(())
    }

    /// There are so many more tasks. Each worker that comes to one takes that which is first in our own queue.
    pub fn submit(&self, tasks: usize) {
        for _ in 0..tasks {
            let pool = self.clone();
            self.rayon.spawn_fifo(move || pool.take());
        }
    }

    fn take(&self) {
        let lane = LANE.with(|here| here.borrow().clone());
        let start = clock::now();
        let task = self.shared.run.lock().unwrap().start(start);
        if let (Some(task), Some(lane)) = (task, lane) {
            self.shared.workload.run(
                task.id,
                &Here {
                    shared: &self.shared,
                    lane: &lane,
                },
            );
            let mut run = self.shared.run.lock().unwrap();
            let created = run.finish(&task, start, clock::now());
            let open = run.load.rate.is_some();
            drop(run);
            self.submit(created);
            if open {
                self.shared.changed.notify_all();
            }
        }
    }
}
