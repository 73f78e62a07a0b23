//! The run: the order, warm-up, measuring, the last line; or blocks between which the subject rests.

use crate::clock::now;
use crate::json::Json;
use crate::pool::{Pool, Shared, RESIZABLE};
use crate::run::{Event, Run};
use crate::wire::{self, Frames};
use crate::workload;
use crate::{is_over, set_directory};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

const INTERVAL: u64 = 100_000_000; // ns between two frames
const WARM_UP_REST: u64 = 2_000_000_000; // ns that tasks of the warm-up may take to end
const DRAIN: u64 = 30_000_000_000; // ns that those of a block may

/// What ended a while.
#[derive(Clone, Copy, PartialEq)]
enum Why {
    Time,
    /// As many tasks have ended as were asked for; while nothing is created any more: all.
    Tasks,
    Stop,
    Rest,
}

struct Subject {
    events: Receiver<Event>,
    shared: Arc<Shared>,
    pool: Pool,
    frames: Frames,
    in_flight: u64,
    rate: Option<f64>,
    /// When the next frame is due; None: nothing is said.
    due: Option<u64>,
    stopped: bool,
    /// Orders to go and to rest that came while tasks were waited for.
    waiting: VecDeque<Json>,
}

/// Runs the first order to run that comes. An error is for what was asked.
pub fn conduct(events: Receiver<Event>, wake: Sender<Event>) -> Result<(), String> {
    let order = loop {
        match events.recv() {
            Ok(Event::Order(order)) if order.get("o").text() == Some("run") => break order,
            Ok(_) => {}
            Err(_) => return Ok(()),
        }
    };
    set_directory(order.get("directory").text().unwrap_or(""));
    let id = order.get("workload").text().unwrap_or("");
    let workload = workload::create(id, order.get("parameters"))?;
    let shared = Shared::new(Run::new(wake), workload);
    let workers = order.get("workers").count().unwrap_or(1).max(1) as usize;
    wire::step(&format!("starting {} threads", workers));
    let pool = Pool::start(&shared, workers)?;
    let rate = order.get("rate").number().filter(|rate| *rate > 0.0);
    if rate.is_some() {
        let (pool, shared) = (pool.clone(), shared.clone());
        thread::spawn(move || arrivals(&pool, &shared));
    }
    let mut subject = Subject {
        events,
        shared,
        pool,
        frames: Frames::default(),
        in_flight: order.get("in_flight").count().unwrap_or(1).max(1),
        rate,
        due: None,
        stopped: false,
        waiting: VecDeque::new(),
    };
    if order.get("rest") == &Json::Bool(true) {
        subject.blocks();
    } else {
        subject.run(&order);
    }
    Ok(())
}

/// Has tasks of an open loop come when they are due.
fn arrivals(pool: &Pool, shared: &Shared) {
    let mut run = shared.run.lock().unwrap();
    loop {
        let (created, due) = run.arrivals(now());
        if created > 0 {
            drop(run);
            pool.submit(created);
            run = shared.run.lock().unwrap();
            continue;
        }
        run = match due {
            Some(due) => {
                let left = Duration::from_nanos(due.saturating_sub(now()));
                shared.changed.wait_timeout(run, left).unwrap().0
            }
            None => shared.changed.wait(run).unwrap(),
        };
    }
}

impl Subject {
    fn run(&mut self, order: &Json) {
        let warm_up = order.get("warm_up_ns").count().unwrap_or(0);
        if warm_up > 0 {
            let began = self.begin("warm-up", None);
            self.goes_on(Some(began + warm_up));
            self.close();
            self.goes_on(Some(now() + WARM_UP_REST));
        }
        let began = self.begin("measure", order.get("tasks").count());
        let duration = order.get("duration_ns").count();
        let why = if self.stopped {
            Why::Stop
        } else {
            self.goes_on(duration.map(|nanos| began + nanos))
        };
        let end = now();
        self.close();
        let last_end = self.shared.run.lock().unwrap().load.last_end;
        let end = if why == Why::Tasks {
            last_end.max(began)
        } else {
            end
        };
        let outcome = if why == Why::Stop { "stopped" } else { "done" };
        self.last(outcome, end - began);
    }

    // Blocks

    fn blocks(&mut self) {
        wire::resting();
        loop {
            if self.stopped {
                is_over(0);
                wire::stopped();
                return;
            }
            let order = match self.waiting.pop_front() {
                Some(order) => order,
                None => match self.events.recv() {
                    Ok(Event::Order(order)) => order,
                    Ok(Event::Look) => continue,
                    Err(_) => return,
                },
            };
            match order.get("o").text() {
                Some("go") => {
                    if !self.block(&order) {
                        return;
                    }
                }
                Some("stop") => self.stopped = true,
                Some("set") => self.set(&order),
                _ => {}
            }
        }
    }

    /// From go to resting; false when the run is over instead.
    fn block(&mut self, order: &Json) -> bool {
        let settle = order.get("settle_ns").count().unwrap_or(0);
        self.shared.lanes.tell_again();
        let mut began = self.begin(if settle > 0 { "warm-up" } else { "measure" }, None);
        let mut why = Why::Time;
        if settle > 0 {
            why = self.goes_on(Some(began + settle));
        }
        let measured = why == Why::Time;
        if settle > 0 && why != Why::Rest {
            began = now();
            self.shared.run.lock().unwrap().turn("measure", began);
            self.due = Some(began);
        }
        if measured {
            let duration = order.get("duration_ns").count();
            why = self.goes_on(duration.map(|nanos| began + nanos));
        }
        if why == Why::Stop {
            let wall = now() - began;
            self.close();
            self.last("stopped", wall);
            return false;
        }
        if measured {
            let now = now();
            self.frames.send("block", &self.shared, now, |run| {
                let load = &run.load;
                // Whole tasks in whole times of theirs: from completion to completion.
                let wall = if load.before > 0 && load.last_end > load.before {
                    load.last_end - load.before
                } else {
                    now - load.began
                };
                format!(r#","wall_ns":{}"#, wall)
            });
        }
        self.due = None;
        self.close();
        if self.goes_on(Some(now() + DRAIN)) == Why::Time {
            let tasks = self.shared.run.lock().unwrap().outstanding();
            wire::step(&format!(
                "{} of the block's tasks still run after 30 s: it rests all the same",
                tasks
            ));
        }
        if !self.stopped {
            wire::resting();
        }
        true
    }

    // Phases

    fn begin(&mut self, phase: &'static str, tasks: Option<u64>) -> u64 {
        let began = now();
        let mut run = self.shared.run.lock().unwrap();
        let created = run.begin(phase, self.in_flight, self.rate, tasks, began);
        drop(run);
        self.pool.submit(created);
        self.shared.changed.notify_all();
        self.due = Some(began);
        began
    }

    fn close(&self) {
        self.shared.run.lock().unwrap().close(now());
        self.shared.changed.notify_all();
    }

    fn last(&mut self, outcome: &str, wall: u64) {
        is_over(0); // before the line: standard input may end as soon as it is read
        self.frames.send("last", &self.shared, now(), |_| {
            format!(r#","outcome":"{}","wall_ns":{}"#, outcome, wall)
        });
    }

    /// Sends frames and obeys orders, until something ends that, or it is time.
    fn goes_on(&mut self, end: Option<u64>) -> Why {
        loop {
            let at = now();
            if let Some(due) = self.due.filter(|due| *due <= at) {
                self.frames
                    .send("frame", &self.shared, at, |_| String::new());
                self.due = Some((due + INTERVAL).max(at));
            }
            if self.stopped {
                return Why::Stop;
            }
            if self.is_done() {
                return Why::Tasks;
            }
            if self.ordered_to_rest() {
                return Why::Rest;
            }
            if end.map_or(false, |end| at >= end) {
                return Why::Time;
            }
            let event = match end.into_iter().chain(self.due).min() {
                Some(next) => {
                    let left = Duration::from_nanos(next.saturating_sub(now()));
                    match self.events.recv_timeout(left) {
                        Ok(event) => Some(event),
                        Err(RecvTimeoutError::Timeout) => None,
                        Err(RecvTimeoutError::Disconnected) => return Why::Stop,
                    }
                }
                None => match self.events.recv() {
                    Ok(event) => Some(event),
                    Err(_) => return Why::Stop,
                },
            };
            if let Some(Event::Order(order)) = event {
                if self.obeys(order) {
                    return Why::Rest;
                }
            }
        }
    }

    /// Of what came before this block began: a go within a block does nothing.
    fn ordered_to_rest(&mut self) -> bool {
        !self.shared.run.lock().unwrap().is_closed()
            && self
                .waiting
                .drain(..)
                .any(|order| order.get("o").text() == Some("rest"))
    }

    fn is_done(&self) -> bool {
        let run = self.shared.run.lock().unwrap();
        if run.is_closed() {
            run.outstanding() == 0
        } else {
            run.is_complete()
        }
    }

    /// Whether it is to rest now.
    fn obeys(&mut self, order: Json) -> bool {
        match order.get("o").text() {
            Some("stop") => self.stopped = true,
            Some("set") => self.set(&order),
            Some("go") | Some("rest") if self.shared.run.lock().unwrap().is_closed() => {
                self.waiting.push_back(order)
            }
            Some("rest") => return true,
            _ => {}
        }
        false
    }

    /// Turns a knob, for now and for the blocks to come.
    fn set(&mut self, order: &Json) {
        if let Some(in_flight) = order.get("in_flight").count() {
            self.in_flight = in_flight.max(1);
        }
        if let (Some(rate), Some(_)) = (order.get("rate").number().filter(|r| *r > 0.0), self.rate)
        {
            self.rate = Some(rate);
        }
        let mut run = self.shared.run.lock().unwrap();
        let mut created = 0;
        if !run.is_closed() {
            run.load.in_flight = self.in_flight;
            run.load.rate = self.rate;
            created = run.refill(now());
        }
        drop(run);
        self.pool.submit(created);
        self.shared.changed.notify_all();
        if let Some(workers) = order.get("workers").count() {
            if RESIZABLE {
                if let Err(problem) = self.pool.resize(workers.max(1) as usize) {
                    wire::step(&problem);
                }
            } else {
                wire::step("the number of workers of this model cannot be changed in a run");
            }
        }
    }
}
