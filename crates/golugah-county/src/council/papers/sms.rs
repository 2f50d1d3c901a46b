/// The signs that a message of the old seven-bit alphabet pays twice for.
const TWICE: &str = "[]{}\\^~|";

/// In how many parts a telephone network carries a message: 160 signs in Latin letters or 70 in any other go whole;
/// longer ones in parts of 153 or 67, for each bears its number.
pub(super) fn parts(message: &str) -> i64 {
    let (length, whole, part) = if message.is_ascii() {
        let twice = message.chars().filter(|sign| TWICE.contains(*sign)).count();
        (message.len() + twice, 160, 153)
    } else {
        (message.encode_utf16().count(), 70, 67)
    };
    let parts = if length <= whole { 1 } else { length.div_ceil(part) };
    i64::try_from(parts).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn persian_fills_a_message_at_seventy_and_latin_at_a_hundred_and_sixty() {
        for (message, expected) in [
            (String::new(), 1),
            ("ج".repeat(70), 1),
            ("ج".repeat(71), 2),
            ("ج".repeat(134), 2),
            ("ج".repeat(135), 3),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("[".repeat(81), 2),
            (format!("{}ج", "a".repeat(70)), 2),
        ] {
            assert_eq!(parts(&message), expected, "{message}");
        }
    }
}
