/// What a text with escapes stands for; none where an escape is unknown or half of a pair.
pub(super) fn unescape(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(slash) = rest.find('\\') {
        out.push_str(&rest[..slash]);
        let mut chars = rest[slash + 1..].chars();
        let plain = match chars.next()? {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (unit, after) = hex_unit(chars.as_str())?;
                let (symbol, after) = match unit {
                    0xd800..=0xdbff => {
                        let (low, after) = hex_unit(after.strip_prefix("\\u")?)?;
                        if !(0xdc00..=0xdfff).contains(&low) {
                            return None;
                        }
                        (
                            char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?,
                            after,
                        )
                    }
                    _ => (char::from_u32(unit)?, after),
                };
                chars = after.chars();
                symbol
            }
            _ => return None,
        };
        out.push(plain);
        rest = chars.as_str();
    }
    out.push_str(rest);
    Some(out)
}

fn hex_unit(text: &str) -> Option<(u32, &str)> {
    let digits = text.get(..4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((u32::from_str_radix(digits, 16).ok()?, &text[4..]))
}
