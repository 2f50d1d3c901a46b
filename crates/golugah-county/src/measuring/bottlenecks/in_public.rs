//! How a bottleneck is called before anybody: the work of one person is counted, and the person is never named.
//!
//! This is the one place that decides it. Papers ask here by the seam, and what the portal lists leaves such places out in
//! its view.

use golugah_findings::Kind;
use golugah_persian::{Language, integer, normalise};
use sea_orm::DbErr;

use super::queries::{self, Bottleneck};
use crate::support::seams::InPublic;
use crate::support::web::say;
use golugah_desk::Read;

/// Whether places of this kind are persons; a word that is none of ours is taken for one.
pub(super) fn is_person(kind: &str) -> bool {
    let kind = serde_json::from_value::<Kind>(kind.into());
    !kind.is_ok_and(|kind| golugah_report::person(kind, Language::Persian).is_none())
}

/// How anybody reads of it: by what it is about, without who and without a rate, where it is about a person.
pub(super) fn called(bottleneck: &Bottleneck) -> InPublic {
    if !is_person(&bottleneck.group_kind) {
        return InPublic::Alike;
    }
    let key = match bottleneck.group_kind.as_str() {
        "applicant" => "bottleneck-of-an-applicant",
        _ => "bottleneck-of-a-person",
    };
    let of = |language| {
        let number = integer(i128::from(bottleneck.id), language);
        say(language, key, &[("number", number.as_str())])
    };
    InPublic::Otherwise(of(Language::Persian), of(Language::English))
}

/// The persons of all bottlenecks whose names stand in a text, which is folded as names are compared.
pub(super) async fn persons_in(read: Read<'_>, folded: &str) -> Result<Vec<String>, DbErr> {
    let persons = queries::persons(read).await?.into_iter();
    Ok(persons.filter(|name| stands_in(folded, name)).collect())
}

/// Whether a name stands in a folded text as words of their own: «رضا» does not stand in «رضایت».
fn stands_in(folded: &str, name: &str) -> bool {
    let name = normalise(name);
    let ends_word = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    !name.is_empty()
        && folded.match_indices(&name).any(|(at, _)| {
            ends_word(folded[..at].chars().next_back()) && ends_word(folded[at + name.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::super::life::tests::bottleneck;
    use super::*;

    #[test]
    fn a_person_is_called_by_no_name_and_by_no_rate() {
        let mut one = bottleneck("confirmed");
        for (kind, is) in [
            ("buyer", false),
            ("procedure", false),
            ("officer", true),
            ("applicant", true),
            ("whoever", true),
        ] {
            one.group_kind = kind.to_owned();
            one.group_name = "کریم رضایی".to_owned();
            one.sentence_fa = "در کار کریم رضایی از ۹۰ مورد ۴۵ مورد".to_owned();
            assert_eq!(is_person(kind), is, "{kind}");
            match called(&one) {
                InPublic::Alike => assert!(!is, "{kind}"),
                InPublic::Otherwise(fa, en) => {
                    assert!(is && !fa.contains("رضایی") && !fa.contains('٪'), "{fa}");
                    assert!(!en.is_empty() && !en.contains("رضایی"), "{en}");
                }
            }
        }
    }

    #[test]
    fn a_name_stands_in_a_text_as_words_however_its_letters_are_typed() {
        let stands = |text: &str, name: &str| stands_in(&normalise(text), name);
        assert!(stands("کار «كريم  رضايي» دیده شد.", "کریم رضایی"));
        assert!(stands("کریم رضایی", "کریم رضایی"));
        assert!(!stands("رضایت مردم", "رضا"));
        assert!(!stands("متن", ""));
    }
}
