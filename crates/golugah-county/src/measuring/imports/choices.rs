//! What a column can be said to be, grouped by what a file is, and which columns of a very wide table are shown.

use golugah_findings::{TableColumn, TableLook};

use super::columns::typed_as;
use crate::support::web::Form;

/// Which fields of tenders stand together, each group with the key of its words.
const OF_TENDERS: [(&str, &[&str]); 4] = [
    (
        "columns-group-tender",
        &[
            "number", "title", "buyer", "unit", "method", "category", "status", "estimate", "currency",
        ],
    ),
    ("columns-group-days", &["published", "start", "deadline"]),
    (
        "columns-group-bids",
        &[
            "bidders",
            "bidder",
            "bidder_id",
            "bid_amount",
            "bid_status",
            "bid_date",
        ],
    ),
    (
        "columns-group-award",
        &["winner", "winner_id", "award_amount", "award_date"],
    ),
];

/// How many columns that are not read are shown at a time.
const SHOWN: usize = 60;

/// The fields in their groups, those of what the table seems to hold first.
pub(super) fn groups(look: &TableLook) -> Vec<(&'static str, Vec<&str>)> {
    let all = look.of_tenders.iter().map(String::as_str);
    let mut tenders: Vec<(&'static str, Vec<&str>)> = Vec::new();
    for (key, fields) in OF_TENDERS {
        let own = fields.iter().copied();
        tenders.push((
            key,
            own.filter(|field| all.clone().any(|one| one == *field)).collect(),
        ));
    }
    // A field that is new stands with the first ones rather than nowhere.
    let is_grouped = |field: &str| OF_TENDERS.iter().any(|(_, fields)| fields.contains(&field));
    tenders[0].1.extend(all.filter(|field| !is_grouped(field)));
    let events = look.of_events.iter().map(String::as_str).chain(["step"]);
    let events = ("columns-of-events", events.collect());
    match look.map.holds.as_str() {
        "events" => tenders.insert(0, events),
        _ => tenders.push(events),
    }
    tenders.retain(|(_, fields)| !fields.is_empty());
    tenders
}

/// Which columns are shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Their places.
    pub(super) shown: Vec<usize>,
    /// How many columns that are not read are not shown, and from which of them on the next part begins.
    pub(super) rest: Option<(i64, i64)>,
}

/// The columns that are read or were taken for something, and a part of the others.
pub(super) fn part(columns: &[TableColumn], form: &Form) -> Part {
    let from = form.number("more").and_then(|from| usize::try_from(from).ok());
    let from = from.unwrap_or(0);
    let mut others = 0;
    let shown = columns.iter().enumerate().filter_map(|(place, column)| {
        if column.is != "ignored" || typed_as(form, column) != "ignored" {
            return Some(place);
        }
        others += 1;
        (others > from && others <= from + SHOWN).then_some(place)
    });
    let shown = shown.collect();
    let next = if from + SHOWN < others { from + SHOWN } else { 0 };
    let hidden = others.saturating_sub(SHOWN.min(others.saturating_sub(from)));
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Part {
        shown,
        rest: (hidden > 0).then(|| (number(hidden), number(next))),
    }
}

#[cfg(test)]
mod tests {
    use golugah_findings::TableColumn;

    use super::{SHOWN, part};
    use crate::support::web::Form;

    #[test]
    fn of_a_very_wide_table_a_part_is_shown_and_what_is_read_always() {
        let column = |at: usize| TableColumn {
            at: format!("C{at}"),
            is: if at == 990 { "buyer" } else { "ignored" }.to_owned(),
            ..TableColumn::default()
        };
        let columns: Vec<TableColumn> = (0..994).map(column).collect();
        let first = part(&columns, &Form::default());
        assert_eq!((first.shown.len(), first.shown.last()), (SHOWN + 1, Some(&990)));
        assert_eq!(first.rest, Some((933, 60)));
        let form = Form::default().with("more", &960).with("is-C3", &"winner");
        let last = part(&columns, &form);
        assert_eq!((last.shown[0], last.shown[1]), (3, 961));
        // From the last part the way leads to the first one again.
        assert_eq!(last.rest, Some((960, 0)));
        assert_eq!(part(&columns[..5], &Form::default()).rest, None);
    }
}
