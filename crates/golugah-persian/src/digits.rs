/// The text with Latin and Arabic digits turned into Persian ones; everything else is left as it stands.
pub fn persian_digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            digit_value(c)
                .and_then(|value| char::from_u32(0x06F0 + value))
                .unwrap_or(c)
        })
        .collect()
}

/// The text with Persian and Arabic digits turned into Latin ones; everything else is left as it stands.
pub fn latin_digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            digit_value(c)
                .and_then(|value| char::from_digit(value, 10))
                .unwrap_or(c)
        })
        .collect()
}

/// What a Latin, Arabic or Persian digit stands for.
fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{latin_digits, persian_digits};

    #[test]
    fn digits_of_all_three_scripts_are_understood() {
        assert_eq!(persian_digits("نامهٔ 12/٣٤۵"), "نامهٔ ۱۲/۳۴۵");
        assert_eq!(latin_digits("نامهٔ 12/٣٤۵"), "نامهٔ 12/345");
    }
}
