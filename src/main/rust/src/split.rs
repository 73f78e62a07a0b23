//! A task's parts: shared among rayon's workers, or one after the other.

/// The sum of what each part gives.
#[cfg(feature = "stealing")]
pub fn sum(parts: u64, each: impl Fn(u64) -> u64 + Sync + Send) -> u64 {
    use rayon::prelude::*;
    (0..parts)
        .into_par_iter()
        .map(each)
        .reduce(|| 0, u64::wrapping_add)
}

/// The sum of what each part gives.
#[cfg(not(feature = "stealing"))]
pub fn sum(parts: u64, each: impl Fn(u64) -> u64) -> u64 {
    (0..parts).map(each).fold(0, u64::wrapping_add)
}

/// What the first part gives that gives anything.
#[cfg(feature = "stealing")]
pub fn first(parts: u64, each: impl Fn(u64) -> Option<u64> + Sync + Send) -> Option<u64> {
    use rayon::prelude::*;
    (0..parts).into_par_iter().find_map_first(each)
}

/// What the first part gives that gives anything.
#[cfg(not(feature = "stealing"))]
pub fn first(parts: u64, each: impl Fn(u64) -> Option<u64>) -> Option<u64> {
    (0..parts).find_map(each)
}
