//! What the threads that run tasks wait for, as they say it themselves.

use crate::clock;
use crate::json::quoted;
use std::sync::{Arc, Mutex};

#[derive(Clone, Copy, PartialEq)]
pub enum Wait {
    #[cfg_attr(feature = "stealing", allow(dead_code))]
    Idle,
    Sleep,
}

struct Times {
    idle: u64,
    sleep: u64,
    now: Option<(Wait, u64)>,
    gone: bool,
}

/// One thread. It writes, telemetry reads.
pub struct Lane {
    tid: u32,
    name: String,
    /// What a sleep of the thread is that it has not declared.
    otherwise: &'static str,
    times: Mutex<Times>,
}

impl Lane {
    /// Called on the thread.
    pub fn new(name: String, otherwise: &'static str) -> Lane {
        Lane {
            tid: clock::tid(),
            name,
            otherwise,
            times: Mutex::new(Times {
                idle: 0,
                sleep: 0,
                now: None,
                gone: false,
            }),
        }
    }

    pub fn enter(&self, wait: Wait) {
        self.times.lock().unwrap().now = Some((wait, clock::now()));
    }

    pub fn leave(&self) {
        let mut times = self.times.lock().unwrap();
        if let Some((wait, since)) = times.now.take() {
            *times.of(wait) += clock::now() - since;
        }
    }

    /// The thread ends; rayon's do not.
    #[cfg(any(test, not(feature = "stealing")))]
    pub fn end(&self) {
        self.leave();
        self.times.lock().unwrap().gone = true;
    }

    /// The thread's report; None once it has ended.
    fn report(&self, now: u64) -> Option<String> {
        let times = self.times.lock().unwrap();
        if times.gone {
            return None;
        }
        let (mut idle, mut sleep, mut what) = (times.idle, times.sleep, self.otherwise);
        match times.now {
            Some((Wait::Idle, since)) => {
                idle += now.saturating_sub(since);
                what = "idle";
            }
            Some((Wait::Sleep, since)) => {
                sleep += now.saturating_sub(since);
                what = "sleep";
            }
            None => {}
        }
        Some(format!(
            r#"{{"pid":{},"tid":{},"name":{},"role":"worker","ambiguous":"{}","declared":{{"idle":{},"sleep":{}}}}}"#,
            std::process::id(),
            self.tid,
            quoted(&self.name),
            what,
            idle,
            sleep
        ))
    }
}

impl Times {
    fn of(&mut self, wait: Wait) -> &mut u64 {
        match wait {
            Wait::Idle => &mut self.idle,
            Wait::Sleep => &mut self.sleep,
        }
    }
}

/// All of them, with what was told of each.
#[derive(Default)]
pub struct Lanes {
    all: Mutex<Vec<(Arc<Lane>, String)>>,
}

impl Lanes {
    pub fn add(&self, lane: Lane) -> Arc<Lane> {
        let lane = Arc::new(lane);
        self.all.lock().unwrap().push((lane.clone(), String::new()));
        lane
    }

    /// The next reports hold all threads.
    pub fn tell_again(&self) {
        for (_, told) in self.all.lock().unwrap().iter_mut() {
            told.clear();
        }
    }

    /// Those whose report has changed, and those that have ended, as a list.
    pub fn reports(&self, now: u64) -> String {
        let mut out = Vec::new();
        self.all.lock().unwrap().retain_mut(|(lane, told)| {
            let report = lane.report(now);
            let lives = report.is_some();
            let report = report.unwrap_or_else(|| {
                format!(
                    r#"{{"pid":{},"tid":{},"gone":true}}"#,
                    std::process::id(),
                    lane.tid
                )
            });
            if *told != report {
                out.push(report.clone());
                *told = report;
            }
            lives
        });
        format!("[{}]", out.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_told_when_they_change() {
        let lanes = Lanes::default();
        let lane = lanes.add(Lane::new("worker \"1\"".into(), "lock"));
        let first = lanes.reports(clock::now());
        assert!(first.contains(r#""name":"worker \"1\"","role":"worker","ambiguous":"lock""#));
        assert_eq!("[]", lanes.reports(clock::now()));
        lane.enter(Wait::Idle);
        assert!(lanes
            .reports(clock::now() + 5_000_000)
            .contains(r#""ambiguous":"idle","declared":{"idle":5"#));
        lanes.tell_again();
        lane.leave();
        assert!(lanes
            .reports(clock::now())
            .contains(r#""ambiguous":"lock""#));
        lane.end();
        assert!(lanes.reports(clock::now()).contains(r#""gone":true"#));
        assert_eq!("[]", lanes.reports(clock::now()));
    }
}
