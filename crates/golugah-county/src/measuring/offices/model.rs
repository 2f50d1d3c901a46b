use std::collections::BTreeSet;

use golugah_persian::normalise;

use crate::agencies::Agency;

/// Words that stand in the name of nearly every office, and tell none from another; one a line.
const COMMON: &str = include_str!("common.txt");

/// The agency whose name an office's is most like, by the share of telling words that they have in common; none below a half.
/// It is a proposal: a person lays an office to an agency.
pub(super) fn likely(office: &str, agencies: &[(i64, String)]) -> Option<i64> {
    let own = telling(office);
    agencies
        .iter()
        .map(|(id, name)| {
            let theirs = telling(name);
            let both = own.intersection(&theirs).count();
            let share = both as f64 / own.len().min(theirs.len()).max(1) as f64;
            (*id, share)
        })
        .filter(|(_, share)| *share >= 0.5)
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
        .map(|(id, _)| id)
}

/// The agency that an office of nearly the same name was said to be: what was answered of one is proposed for the other.
pub(super) fn answered(office: &str, linked: &[(i64, String)]) -> Option<i64> {
    let own = telling(office);
    let alike = |name: &str| {
        let theirs = telling(name);
        let both = own.intersection(&theirs).count();
        both as f64 / own.len().max(theirs.len()).max(1) as f64
    };
    linked
        .iter()
        .map(|(id, name)| (*id, alike(name)))
        .filter(|(_, share)| *share >= 0.9)
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
        .map(|(id, _)| id)
}

/// The names of agencies, each by itself: the words of one language are no reason to be unlike in the other.
pub(super) fn names_of(agencies: &[Agency]) -> Vec<(i64, String)> {
    let both = |agency: &Agency| {
        [
            (agency.id, agency.name_fa.clone()),
            (agency.id, agency.name_en.clone()),
        ]
    };
    agencies.iter().flat_map(both).collect()
}

fn telling(name: &str) -> BTreeSet<String> {
    normalise(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !COMMON.lines().any(|common| normalise(common) == *word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{answered, likely};

    #[test]
    fn an_office_is_like_the_agency_that_shares_its_telling_words() {
        let agencies = [
            (1, "ادارهٔ راهداری و حمل‌ونقل جاده‌ای".to_owned()),
            (2, "شبکهٔ بهداشت و درمان".to_owned()),
            (3, "شهرداری".to_owned()),
        ];
        assert_eq!(likely("اداره راهداری شهرستان آبگینه‌رود", &agencies), Some(1));
        assert_eq!(likely("شبكه بهداشت و درمان شهرستان", &agencies), Some(2));
        assert_eq!(likely("ادارهٔ کل شهرستان", &agencies), None);
        assert_eq!(likely("کمیتهٔ امداد", &agencies), None);
        let linked = [(3, "واحد عمرانی (شهرداری گلشن‌رود)".to_owned())];
        assert_eq!(answered("واحد عمراني (شهرداری گلشن‌رود)", &linked), Some(3));
        assert_eq!(answered("واحد عمرانی (بخشداری گلشن‌رود)", &linked), None);
    }
}
