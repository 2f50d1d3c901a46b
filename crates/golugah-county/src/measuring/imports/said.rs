//! What a form says of a table's columns.

use golugah_findings::{TableLook, TableMap};

use super::columns::{UNITS, must};
use crate::support::web::Form;

/// The mapping that a form says, over the columns that the worker saw.
pub(super) fn said(form: &Form, look: &TableLook) -> Result<TableMap, &'static str> {
    let mut map = look.map.clone();
    if !look.objects.is_empty() {
        map.case = form.value("case").to_owned();
        let is_known = look.objects.iter().any(|one| one.name == map.case);
        return if is_known {
            Ok(map)
        } else {
            Err("refusal-objects-none")
        };
    }
    let is_step = |is: &str| is == "step";
    let knows = |fields: &[String], is: &str| fields.iter().any(|field| field == is);
    for column in &mut map.column {
        let is = form.value(&format!("is-{}", column.at));
        if !is.is_empty() {
            column.is = is.to_owned();
        }
        let unit = form.value(&format!("unit-{}", column.at));
        if UNITS.contains(&unit) {
            column.unit = unit.to_owned();
        }
        if !column.is.ends_with("amount") && column.is != "estimate" {
            column.unit.clear();
        } else if column.unit.is_empty() && must(look, &format!("unit-{}", column.at)) {
            return Err("refusal-columns-unit");
        }
    }
    if must(look, "century") && form.value("century").is_empty() {
        return Err("refusal-columns-century");
    }
    if must(look, "order") && form.value("first").is_empty() {
        return Err("refusal-columns-order");
    }
    let used = || {
        map.column
            .iter()
            .map(|one| one.is.as_str())
            .filter(|is| *is != "ignored")
    };
    let events = used().all(|is| is_step(is) || knows(&look.of_events, is));
    let tenders = used().all(|is| knows(&look.of_tenders, is));
    let has = |field: &str| used().any(|is| is == field);
    let (holds, row) = match (events, tenders) {
        (true, true) => return Err("refusal-columns-few"),
        (true, false) => ("events", if has("activity") { "event" } else { "case" }),
        (false, true) => ("tenders", if has("bidder") { "bid" } else { "tender" }),
        (false, false) => return Err("refusal-columns-mixed"),
    };
    map.holds = holds.to_owned();
    map.row = row.to_owned();
    map.century = match form.value("century") {
        "1300" => 1300,
        "1400" => 1400,
        _ => 0,
    };
    map.first = match form.value("first") {
        first @ ("day" | "month") => first.to_owned(),
        _ => String::new(),
    };
    map.buyer = form.text("buyer");
    if holds == "events" && map.procedure.is_empty() {
        map.procedure = form.text("procedure");
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use golugah_findings::TableColumn;

    use super::*;

    fn look() -> TableLook {
        let column = |at: &str, is: &str| TableColumn {
            at: at.to_owned(),
            heading: at.to_owned(),
            is: is.to_owned(),
            unit: String::new(),
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        TableLook {
            map: TableMap {
                holds: "tenders".to_owned(),
                row: "tender".to_owned(),
                header: vec![1],
                column: vec![
                    column("A", "ignored"),
                    column("B", "award_amount"),
                    column("C", "ignored"),
                ],
                ..TableMap::default()
            },
            of_tenders: words(&["number", "bidder", "award_amount"]),
            of_events: words(&["case", "activity", "time"]),
            ..TableLook::default()
        }
    }

    fn form(fields: &[(&str, &str)]) -> Form {
        let fields = fields.iter();
        Form::new(
            fields
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn what_a_table_holds_follows_from_what_its_columns_are() {
        let map = said(
            &form(&[
                ("is-A", "number"),
                ("is-C", "bidder"),
                ("unit-B", "million toman"),
                ("unit-A", "rial"),
            ]),
            &look(),
        )
        .unwrap();
        assert_eq!((map.holds.as_str(), map.row.as_str()), ("tenders", "bid"));
        assert_eq!(
            (map.column[0].unit.as_str(), map.column[1].unit.as_str()),
            ("", "million toman")
        );
        let events = [
            ("is-A", "case"),
            ("is-B", "time"),
            ("is-C", "activity"),
            ("century", "1400"),
        ];
        let map = said(&form(&events), &look()).unwrap();
        assert_eq!(
            (map.holds.as_str(), map.row.as_str(), map.century),
            ("events", "event", 1400)
        );
        let mixed = [("is-A", "case"), ("is-B", "award_amount")];
        assert_eq!(said(&form(&mixed), &look()), Err("refusal-columns-mixed"));
        let mut asks = look();
        asks.must = vec!["unit-B".to_owned(), "order".to_owned()];
        let mut fields = vec![("is-A", "number"), ("is-C", "bidder")];
        assert_eq!(said(&form(&fields), &asks), Err("refusal-columns-unit"));
        fields.push(("unit-B", "rial"));
        assert_eq!(said(&form(&fields), &asks), Err("refusal-columns-order"));
        fields.push(("first", "year"));
        assert_eq!(
            said(&form(&fields), &asks).map(|map| map.first),
            Ok(String::new())
        );
        let none = [("is-B", "ignored")];
        assert_eq!(said(&form(&none), &look()), Err("refusal-columns-few"));
    }
}
