//! Headings of tables that can be filled and are read without a mapping.

use super::words::words;

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Tenders, each with who won it.
    Winners,
    /// The bids of tenders.
    Bids,
    /// The events of cases.
    Events,
}

/// The headings of a template, in Persian or in English; amounts are in rial.
pub fn template(of: Template, in_persian: bool) -> Vec<String> {
    const TENDER: [&str; 6] = ["number", "title", "buyer", "method", "published", "deadline"];
    let own: &[&str] = match of {
        Template::Winners => &["bidders", "winner", "winner_id", "award_amount", "award_date"],
        Template::Bids => &["bidder", "bidder_id", "bid_amount", "bid_status"],
        Template::Events => &[
            "case",
            "activity",
            "time",
            "clock",
            "officer",
            "group",
            "applicant",
            "due",
        ],
    };
    let of_tenders = of != Template::Events;
    let first: &[&str] = if of_tenders { &TENDER } else { &[] };
    let heading = |field: &&str| {
        let heading = words().heading_of(of_tenders, field, in_persian);
        if field.ends_with("amount") {
            format!("{heading} ({})", words().rial(in_persian))
        } else {
            heading.to_owned()
        }
    };
    first.iter().chain(own).map(heading).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Tables, guess_map};

    #[test]
    fn a_template_that_was_filled_is_read_without_a_mapping() {
        let folder = tempfile::tempdir().unwrap();
        for of in [Template::Winners, Template::Bids, Template::Events] {
            for in_persian in [true, false] {
                let headings = template(of, in_persian);
                let path = folder.path().join("filled.csv");
                std::fs::write(&path, headings.join(",") + "\n").unwrap();
                let guess = guess_map(&path, &Tables::default()).unwrap();
                assert_eq!(guess.doubts, Vec::<String>::new(), "{headings:?}");
                assert!(!guess.map.contains("ignored"), "{headings:?}\n{}", guess.map);
                let is_log = guess.map.contains("holds = \"events\"");
                assert_eq!(is_log, of == Template::Events, "{}", guess.map);
            }
        }
    }
}
