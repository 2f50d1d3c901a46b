/// The text folded for comparing names and as the key of a search, never for showing them.
///
/// Arabic forms of letters become Persian ones (ي and ى → ی, ك → ک, ة and ۀ → ه), hamza and madda on a carrier
/// are left out (أ إ آ → ا, ؤ → و, ئ → ی), vowel signs, tatweel, zero-width and direction marks are dropped,
/// digits become Latin, Latin letters lower case, and every run of white space one space.
///
/// The zero-width non-joiner is dropped rather than made a space, for the same office writes «شهرداری‌ها» and
/// «شهرداریها» far oftener than with a space.
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in crate::latin_digits(text).chars() {
        if c.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        let Some(letter) = fold(c) else { continue };
        if gap {
            folded.push(' ');
            gap = false;
        }
        folded.extend(letter.to_lowercase());
    }
    folded
}

/// Whether a sign makes no difference in a comparison: marks, half-spaces, directions.
pub(crate) fn is_left_out(c: char) -> bool {
    fold(c).is_none()
}

/// The text with Persian letters where a keyboard for Arabic wrote the like of them (ي and ى → ی, ك → ک), for storing and
/// showing: nothing else of it changes.
pub fn persian_letters(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            letter => letter,
        })
        .collect()
}

/// The letter that stands for `c` in a comparison, or `None` where `c` makes no difference.
fn fold(c: char) -> Option<char> {
    match c {
        'ي' | 'ى' | 'ئ' | 'ې' | 'ۍ' => Some('ی'),
        'ك' | 'ڪ' => Some('ک'),
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ۂ' | 'ۃ' | 'ھ' => Some('ه'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ؤ' => Some('و'),
        // Vowel signs and combined hamza, the superscript alef, tatweel, a hamza on its own, marks of recitation.
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0621}' => None,
        '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}'
        | '\u{06E7}'
        | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}' => None,
        // Zero-width (non-)joiner and space, direction marks, isolates, soft hyphen, byte order mark.
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{00AD}'
        | '\u{FEFF}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{normalise, persian_letters};

    #[track_caller]
    fn same(left: &str, right: &str) {
        assert_eq!(normalise(left), normalise(right));
    }

    #[test]
    fn what_one_office_writes_in_two_ways_compares_equal() {
        same("شهرداري كاشان", "شهرداری کاشان");
        same("بخش‌داری", "بخشداری");
        same("  ادارهٔ   راه ", "اداره راه");
        same("شرکت آب", "شركت اب");
        same("منطقهٔ ۱۲", "منطقة 12");
        same("مُهَندِس", "مهندس");
        same("شـــهر", "شهر");
        same("مسئول مؤسسهٔ رأی", "مسیول موسسه رای");
        same("ھمدان", "همدان");
        same("پرونده ٤۵6", "پرونده ۴۵۶");
        same("ACME  Ltd", "acme ltd");
        same("\u{202E}راه\u{202C}", "راه");
    }

    #[test]
    fn what_is_stored_has_persian_letters_and_is_else_as_it_was() {
        assert_eq!(
            persian_letters("نيروي انتظامي، مريم كاظمى"),
            "نیروی انتظامی، مریم کاظمی"
        );
        let other = "ادارهٔ مسئول، آیة الله\u{200c}ها ACME ۱۲";
        assert_eq!(persian_letters(other), other);
    }

    #[test]
    fn different_names_stay_different() {
        assert_ne!(normalise("راه آهن"), normalise("راه شهر"));
        assert_ne!(normalise("منطقهٔ ۱"), normalise("منطقهٔ ۲"));
        assert_eq!(normalise(" \u{200C} "), "");
    }
}
