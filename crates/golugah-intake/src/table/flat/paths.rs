//! Which paths of the standard are read, and which are only meant.

use crate::table::map::{Holds, Map, RowIs};
use crate::table::propose::{Proposal, Sample};
use crate::table::rows::{Fault, Row};

/// What is read, with `0` for every number of an entry.
pub(super) const USED: [&str; 39] = [
    "ocid",
    "date",
    "buyer/id",
    "buyer/name",
    "tender/title",
    "tender/status",
    "tender/procuringEntity/id",
    "tender/procuringEntity/name",
    "tender/procurementMethod",
    "tender/procurementMethodDetails",
    "tender/mainProcurementCategory",
    "tender/datePublished",
    "tender/numberOfTenderers",
    "tender/tenderPeriod/startDate",
    "tender/tenderPeriod/endDate",
    "tender/value/amount",
    "tender/value/currency",
    "bids/details/0/id",
    "bids/details/0/status",
    "bids/details/0/date",
    "bids/details/0/value/amount",
    "bids/details/0/value/currency",
    "bids/details/0/tenderers/0/id",
    "bids/details/0/tenderers/0/name",
    "awards/0/id",
    "awards/0/status",
    "awards/0/date",
    "awards/0/value/amount",
    "awards/0/value/currency",
    "awards/0/suppliers/0/id",
    "awards/0/suppliers/0/name",
    "awards/0/items/0/classification/id",
    "bids/0/id",
    "bids/0/status",
    "bids/0/date",
    "bids/0/value/amount",
    "bids/0/value/currency",
    "bids/0/tenderers/0/id",
    "bids/0/tenderers/0/name",
];

/// How the paths of the standard begin.
const TOPS: [&str; 14] = [
    "ocid",
    "id",
    "date",
    "tag",
    "initiationType",
    "parties",
    "buyer",
    "planning",
    "tender",
    "bids",
    "awards",
    "contracts",
    "language",
    "relatedProcesses",
];

/// What is often written for a path of the standard.
const MEANT: [(&str, &str); 3] = [
    ("award/date", "awards/0/date"),
    ("award/value/amount", "awards/0/value/amount"),
    ("award/value/currency", "awards/0/value/currency"),
];

/// What becomes of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Use {
    /// It fills this path.
    Used(String),
    /// It is taken for this path, which it does not say.
    Doubted(String),
    /// It is no path of the standard, and not read.
    Strange,
    /// Nothing that is measured needs it.
    Unneeded,
}

fn use_of(heading: &str) -> Use {
    let segments: Vec<&str> = heading.split('/').map(str::trim).collect();
    let plain = segments.join("/");
    let with_zeros: Vec<&str> = segments
        .iter()
        .map(|segment| match segment.parse::<u32>() {
            Ok(_) => "0",
            Err(_) => segment,
        })
        .collect();
    let pattern = with_zeros.join("/");
    if let Some((_, meant)) = MEANT.iter().find(|(written, _)| *written == pattern) {
        return Use::Doubted((*meant).to_owned());
    }
    let is_known = TOPS.contains(&segments[0]);
    let is_clean = plain == heading.trim();
    match (USED.contains(&pattern.as_str()), is_known && is_clean) {
        (true, true) => Use::Used(plain),
        (true, false) => Use::Doubted(plain),
        (false, true) => Use::Unneeded,
        (false, false) => Use::Strange,
    }
}

/// The row of paths of a sheet, if it has one: the first row that holds anything.
fn paths(sample: &Sample) -> Option<&Row> {
    let row = sample.rows.first()?;
    let named = row.filled().any(|cell| cell.text == "ocid");
    let paths = row.filled().filter(|cell| cell.text.contains('/')).count();
    (named && paths >= 2).then_some(row)
}

fn count_of(row: &Row, begins: &[&str]) -> usize {
    let used = row
        .filled()
        .filter(|cell| matches!(use_of(cell.text), Use::Used(_)));
    used.filter(|cell| begins.iter().any(|top| cell.text.starts_with(top)))
        .count()
}

/// The mapping of flattened OCDS; nothing where the table is none.
pub(crate) fn propose(samples: &[Sample]) -> Option<Proposal> {
    let flat: Vec<(&Sample, &Row)> = samples
        .iter()
        .filter_map(|one| Some((one, paths(one)?)))
        .collect();
    let main = flat
        .iter()
        .max_by_key(|(_, row)| count_of(row, &["tender/", "buyer/"]))?;
    let mut map = Map::new(Holds::Ocds, RowIs::Tender);
    map.header = vec![main.1.number];
    let mut assumed = Vec::new();
    let mut unneeded = Vec::new();
    let joined = flat
        .iter()
        .filter(|(sample, row)| sample.sheet != main.0.sheet && count_of(row, &["awards/", "bids/"]) > 0);
    let read: Vec<&(&Sample, &Row)> = std::iter::once(main).chain(joined).collect();
    for sample in samples {
        if !read.iter().any(|(one, _)| one.sheet == sample.sheet) {
            unneeded.push(sample.sheet.clone());
        }
    }
    for (sample, row) in &read {
        if !sample.sheet.is_empty() {
            map.sheets.push(sample.sheet.clone());
        }
        let mut by_use: [Vec<&str>; 3] = Default::default();
        let mut total = 0;
        for cell in row.filled() {
            total += 1;
            match use_of(cell.text) {
                Use::Used(_) => by_use[0].push(cell.text),
                Use::Unneeded => by_use[1].push(cell.text),
                Use::Doubted(_) | Use::Strange => by_use[2].push(cell.text),
            }
        }
        let [used, unneeded, doubted] = by_use.map(|one| {
            if one.is_empty() {
                "–".to_owned()
            } else {
                one.join(", ")
            }
        });
        assumed.push(Fault {
            key: "tables-says-flat",
            with: vec![
                (
                    "sheet",
                    if sample.sheet.is_empty() {
                        "–".to_owned()
                    } else {
                        sample.sheet.clone()
                    },
                ),
                ("count", total.to_string()),
                ("used", used),
                ("unneeded", unneeded),
                ("doubted", doubted),
            ],
        });
    }
    if !unneeded.is_empty() {
        assumed.push(Fault::new(
            "tables-says-sheets-unneeded",
            &[("sheet", &unneeded.join("، "))],
        ));
    }
    Some(Proposal {
        map,
        assumed,
        doubts: Vec::new(),
    })
}

/// The paths that the columns of a sheet fill.
pub(super) fn columns(headings: &[String]) -> Vec<(usize, String)> {
    let used = headings
        .iter()
        .enumerate()
        .filter_map(|(place, heading)| match use_of(heading) {
            Use::Used(path) | Use::Doubted(path) => {
                // Some write the bids of a process without the section that they stand in.
                let path = match path.strip_prefix("bids/") {
                    Some(rest) if !rest.starts_with("details/") => format!("bids/details/{rest}"),
                    _ => path,
                };
                Some((place, path))
            }
            Use::Strange | Use::Unneeded => None,
        });
    used.collect()
}
