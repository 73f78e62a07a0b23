//! Parameters as a person writes them: 50ms, 5_000_000.

use crate::json::Json;

/// A duration in nanoseconds by its name among an order's parameters.
pub fn duration(parameters: &Json, name: &str, otherwise: &str) -> Result<u64, String> {
    read(parameters, name, otherwise, |text| {
        let lower = text.trim().to_lowercase();
        let split = lower
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(lower.len());
        let scale = match lower[split..].trim() {
            "ns" => 1.0,
            "us" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            _ => return None,
        };
        let number: f64 = lower[..split].parse().ok()?;
        Some((number * scale).round() as u64)
    })
    .map_err(|text| format!("{}: '{}' is not a duration (try 50ms, 1.5s)", name, text))
}

/// A whole number by its name among an order's parameters.
pub fn count(parameters: &Json, name: &str, otherwise: &str) -> Result<u64, String> {
    read(parameters, name, otherwise, |text| {
        text.trim().replace(&[',', '_'][..], "").parse().ok()
    })
    .map_err(|text| format!("{}: '{}' is not a whole number", name, text))
}

fn read(
    parameters: &Json,
    name: &str,
    otherwise: &str,
    parse: impl Fn(&str) -> Option<u64>,
) -> Result<u64, String> {
    let text = parameters.get(name).text().unwrap_or(otherwise);
    parse(text).ok_or_else(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn as_a_person_writes_them() {
        let written = parse(r#"{"delay":"1.5 ms","n":"5_000,000","bad":"5 parsecs"}"#).unwrap();
        assert_eq!(Ok(1_500_000), duration(&written, "delay", "50ms"));
        assert_eq!(Ok(50_000_000), duration(&written, "absent", "50ms"));
        assert_eq!(Ok(5_000_000), count(&written, "n", "1"));
        assert!(duration(&written, "bad", "50ms")
            .unwrap_err()
            .contains("5 parsecs"));
        assert!(count(&written, "bad", "1").is_err());
    }
}
