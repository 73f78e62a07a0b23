//! JSON, as far as the wire needs it: orders are read, texts are written.

use std::collections::BTreeMap;

const DEEPEST: usize = 32;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    pub fn get(&self, name: &str) -> &Json {
        match self {
            Json::Object(fields) => fields.get(name).unwrap_or(&Json::Null),
            _ => &Json::Null,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number that is no less than 0, as a whole one.
    pub fn count(&self) -> Option<u64> {
        self.number().filter(|n| *n >= 0.0).map(|n| n as u64)
    }
}

/// The value of a line; None when it cannot be read.
pub fn parse(line: &str) -> Option<Json> {
    let mut reader = Reader {
        bytes: line.as_bytes(),
        at: 0,
    };
    let value = reader.value(0)?;
    reader.blanks();
    if reader.at == reader.bytes.len() {
        Some(value)
    } else {
        None
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        self.blanks();
        let there = self.peek() == Some(byte);
        self.at += there as usize;
        there
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.numeral(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Some(value)
        } else {
            None
        }
    }

    fn numeral(&mut self) -> Option<Json> {
        let begin = self.at;
        while matches!(
            self.peek(),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
        ) {
            self.at += 1;
        }
        std::str::from_utf8(&self.bytes[begin..self.at])
            .ok()?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Json::Number)
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut fields = BTreeMap::new();
        if self.takes(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            self.blanks();
            if self.peek()? != b'"' {
                return None;
            }
            let name = self.string()?;
            if !self.takes(b':') {
                return None;
            }
            fields.insert(name, self.value(depth + 1)?);
            if self.takes(b'}') {
                return Some(Json::Object(fields));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.takes(b']') {
                return Some(Json::List(items));
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut text = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(text).ok(),
                b'\\' => {
                    let mut encoded = [0; 4];
                    let escaped = self.escape()?;
                    text.extend_from_slice(escaped.encode_utf8(&mut encoded).as_bytes());
                }
                0..=0x1f => return None,
                _ => text.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => byte as char,
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if (0xd800..0xdc00).contains(&first) {
                    if !self.bytes[self.at..].starts_with(b"\\u") {
                        return None;
                    }
                    self.at += 2;
                    let second = self.hex()?;
                    if !(0xdc00..0xe000).contains(&second) {
                        return None;
                    }
                    char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))?
                } else {
                    char::from_u32(first)?
                }
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                out.push_str(&format!("\\u{:04x}", c as u32))
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_order() {
        let order =
            parse(r#" {"o":"run","workers":2,"rate":null,"p":{"n":"5_000"},"l":[1,-2.5e3,true]} "#)
                .unwrap();
        assert_eq!(Some("run"), order.get("o").text());
        assert_eq!(Some(2), order.get("workers").count());
        assert_eq!(None, order.get("rate").count());
        assert_eq!(Some("5_000"), order.get("p").get("n").text());
        assert_eq!(&Json::Null, order.get("absent"));
        assert_eq!(
            &Json::List(vec![
                Json::Number(1.0),
                Json::Number(-2500.0),
                Json::Bool(true)
            ]),
            order.get("l")
        );
    }

    #[test]
    fn texts_come_and_go() {
        let text = "a \"quoted\" \\ line\nwith \u{1} and ü and 😀";
        assert_eq!(Some(Json::Text(text.to_string())), parse(&quoted(text)));
        assert_eq!(
            Some(Json::Text("😀é".into())),
            parse(r#""\ud83d\ude00\u00e9""#)
        );
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        let deep = "[".repeat(100_000);
        for line in [
            "",
            "{",
            "{\"a\"}",
            "[1,]",
            "1 2",
            "\"\\ud83d\"",
            "\"\\u12",
            "nul",
            "1e999",
            &deep,
        ] {
            assert_eq!(None, parse(line), "{}", line.len());
        }
    }
}
