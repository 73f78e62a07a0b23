//! What std does not tell of the system: the monotonic clock's own figures, a thread's number, signals.

use std::fs;

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanos: i64,
}

extern "C" {
    fn clock_gettime(clock: i32, time: *mut Timespec) -> i32;
    fn signal(number: i32, handler: usize) -> usize;
    fn geteuid() -> u32;
}

const MONOTONIC: i32 = 1;
const SIGHUP: i32 = 1;
const SIGINT: i32 = 2;

/// Nanoseconds of CLOCK_MONOTONIC, so that times of several processes compare.
pub fn now() -> u64 {
    let mut time = Timespec {
        seconds: 0,
        nanos: 0,
    };
    // SAFETY: the structure is that of 64-bit Linux, and is written before the call returns.
    unsafe { clock_gettime(MONOTONIC, &mut time) };
    time.seconds as u64 * 1_000_000_000 + time.nanos as u64
}

/// The kernel's number of the calling thread; 0 where it cannot be read.
pub fn tid() -> u32 {
    fs::read_link("/proc/thread-self")
        .ok()
        .and_then(|path| path.file_name()?.to_str()?.parse().ok())
        .unwrap_or(0)
}

extern "C" fn nothing(_: i32) {}

/// Has SIGINT do nothing: a terminal's Ctrl-C is for the observer, who ends the others in its own way.
/// Nor SIGHUP, which comes when the observer is killed that had the terminal: the end of standard input
/// comes then, too, and removes what the run has left.
pub fn leave_interrupts() {
    // SAFETY: the handler does nothing, which is safe at any moment.
    unsafe {
        signal(SIGINT, nothing as extern "C" fn(i32) as usize);
        signal(SIGHUP, nothing as extern "C" fn(i32) as usize);
    }
}

pub fn user() -> u32 {
    // SAFETY: it only asks.
    unsafe { geteuid() }
}
