//! conctop's Rust subject: runs tasks and speaks the wire format, with std alone or with rayon.

mod clock;
mod histogram;
mod json;
mod lane;
mod pool;
mod run;
mod split;
mod subject;
mod units;
mod wire;
mod workload;

use run::Event;
use std::fs;
use std::io::{self, BufRead, Read};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::parent_id;
use std::path::Path;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{channel, Sender};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

const LONGEST_LINE: u64 = 1 << 20;
const STAY: Duration = Duration::from_secs(1); // after the last line, so that the threads can be looked at

static CODE: AtomicI32 = AtomicI32::new(0);
static DIRECTORY: Mutex<String> = Mutex::new(String::new());

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().map(String::as_str) == Some("--histogram") {
        print_histogram(&arguments[1..]);
        return;
    }
    clock::leave_interrupts();
    let parent = parent_id();
    thread::spawn(move || {
        while parent_id() == parent {
            thread::sleep(STAY);
        }
        leave(0);
    });
    wire::hello();
    let (orders, events) = channel();
    let wake = orders.clone();
    thread::spawn(move || read_orders(&orders));
    if let Err(problem) = subject::conduct(events, wake) {
        is_over(1);
        wire::failed(&problem);
    }
    thread::sleep(STAY);
    leave(CODE.load(Ordering::SeqCst));
}

/// Until standard input ends, and this process with it.
fn read_orders(orders: &Sender<Event>) {
    let mut input = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        match input
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
        {
            Ok(0) | Err(_) => leave(CODE.load(Ordering::SeqCst)),
            Ok(_) => {
                // What cannot be read is skipped.
                let order = std::str::from_utf8(&line).ok().and_then(json::parse);
                if let Some(order) = order {
                    let _ = orders.send(Event::Order(order));
                }
            }
        }
    }
}

/// The exit status from now on.
fn is_over(code: i32) {
    CODE.store(code, Ordering::SeqCst);
}

/// The run's private directory, to be removed at the end.
fn set_directory(path: &str) {
    *DIRECTORY.lock().unwrap() = path.to_string();
}

/// Ends this process. Whoever comes second waits for the first.
fn leave(code: i32) -> ! {
    let directory = DIRECTORY.lock();
    if let Ok(path) = &directory {
        let path = Path::new(path.as_str());
        if is_ours(path) {
            let _ = fs::remove_dir_all(path);
        }
    }
    std::process::exit(code)
}

/// Whether it is of the name and kind that an observer makes; others are left alone.
fn is_ours(path: &Path) -> bool {
    let named = path
        .file_name()
        .and_then(|name| name.to_str())
        .map_or(false, |name| name.starts_with("conctop-"));
    path.is_absolute()
        && named
        && fs::symlink_metadata(path).map_or(false, |facts| {
            facts.is_dir() && facts.uid() == clock::user() && facts.mode() & 0o7777 == 0o700
        })
}

/// For tests: numbers in, their encoding out.
fn print_histogram(values: &[String]) {
    let mut counts = histogram::Counts::default();
    for value in values {
        counts.record(value.parse().expect("a whole number"));
    }
    println!("{} {}", counts.clipped, counts.encoded());
}
