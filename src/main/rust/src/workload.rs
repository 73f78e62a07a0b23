//! What a task does.

use crate::json::Json;
use crate::split;
use crate::units::{count, duration};
use std::sync::atomic::{AtomicU64, Ordering};

/// What a task may ask of who runs it.
pub trait Seat {
    /// Waits for time alone.
    fn sleep(&self, nanos: u64);
}

pub trait Workload: Send + Sync {
    fn run(&self, id: u64, seat: &dyn Seat);

    /// What the last task found, where it is the same for every task: its lowest 53 bits.
    fn result(&self) -> Option<u64> {
        None
    }
}

const IDS: &str = "sum-of-squares, prime-factors, monte-carlo-pi, sleep";
const EXACT: u64 = (1 << 53) - 1; // of a double

pub fn create(id: &str, parameters: &Json) -> Result<Box<dyn Workload>, String> {
    Ok(match id {
        "sum-of-squares" => Box::new(SumOfSquares {
            n: count(parameters, "n", "5000000")?,
            found: AtomicU64::new(0),
        }),
        "prime-factors" => Box::new(PrimeFactors {
            number: count(parameters, "number", "5000111000222021")?,
            found: AtomicU64::new(0),
        }),
        "monte-carlo-pi" => Box::new(MonteCarloPi {
            points: count(parameters, "points", "100000")?,
        }),
        "sleep" => Box::new(Sleep {
            nanos: duration(parameters, "delay", "50ms")?,
        }),
        _ => return Err(format!("the Rust subject runs {}, not {}", IDS, id)),
    })
}

/// The sum of i*i for i < n.
struct SumOfSquares {
    n: u64,
    found: AtomicU64,
}

impl SumOfSquares {
    const PART: u64 = 100_000;
}

impl Workload for SumOfSquares {
    fn run(&self, _: u64, _: &dyn Seat) {
        let n = self.n;
        let total = split::sum((n + Self::PART - 1) / Self::PART, |part| {
            let end = ((part + 1) * Self::PART).min(n);
            let (mut i, mut total, one) = (part * Self::PART, 0u64, unknown_one());
            while i < end {
                total = total.wrapping_add(i.wrapping_mul(i));
                i += one;
            }
            total
        });
        self.found.store(total, Ordering::Relaxed);
    }

    fn result(&self) -> Option<u64> {
        Some(self.found.load(Ordering::Relaxed) & EXACT)
    }
}

/// 1, which the compiler must not know: it would replace the loop by the formula of its sum.
fn unknown_one() -> u64 {
    // SAFETY: it reads a number of this function's own.
    unsafe { std::ptr::read_volatile(&1) }
}

/// The factors of one large number by trial division.
struct PrimeFactors {
    number: u64,
    found: AtomicU64,
}

impl PrimeFactors {
    const PART: u64 = 20_000; // even, so that each part begins with an odd number
    const AT_ONCE: u64 = 64;
}

impl Workload for PrimeFactors {
    fn run(&self, _: u64, _: &dyn Seat) {
        let (mut rest, mut largest) = (self.number, 0);
        while rest > 1 && rest % 2 == 0 {
            largest = 2;
            rest /= 2;
        }
        let mut low = 3;
        loop {
            let root = root_of(rest);
            if low > root {
                break;
            }
            let parts = ((root - low) / Self::PART + 1).min(Self::AT_ONCE);
            let divisor = split::first(parts, |part| {
                let mut divisor = low + part * Self::PART;
                let end = (divisor + Self::PART - 1).min(root);
                while divisor <= end {
                    if rest % divisor == 0 {
                        return Some(divisor);
                    }
                    divisor += 2;
                }
                None
            });
            match divisor {
                Some(divisor) => {
                    largest = divisor;
                    rest /= divisor;
                    low = divisor;
                }
                None => low += parts * Self::PART,
            }
        }
        self.found
            .store(if rest > 1 { rest } else { largest }, Ordering::Relaxed);
    }

    fn result(&self) -> Option<u64> {
        Some(self.found.load(Ordering::Relaxed) & EXACT)
    }
}

/// The largest number whose square is no larger.
fn root_of(number: u64) -> u64 {
    let mut root = (number as f64).sqrt() as u64;
    while root
        .checked_mul(root)
        .map_or(true, |square| square > number)
    {
        root -= 1;
    }
    while (root + 1)
        .checked_mul(root + 1)
        .map_or(false, |square| square <= number)
    {
        root += 1;
    }
    root
}

/// Pi from random points in the unit square.
struct MonteCarloPi {
    points: u64,
}

impl MonteCarloPi {
    const PART: u64 = 20_000;
}

impl Workload for MonteCarloPi {
    fn run(&self, id: u64, _: &dyn Seat) {
        let points = self.points;
        let hits = split::sum((points + Self::PART - 1) / Self::PART, |part| {
            let mut random = Random::new(id << 20 | part);
            let mut hits = 0;
            for _ in part * Self::PART..((part + 1) * Self::PART).min(points) {
                let (x, y) = (random.next(), random.next());
                hits += (x * x + y * y <= 1.0) as u64;
            }
            hits
        });
        // The compiler must not leave out what nobody looks at.
        unsafe { std::ptr::read_volatile(&hits) };
    }
}

/// A linear congruential generator (Numerical Recipes), as in the other subjects.
struct Random(u32);

impl Random {
    fn new(seed: u64) -> Random {
        Random((seed.wrapping_mul(2654435761) + 1) as u32)
    }

    /// At least 0 and below 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(1664525).wrapping_add(1013904223);
        f64::from(self.0) / 4294967296.0
    }
}

/// One artificial delay.
struct Sleep {
    nanos: u64,
}

impl Workload for Sleep {
    fn run(&self, _: u64, seat: &dyn Seat) {
        seat.sleep(self.nanos);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    struct Nowhere;

    impl Seat for Nowhere {
        fn sleep(&self, _: u64) {}
    }

    fn result(id: &str, parameters: &str) -> Option<u64> {
        let workload = create(id, &parse(parameters).unwrap()).unwrap();
        workload.run(0, &Nowhere);
        workload.result()
    }

    #[test]
    fn find_what_is_there() {
        assert_eq!(Some(285), result("sum-of-squares", r#"{"n":"10"}"#));
        // n (n - 1) (2 n - 1) / 6
        let n: u128 = 250_001;
        let sum = (n * (n - 1) * (2 * n - 1) / 6) as u64;
        assert_eq!(
            Some(sum & EXACT),
            result("sum-of-squares", r#"{"n":"250001"}"#)
        );
        for (number, largest) in [
            ("1", 0),
            ("8", 2),
            ("97", 97),
            ("9409", 97),
            ("1000036000099", 1000033),
            ("500009000000", 500009),
        ] {
            let parameters = format!(r#"{{"number":"{}"}}"#, number);
            assert_eq!(
                Some(largest),
                result("prime-factors", &parameters),
                "{}",
                number
            );
        }
        assert_eq!(None, result("monte-carlo-pi", "{}"));
    }

    #[test]
    fn random_numbers_fill_the_square() {
        let mut random = Random::new(7);
        let inside = (0..100_000)
            .filter(|_| {
                let (x, y) = (random.next(), random.next());
                x * x + y * y <= 1.0
            })
            .count();
        assert!((inside as f64 / 25_000.0 - std::f64::consts::PI).abs() < 0.03);
    }

    #[test]
    fn roots() {
        for number in [
            0,
            1,
            2,
            3,
            4,
            15,
            16,
            17,
            u32::MAX as u64,
            (1 << 52) + 1,
            u64::MAX,
        ] {
            let root = root_of(number);
            assert!(root * root <= number);
            assert!((root + 1)
                .checked_mul(root + 1)
                .map_or(true, |square| square > number));
        }
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let refusal = create("http-get", &Json::Null).err().unwrap();
        assert!(refusal.contains("sum-of-squares") && refusal.ends_with("not http-get"));
        assert!(create("sleep", &parse(r#"{"delay":"soon"}"#).unwrap()).is_err());
    }
}
