//! HdrHistogram: bucket index and the V2 compressed encoding, as HdrHistogram 2.2.2 (Java) writes it.
//!
//! Range 1 ns to 1 h, 3 significant digits.

use std::collections::BTreeMap;

pub const LOWEST: u64 = 1;
pub const HIGHEST: u64 = 3_600_000_000_000;
pub const DIGITS: i32 = 3;

const SUB_BUCKET_BITS: u32 = 11; // 2048 sub-buckets: the least power of two above 2 * 10^DIGITS
const V2_COOKIE: i32 = 0x1c849303 | 0x10;
const V2_COMPRESSED_COOKIE: i32 = 0x1c849304 | 0x10;

/// Index of the count of a value within the range.
pub fn index_of(value: u64) -> u32 {
    let bits = u64::BITS - value.leading_zeros();
    if bits <= SUB_BUCKET_BITS {
        return value as u32;
    }
    let bucket = bits - SUB_BUCKET_BITS;
    (bucket << (SUB_BUCKET_BITS - 1)) + (value >> bucket) as u32
}

/// Values of one series over one interval.
#[derive(Default)]
pub struct Counts {
    counts: BTreeMap<u32, u64>,
    pub clipped: u64,
}

impl Counts {
    pub fn record(&mut self, value: u64) {
        self.clipped += (value > HIGHEST) as u64;
        *self.counts.entry(index_of(value.min(HIGHEST))).or_insert(0) += 1;
    }

    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The V2 compressed encoding in base64.
    pub fn encoded(&self) -> String {
        base64(&self.compressed())
    }

    fn compressed(&self) -> Vec<u8> {
        let packed = zlib(&self.plain());
        let mut out = Vec::with_capacity(packed.len() + 8);
        out.extend_from_slice(&V2_COMPRESSED_COOKIE.to_be_bytes());
        out.extend_from_slice(&(packed.len() as i32).to_be_bytes());
        out.extend_from_slice(&packed);
        out
    }

    fn plain(&self) -> Vec<u8> {
        let mut payload = Vec::new();
        let mut following = 0;
        for (&index, &count) in &self.counts {
            if index > following {
                put_zigzag(&mut payload, i64::from(following) - i64::from(index));
                // so many zeros
            }
            put_zigzag(&mut payload, count as i64);
            following = index + 1;
        }
        let mut out = Vec::with_capacity(payload.len() + 40);
        for number in [V2_COOKIE, payload.len() as i32, 0, DIGITS] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        out.extend_from_slice(&LOWEST.to_be_bytes());
        out.extend_from_slice(&HIGHEST.to_be_bytes());
        out.extend_from_slice(&1.0f64.to_be_bytes());
        out.extend_from_slice(&payload);
        out
    }
}

fn put_zigzag(out: &mut Vec<u8>, value: i64) {
    let mut rest = ((value << 1) ^ (value >> 63)) as u64;
    while rest > 0x7f {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// A zlib stream whose blocks are stored as they are (RFC 1950, RFC 1951): there is little to win.
fn zlib(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        out.push(blocks.peek().is_none() as u8);
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&(!length).to_le_bytes());
        out.extend_from_slice(block);
    }
    out.extend_from_slice(&adler32(data).to_be_bytes());
    out
}

fn adler32(data: &[u8]) -> u32 {
    let (mut low, mut high) = (1u32, 0u32);
    for &byte in data {
        low = (low + u32::from(byte)) % 65521;
        high = (high + low) % 65521;
    }
    high << 16 | low
}

const DIGITS_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(data: &[u8]) -> String {
    let mut out = String::with_capacity(data.len() / 3 * 4 + 4);
    for three in data.chunks(3) {
        let mut bits = 0u32;
        for i in 0..3 {
            bits = bits << 8 | u32::from(three.get(i).copied().unwrap_or(0));
        }
        for i in 0..4 {
            out.push(if i <= three.len() {
                DIGITS_64[(bits >> (18 - 6 * i) & 63) as usize] as char
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by HdrHistogram 2.2.2 (Java), encodeIntoByteBuffer of Histogram(1, 3_600_000_000_000, 3).
    const VALUES: [u64; 8] = [
        0,
        1,
        2047,
        2048,
        5_000_000,
        5_000_000,
        50_123_456,
        3_600_000_000_000,
    ];
    const GOLDEN: &str = concat!(
        "1c84931300000011000000000000000300000000000000010000034630b8a0003ff0000000000000",
        "0202f91f020285b30104e73402a3820202"
    );

    fn recorded(values: &[u64]) -> Counts {
        let mut counts = Counts::default();
        values.iter().for_each(|&value| counts.record(value));
        counts
    }

    #[test]
    fn encodes_what_java_encodes() {
        let plain: String = recorded(&VALUES)
            .plain()
            .iter()
            .map(|byte| format!("{:02x}", byte))
            .collect();
        assert_eq!(GOLDEN, plain);
        assert!(recorded(&[5]).encoded().starts_with("HISTFAAAA"));
    }

    #[test]
    fn indexes_rise_by_one_at_each_power_of_two() {
        for power in 11..41 {
            assert_eq!(index_of((1 << power) - 1) + 1, index_of(1 << power));
        }
    }

    #[test]
    fn what_lies_above_is_clipped_and_counted_at_the_top() {
        let counts = recorded(&[HIGHEST + 1, HIGHEST, u64::MAX]);
        assert_eq!(2, counts.clipped);
        assert_eq!(1, counts.counts.len());
    }

    #[test]
    fn sums_and_digits_are_those_of_their_standards() {
        assert_eq!(0x11e60398, adler32(b"Wikipedia"));
        assert_eq!("Zm9vYg==", base64(b"foob"));
        assert_eq!("Zm9vYmE=", base64(b"fooba"));
        assert_eq!("Zm9vYmFy", base64(b"foobar"));
    }

    #[test]
    fn long_data_are_several_blocks() {
        let packed = zlib(&[7; 70_000]);
        assert_eq!(70_000 + 2 + 2 * 5 + 4, packed.len());
        assert_eq!((0, 1), (packed[2], packed[2 + 5 + 0xffff]));
    }
}
