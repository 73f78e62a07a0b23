//! Tasks: when they arrive, where they are, what became of them. Everything here is behind one lock.

use crate::histogram::Counts;
use crate::json::Json;
use std::collections::VecDeque;
use std::sync::mpsc::Sender;

/// What who leads the run is told.
pub enum Event {
    Order(Json),
    /// Tasks are complete, or a load that was closed is quiet.
    Look,
}

#[derive(Clone, Copy)]
pub enum State {
    Ready,
    Running,
    Timer,
}

pub const STATES: [(State, &str); 3] = [
    (State::Ready, "ready"),
    (State::Running, "running"),
    (State::Timer, "timer"),
];

/// Tasks in each state, and the time that they have spent there: a sum that grows by itself.
#[derive(Default)]
pub struct Ledger {
    counts: [i64; 3],
    balances: [i128; 3],
}

impl Ledger {
    pub fn enter(&mut self, state: State, at: u64) {
        self.counts[state as usize] += 1;
        self.balances[state as usize] -= i128::from(at);
    }

    pub fn leave(&mut self, state: State, at: u64) {
        self.counts[state as usize] -= 1;
        self.balances[state as usize] += i128::from(at);
    }

    pub fn count(&self, state: State) -> i64 {
        self.counts[state as usize]
    }

    /// ns that all tasks together have spent in a state until now.
    pub fn nanos(&self, state: State, now: u64) -> i128 {
        self.balances[state as usize] + i128::from(self.counts[state as usize]) * i128::from(now)
    }
}

pub struct Task {
    pub id: u64,
    pub intended: u64,
    load: u64,
}

/// What was recorded since the last frame.
#[derive(Default)]
pub struct Series {
    pub response: Counts,
    pub queue: Counts,
    pub service: Counts,
}

/// A closed loop (in_flight tasks at a time) or an open one (a rate, at most in_flight at a time), of one
/// phase or one block.
#[derive(Default)]
pub struct Load {
    number: u64,
    pub in_flight: u64,
    pub rate: Option<f64>,
    limit: Option<u64>,
    pub phase: &'static str,
    pub began: u64,
    pub created: u64,
    pub completed: u64,
    pub cancelled: u64,
    outstanding: u64,
    finished: u64,
    closed: bool,
    /// The last completion of the phase, and of the phase before it in the same block; 0: none.
    pub last_end: u64,
    pub before: u64,
    due: u64,
    pub late: u64,
    base: [i128; 3],
    shown: [i128; 3],
}

pub struct Run {
    pub queue: VecDeque<Task>,
    pub ledger: Ledger,
    pub load: Load,
    pub series: Series,
    next_id: u64,
    /// Wakes who leads the run.
    wake: Sender<Event>,
    /// How many threads are to run tasks.
    pub workers: usize,
    /// How many there are.
    #[cfg(not(feature = "stealing"))]
    pub living: usize,
}

impl Run {
    pub fn new(wake: Sender<Event>) -> Run {
        Run {
            queue: VecDeque::new(),
            ledger: Ledger::default(),
            load: Load {
                closed: true,
                ..Load::default()
            },
            series: Series::default(),
            next_id: 0,
            wake,
            workers: 0,
            #[cfg(not(feature = "stealing"))]
            living: 0,
        }
    }

    /// A phase begins. Gives how many tasks are there to be run.
    pub fn begin(
        &mut self,
        phase: &'static str,
        in_flight: u64,
        rate: Option<f64>,
        limit: Option<u64>,
        now: u64,
    ) -> usize {
        self.load = Load {
            number: self.load.number + 1,
            in_flight,
            rate,
            limit,
            due: now,
            ..Load::default()
        };
        self.zero(phase, now);
        self.refill(now)
    }

    /// Another phase of the same tasks: only what is counted starts from zero.
    pub fn turn(&mut self, phase: &'static str, now: u64) {
        let load = &mut self.load;
        load.created = 0;
        load.completed = 0;
        load.cancelled = 0;
        load.before = load.last_end;
        load.last_end = 0;
        self.zero(phase, now);
    }

    fn zero(&mut self, phase: &'static str, now: u64) {
        self.load.phase = phase;
        self.load.began = now;
        self.load.shown = [0; 3];
        for (state, _) in STATES {
            self.load.base[state as usize] = self.ledger.nanos(state, now);
        }
        self.series = Series::default();
    }

    /// ns that tasks have spent in a state in this phase.
    pub fn phase_nanos(&mut self, state: State, now: u64) -> i128 {
        let nanos = self.ledger.nanos(state, now) - self.load.base[state as usize];
        let shown = &mut self.load.shown[state as usize];
        *shown = (*shown).max(nanos);
        *shown
    }

    /// What a closed loop lacks, wanted from a moment on. Gives how many.
    pub fn refill(&mut self, intended: u64) -> usize {
        let mut created = 0;
        while self.load.rate.is_none() && self.may_create() {
            self.create(intended);
            created += 1;
        }
        created
    }

    /// What an open loop owes by now, and when it is due next; None: when something has changed.
    pub fn arrivals(&mut self, now: u64) -> (usize, Option<u64>) {
        let mut created = 0;
        while let Some(rate) = self.load.rate.filter(|_| !self.load.closed) {
            if self.load.due > now {
                return (created, Some(self.load.due));
            }
            self.load.late = now - self.load.due;
            if !self.may_create() {
                break;
            }
            self.create(self.load.due);
            self.load.due += (1e9 / rate).round() as u64;
            created += 1;
        }
        (created, None)
    }

    fn may_create(&self) -> bool {
        let load = &self.load;
        !load.closed
            && load.outstanding < load.in_flight
            && load.limit.map_or(true, |limit| load.created < limit)
    }

    fn create(&mut self, intended: u64) {
        self.queue.push_back(Task {
            id: self.next_id,
            intended,
            load: self.load.number,
        });
        self.ledger.enter(State::Ready, intended);
        self.next_id += 1;
        self.load.created += 1;
        self.load.outstanding += 1;
    }

    /// The next task, which runs from now on.
    pub fn start(&mut self, now: u64) -> Option<Task> {
        let task = self.queue.pop_front()?;
        self.ledger.leave(State::Ready, now);
        self.ledger.enter(State::Running, now);
        Some(task)
    }

    /// A task has ended. Gives how many there are to be run in its place.
    pub fn finish(&mut self, task: &Task, start: u64, end: u64) -> usize {
        self.ledger.leave(State::Running, end);
        if task.load != self.load.number {
            return 0; // of a phase that did not wait for it
        }
        self.load.outstanding -= 1;
        if self.load.closed {
            if self.load.outstanding == 0 {
                self.wake();
            }
            return 0;
        }
        self.series
            .response
            .record(end.saturating_sub(task.intended));
        self.series
            .queue
            .record(start.saturating_sub(task.intended));
        self.series.service.record(end - start);
        self.load.completed += 1;
        self.load.finished += 1;
        self.load.last_end = self.load.last_end.max(end);
        if self.is_complete() {
            self.wake();
        }
        self.refill(end)
    }

    /// No more tasks; those that were not begun are dropped.
    pub fn close(&mut self, now: u64) {
        self.load.closed = true;
        while self.queue.pop_front().is_some() {
            self.ledger.leave(State::Ready, now);
            self.load.cancelled += 1;
            self.load.outstanding -= 1;
        }
    }

    pub fn is_closed(&self) -> bool {
        self.load.closed
    }

    /// Tasks that were created and have neither ended nor been dropped.
    pub fn outstanding(&self) -> u64 {
        self.load.outstanding
    }

    /// Whether as many have ended as were asked for.
    pub fn is_complete(&self) -> bool {
        self.load.limit == Some(self.load.finished)
    }

    fn wake(&self) {
        // Who leads may have ended.
        let _ = self.wake.send(Event::Look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_closed_loop_keeps_so_many_in_flight_and_its_account_closes() {
        let (wake, woken) = channel();
        let mut run = Run::new(wake);
        assert_eq!(3, run.begin("measure", 3, None, Some(5), 100));
        let mut ended = 0;
        let mut now = 100;
        while let Some(task) = run.start(now) {
            let created = run.finish(&task, now, now + 10);
            ended += 1;
            assert_eq!((ended <= 2) as usize, created);
            now += 10;
        }
        let load = &run.load;
        assert_eq!(
            (5, 5, 0, 150),
            (
                load.created,
                load.completed,
                load.outstanding,
                load.last_end
            )
        );
        assert!(run.is_complete());
        assert_eq!(1, woken.try_iter().count());
        // three wanted at 100, the others when their forerunners ended
        assert_eq!(0 + 10 + 20 + 20 + 20, run.phase_nanos(State::Ready, now));
        assert_eq!(50, run.phase_nanos(State::Running, now));
        assert_eq!(
            0,
            run.ledger.count(State::Ready) + run.ledger.count(State::Running)
        );
    }

    #[test]
    fn an_open_loop_counts_from_its_schedule() {
        let mut run = Run::new(channel().0);
        assert_eq!(0, run.begin("measure", 4, Some(1e8), None, 1000)); // one each 10 ns
        assert_eq!((1, Some(1010)), run.arrivals(1000));
        assert_eq!((3, None), run.arrivals(1045)); // four are outstanding
        assert_eq!((5, 1040), (run.load.late, run.load.due));
        let task = run.start(1050).unwrap();
        assert_eq!(1000, task.intended);
        assert_eq!(0, run.finish(&task, 1050, 1060));
        assert_eq!((1, None), run.arrivals(1060));
    }

    #[test]
    fn a_closed_load_drops_what_was_not_begun_and_waits_for_the_rest() {
        let (wake, woken) = channel();
        let mut run = Run::new(wake);
        run.begin("warm-up", 4, None, None, 0);
        let task = run.start(5).unwrap();
        run.close(10);
        assert_eq!((3, 1), (run.load.cancelled, run.outstanding()));
        assert_eq!(0, run.finish(&task, 5, 20));
        assert_eq!(
            (0, 0, 1),
            (
                run.outstanding(),
                run.load.completed,
                woken.try_iter().count()
            )
        );
        // a task that nobody waits for any more
        run.begin("measure", 1, None, None, 30);
        let late = run.start(30).unwrap();
        run.close(31);
        run.begin("measure", 1, None, None, 40);
        assert_eq!(0, run.finish(&late, 30, 50));
        assert_eq!((1, 0), (run.outstanding(), run.load.completed));
    }

    #[test]
    fn a_turn_counts_anew() {
        let mut run = Run::new(channel().0);
        run.begin("warm-up", 2, None, None, 0);
        let (one, other) = (run.start(0).unwrap(), run.start(0).unwrap());
        run.finish(&one, 0, 7);
        run.turn("measure", 10);
        run.finish(&other, 0, 15);
        let load = &run.load;
        assert_eq!((7, 15, 1), (load.before, load.last_end, load.completed));
        assert_eq!(1, load.created);
        assert_eq!(5, run.phase_nanos(State::Running, 15));
    }
}
