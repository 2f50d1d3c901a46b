//! Whom a decision obliges: the agencies that its words name.

use golugah_persian::normalise;

use super::Known;
use super::vocabulary::{Word, begins, finds, under};

/// How many words the name of an agency has at most.
const LONGEST_NAME: usize = 6;

/// The agencies that a decision names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Who owes it; `None` where nobody is named as that.
    pub owner: Option<Owner>,
    /// Who is to help.
    pub helpers: Vec<String>,
}

/// An agency as a line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The county's own agency; `None` where it has none of that name yet.
    pub id: Option<i64>,
    /// What it is called: as the county calls it, else as the line does.
    pub name: String,
    /// What the line calls it, where that is only like the name and whoever looks through it has to say whether it is the same.
    pub said: Option<String>,
}

/// A name and where it stands.
struct Named {
    at: usize,
    end: usize,
    owner: Owner,
}

/// Whom these words oblige.
pub(super) fn of(words: &[Word<'_>], known: &[Known]) -> Owners {
    let names = names(words, known);
    let (decided, decided_end) = match finds("decided", words) {
        Some((at, phrase)) => (at, at + phrase.words.len()),
        None => (0, 0),
    };
    // A helper is named after a word of helping: «با همکاری بخشداری و شهرداری».
    let mut helpers: Vec<usize> = Vec::new();
    for (place, one) in names.iter().enumerate() {
        let goes_on = place
            .checked_sub(1)
            .is_some_and(|before| helpers.contains(&before) && joined(words, &names, before, place));
        if goes_on || is_before(words, "helps", one.at) {
            helpers.push(place);
        }
    }
    let may_owe = |place: &usize| {
        let one = names.get(*place);
        !helpers.contains(place) && one.is_some_and(|one| !is_before(words, "not_owner_after", one.at))
    };
    let by = (0..names.len()).find(|place| {
        names
            .get(*place)
            .is_some_and(|one| is_before(words, "by", one.at))
    });
    let after = (0..names.len())
        .find(|place| may_owe(place) && names.get(*place).is_some_and(|one| one.at >= decided_end));
    let before = (0..names.len())
        .rev()
        .find(|place| may_owe(place) && names.get(*place).is_some_and(|one| one.end <= decided));
    // «شهرداری و بخشداری موظفند»: of several that stand together the first owes it.
    let first = |mut place: usize| {
        while place > 0 && may_owe(&(place - 1)) && joined(words, &names, place - 1, place) {
            place -= 1;
        }
        place
    };
    // «ادارهٔ برق مکلف شد»: whoever stands right before the verb is whom it obliges.
    let right_before = before.filter(|place| names.get(*place).is_some_and(|one| one.end == decided));
    let Some(chosen) = by.or(right_before.map(first)).or(after).or(before.map(first)) else {
        return Owners::default();
    };
    let mut others: Vec<String> = Vec::new();
    for (place, one) in names.iter().enumerate() {
        let with_it =
            place > chosen && (chosen..place).all(|before| joined(words, &names, before, before + 1));
        if place != chosen
            && (helpers.contains(&place) || (with_it && may_owe(&place)))
            && !others.contains(&one.owner.name)
        {
            others.push(one.owner.name.clone());
        }
    }
    Owners {
        owner: names.into_iter().nth(chosen).map(|one| one.owner),
        helpers: others,
    }
}

/// Whether a word under a heading stands right before a place.
fn is_before(words: &[Word<'_>], heading: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before..at));
    before.is_some_and(|before| begins(heading, before).is_some())
}

/// Whether two names that follow one another are joined by nothing but «و» or a comma.
fn joined(words: &[Word<'_>], names: &[Named], first: usize, second: usize) -> bool {
    let (Some(first), Some(second)) = (names.get(first), names.get(second)) else {
        return false;
    };
    match words.get(first.end..second.at) {
        Some([]) => true,
        Some([and]) => is_and(and),
        _ => false,
    }
}

/// «و», the one letter that both parts a name and joins two.
fn is_and(word: &Word<'_>) -> bool {
    word.folded.chars().eq(['\u{648}'])
}

/// The agencies that are named, in their order.
fn names(words: &[Word<'_>], known: &[Known]) -> Vec<Named> {
    let known: Vec<(Vec<String>, &Known)> = known.iter().map(|one| (folded(&one.name), one)).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let Some(length) = named(rest, &known) else {
            at += 1;
            continue;
        };
        let of_line = rest.get(..length).unwrap_or_default();
        let plain: Vec<&str> = of_line.iter().map(|word| word.written).collect();
        let name = match begins("stands_for", of_line) {
            Some(phrase) => {
                let further = plain.iter().skip(phrase.words.len()).copied();
                let whole: Vec<&str> = std::iter::once(phrase.means.as_str()).chain(further).collect();
                whole.join(" ")
            }
            None => plain.join(" "),
        };
        let owner = match meant(&known, &folded(&name)) {
            Some((known, is_same)) => Owner {
                id: is_same.then_some(known.id),
                name: known.name.clone(),
                said: (!is_same).then(|| plain.join(" ")),
            },
            None => Owner {
                id: None,
                name,
                said: None,
            },
        };
        let end = at + length;
        names.push(Named { at, end, owner });
        at = end;
    }
    names
}

/// The county's agency that a line's name means, and whether it is called so: the one of the same words, else the only one
/// that is like it.
fn meant<'known>(known: &[(Vec<String>, &'known Known)], said: &[String]) -> Option<(&'known Known, bool)> {
    if let Some((_, same)) = known.iter().find(|(name, _)| name == said) {
        return Some((*same, true));
    }
    let mut like = known.iter().filter(|(name, _)| alike(name, said));
    match (like.next(), like.next()) {
        (Some((_, one)), None) => Some((*one, false)),
        _ => None,
    }
}

/// Names of which the county has none, held against one another: the shorter of two that are alike is proposed as the longer,
/// with the doubt, for one text calls one agency by both.
pub(super) fn held_together<'minutes>(owners: impl Iterator<Item = &'minutes mut Owner>) {
    let mut new: Vec<(Vec<String>, &mut Owner)> = owners
        .filter(|owner| owner.id.is_none() && owner.said.is_none())
        .map(|owner| (folded(&owner.name), owner))
        .collect();
    let mut names: Vec<(Vec<String>, String)> = Vec::new();
    for (name, owner) in &new {
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.clone(), owner.name.clone()));
        }
    }
    for (name, owner) in &mut new {
        let mut longer = names
            .iter()
            .filter(|(known, _)| known.len() > name.len() && alike(known, name));
        if let (Some((_, one)), None) = (longer.next(), longer.next()) {
            owner.said = Some(std::mem::replace(&mut owner.name, one.clone()));
        }
    }
}

/// The words of a name, folded.
fn folded(name: &str) -> Vec<String> {
    normalise(name).split(' ').map(str::to_owned).collect()
}

/// Whether a line's name is one of the county's: the same words, or the same but for what stands behind them in either, as
/// «ادارهٔ برق» and «ادارهٔ برق شهرستان نمونه» are.
fn alike(known: &[String], said: &[String]) -> bool {
    let least = known.len().min(said.len());
    // «اداره» alone is no name; «شهرداری» is one of which most counties have one.
    let shorter = if known.len() < said.len() { known } else { said };
    let is_kind_alone = known.len() != said.len()
        && under("kinds")
            .iter()
            .any(|kind| kind.words == shorter && kind.means != "whole");
    least > 0 && !is_kind_alone && known.iter().zip(said).all(|(one, other)| one == other)
}

/// How many words the name has with which these begin; `None` where they begin with none.
fn named(words: &[Word<'_>], known: &[(Vec<String>, &Known)]) -> Option<usize> {
    let whole = |name: &[String]| {
        name.len() <= words.len() && name.iter().zip(words).all(|(one, word)| *one == word.folded)
    };
    let by_name = known
        .iter()
        .filter(|(name, _)| whole(name))
        .map(|(name, _)| name.len())
        .max();
    let stands_for = begins("stands_for", words);
    let by_kind = begins("kinds", words).map(|phrase| (phrase.words.len(), true));
    let bare = begins("bare", words).or(stands_for).or_else(|| {
        let short = begins("short", words)?;
        // «گاز موظف شد»: what is also a thing is a name where it owes something.
        begins("owes", words.get(short.words.len()..)?).map(|_| short)
    });
    let bare = bare.map(|phrase| (phrase.words.len(), false));
    let (mut length, goes_on) = match (by_kind, bare) {
        (Some(kind), Some(bare)) if bare.0 > kind.0 => bare,
        (Some(kind), _) => kind,
        (None, Some(bare)) => bare,
        (None, None) => return by_name,
    };
    // «شهرداری سروآباد نسبت به …»: a place behind what is a name by itself, known by the verb behind it.
    let is_whole = begins("kinds", words).is_some_and(|kind| kind.means == "whole");
    let may_have_place = is_whole || stands_for.is_some();
    if may_have_place
        && words
            .get(length + 1..)
            .is_some_and(|rest| begins("owes", rest).is_some())
    {
        let next = words.get(length..).unwrap_or_default();
        let is_plain = begins("stops", next).is_none() && begins("kinds", next).is_none();
        length += usize::from(is_plain && !next.first().is_some_and(is_and));
    }
    // «اداره آموزش و پرورش سیستم گرمایشی …»: what a kind is of ends the name.
    let field = begins("fields", words.get(length..).unwrap_or_default());
    let field = field.filter(|_| goes_on && !is_whole);
    length += field.map_or(0, |field| field.words.len());
    let goes_on = goes_on && !is_whole && field.is_none();
    while goes_on
        && length < LONGEST_NAME
        && !words
            .get(length - 1)
            .is_some_and(|last| last.ends && !in_list(words, length))
    {
        let Some(next) = words.get(length) else { break };
        let stops = begins("stops", words.get(length..).unwrap_or_default()).is_some();
        if stops || begins("kinds", words.get(length..).unwrap_or_default()).is_some() {
            break;
        }
        if is_and(next) {
            if !is_pair(words, length) {
                break;
            }
            length += 2;
            continue;
        }
        length += 1;
    }
    let length = length.min(words.len());
    Some(by_name.map_or(length, |by_name| by_name.max(length)))
}

/// Whether the comma before a place stands within a name: «تعاون، کار و رفاه اجتماعی».
fn in_list(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(is_and) && is_pair(words, at + 1)
}

/// Whether the «و» at a place joins two words of one name.
fn is_pair(words: &[Word<'_>], and: usize) -> bool {
    under("pairs").iter().any(|pair| {
        let within = pair.words.iter().position(|word| word.chars().eq(['\u{648}']));
        let begins_at = within.and_then(|within| and.checked_sub(within));
        let stands = begins_at.and_then(|at| words.get(at..at + pair.words.len()));
        stands.is_some_and(|stands| {
            pair.words
                .iter()
                .zip(stands)
                .all(|(one, word)| *one == word.folded)
        })
    })
}
