//! Messages, one JSON object a line, on standard output.

use crate::histogram::{Counts, DIGITS, HIGHEST, LOWEST};
use crate::json::quoted;
use crate::leave;
use crate::pool::Shared;
use crate::run::{Run, State, STATES};
use std::io::{self, Write};
use std::sync::atomic::Ordering;

/// With which compiler this was made.
const VERSION: Option<&str> = option_env!("CONCTOP_RUST");

const NOTHING: &str = concat!(
    r#""seq":0,"ns":0,"phase":"measure","phase_ns":0,"#,
    r#""tasks":{"created":0,"completed":0,"failed":0,"cancelled":0,"now":{},"ns":{}},"#,
    r#""latency":{},"errors":{},"gauges":{},"threads":[],"wall_ns":0"#
);

pub fn hello() {
    send(&format!(
        r#"{{"t":"hello","protocol":1,"runtime":{{"name":"Rust","version":{}}},"pid":{},"emulated":false,"histogram":{{"lowest":{},"highest":{},"digits":{}}}}}"#,
        quoted(VERSION.unwrap_or("")),
        std::process::id(),
        LOWEST,
        HIGHEST,
        DIGITS
    ));
}

pub fn step(text: &str) {
    send(&format!(r#"{{"t":"step","text":{}}}"#, quoted(text)));
}

pub fn resting() {
    send(r#"{"t":"resting"}"#);
}

/// The last line of a run that could not be made.
pub fn failed(error: &str) {
    let text = quoted(error);
    send(&format!(
        r#"{{"t":"last",{},"outcome":"failed","error":{},"refused":true}}"#,
        NOTHING, text
    ));
}

/// The last line of a run in which nothing is measured when it ends.
pub fn stopped() {
    send(&format!(
        r#"{{"t":"last",{},"outcome":"stopped"}}"#,
        NOTHING
    ));
}

/// Frames of one run, and what is like them.
#[derive(Default)]
pub struct Frames {
    sequence: u64,
}

impl Frames {
    /// A frame, a block or the last line; what goes beyond a frame's fields begins with a comma.
    pub fn send(&mut self, kind: &str, shared: &Shared, now: u64, more: impl Fn(&Run) -> String) {
        let mut run = shared.run.lock().unwrap();
        let series = std::mem::take(&mut run.series);
        let (mut counts, mut nanos) = (Vec::new(), Vec::new());
        for (state, name) in STATES {
            let count = run.ledger.count(state);
            let spent = run.phase_nanos(state, now);
            if count > 0 {
                counts.push(format!(r#""{}":{}"#, name, count));
            }
            if spent > 0 {
                nanos.push(format!(r#""{}":{}"#, name, spent));
            }
        }
        let load = &run.load;
        let head = format!(
            r#"{{"t":"{}","seq":{},"ns":{},"phase":"{}","phase_ns":{},"tasks":{{"created":{},"completed":{},"failed":0,"cancelled":{},"now":{{{}}},"ns":{{{}}}}},"errors":{{}},"gauges":{}"#,
            kind,
            self.sequence,
            now,
            load.phase,
            now.saturating_sub(load.began),
            load.created,
            load.completed,
            load.cancelled,
            counts.join(","),
            nanos.join(","),
            gauges(shared, &run)
        );
        let more = more(&run);
        drop(run); // tasks need not wait for what follows
        self.sequence += 1;
        let latency: Vec<String> = [
            ("response", series.response),
            ("queue", series.queue),
            ("service", series.service),
        ]
        .iter()
        .filter(|(_, counts)| !counts.is_empty())
        .map(|(name, counts)| one(name, counts))
        .collect();
        send(&format!(
            r#"{},"latency":{{{}}},"threads":{}{}}}"#,
            head,
            latency.join(","),
            shared.lanes.reports(now),
            more
        ));
    }
}

fn one(name: &str, counts: &Counts) -> String {
    format!(
        r#""{}":{{"v2":"{}","clipped":{}}}"#,
        name,
        counts.encoded(),
        counts.clipped
    )
}

fn gauges(shared: &Shared, run: &Run) -> String {
    let load = &run.load;
    let mut out = format!(
        r#"{{"in_flight":{},"workers":{},"queue_depth":{}"#,
        load.in_flight,
        run.workers,
        run.ledger.count(State::Ready)
    );
    if let Some(rate) = load.rate {
        out += &format!(r#","rate":{},"generator_late":{}"#, rate, load.late);
    }
    let starts = shared.starts.load(Ordering::Relaxed);
    if starts > 0 {
        let nanos = shared.start_nanos.load(Ordering::Relaxed) / starts;
        out += &format!(r#","starts":{},"start_cost":{}"#, starts, nanos);
    }
    if let Some(result) = shared.workload.result() {
        out += &format!(r#","result":{}"#, result);
    }
    out + "}"
}

fn send(line: &str) {
    let mut out = io::stdout().lock();
    if out
        .write_all(line.as_bytes())
        .and_then(|_| out.write_all(b"\n"))
        .and_then(|_| out.flush())
        .is_err()
    {
        leave(0); // there is nobody to be told
    }
}
