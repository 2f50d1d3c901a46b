//! OCDS laid flat: a table whose headings are paths of the standard, such as `tender/value/amount`.

use std::collections::{BTreeMap, HashMap};
use std::io;

use golugah_persian::normalise;
use golugah_records::{Note, NoteFault};

use super::map::{Holds, Map, RowIs};
use super::propose::{Proposal, Sample};
use super::rows::{Cell, Fault, Kind, Row, letters};
use super::tenders::quoted;
use super::values::{Days, Order, amount, count, moment, name};
use super::words::Unit;
use super::{SheetChain, Telling};
use crate::blocks::{Block, Blocks, Records};
use crate::{Limits, Reject};

/// What is read, with `0` for every number of an entry.
const USED: [&str; 38] = [
    "ocid",
    "date",
    "buyer/id",
    "buyer/name",
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
    let named = row.cells().any(|cell| cell.text == "ocid");
    let paths = row.cells().filter(|cell| cell.text.contains('/')).count();
    (named && paths >= 2).then_some(row)
}

fn count_of(row: &Row, begins: &[&str]) -> usize {
    let used = row
        .cells()
        .filter(|cell| matches!(use_of(cell.text), Use::Used(_)));
    used.filter(|cell| begins.iter().any(|top| cell.text.starts_with(top)))
        .count()
}

/// The mapping of flattened OCDS; nothing where the table is none.
pub(super) fn propose(samples: &[Sample]) -> Option<Proposal> {
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
        for cell in row.cells().filter(|cell| !cell.is_empty()) {
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

/// JSON that grows by paths.
#[derive(Default)]
struct Node {
    leaf: Option<String>,
    fields: BTreeMap<String, Node>,
    entries: BTreeMap<usize, Node>,
}

impl Node {
    fn at(&mut self, path: &str) -> &mut Self {
        path.split('/').fold(self, |node, segment| match segment.parse() {
            Ok(number) => node.entries.entry(number).or_default(),
            Err(_) => node.fields.entry(segment.to_owned()).or_default(),
        })
    }

    fn json(&self) -> String {
        if let Some(leaf) = &self.leaf {
            return leaf.clone();
        }
        if !self.entries.is_empty() {
            let entries: Vec<String> = self.entries.values().map(Self::json).collect();
            return format!("[{}]", entries.join(","));
        }
        let fields: Vec<String> = self
            .fields
            .iter()
            .map(|(name, node)| format!("{}:{}", quoted(name), node.json()))
            .collect();
        format!("{{{}}}", fields.join(","))
    }

    /// Appends the entries of another's lists of bids and awards to its own.
    fn append(&mut self, other: Self) {
        for (name, theirs) in other.fields {
            let own = self.fields.entry(name).or_default();
            let next = own.entries.keys().next_back().map_or(0, |last| last + 1);
            for (place, entry) in theirs.entries.into_values().enumerate() {
                own.entries.insert(next + place, entry);
            }
            if !theirs.fields.is_empty() {
                own.append(Self {
                    fields: theirs.fields,
                    ..Self::default()
                });
            }
        }
    }
}

/// Identifiers of organizations that stand beside several names, and so tell nobody apart.
#[derive(Default)]
struct Identities {
    /// By the path of the organization and the identifier: a name that it stands beside.
    names: HashMap<(String, String), String>,
    shared: HashMap<(String, String), ()>,
}

impl Identities {
    fn look(&mut self, row: &Row, columns: &[(usize, String)]) {
        for (place, path) in columns {
            let Some(organization) = path.strip_suffix("/id").filter(|path| is_organization(path)) else {
                continue;
            };
            let called = columns
                .iter()
                .find(|(_, other)| other.strip_suffix("/name") == Some(organization));
            let (id, Some((called, _))) = (name(row.cell(*place)), called) else {
                continue;
            };
            let called = normalise(row.cell(*called).text);
            if id.is_empty() || called.is_empty() {
                continue;
            }
            let key = (organization.to_owned(), id);
            let known = self.names.entry(key.clone()).or_insert_with(|| called.clone());
            if *known != called {
                self.shared.insert(key, ());
            }
        }
    }

    /// The identifier to go by: of one that several names share, what tells them apart.
    fn of(&self, organization: &str, id: &str, called: &str) -> String {
        if called.is_empty()
            || !self
                .shared
                .contains_key(&(organization.to_owned(), id.to_owned()))
        {
            return id.to_owned();
        }
        // A running number within the process says nothing beside the name; that of a department does.
        let is_running = id.len() <= 3 && id.bytes().all(|byte| byte.is_ascii_digit());
        if is_running {
            normalise(called)
        } else {
            format!("{id}||{called}")
        }
    }
}

fn is_organization(path: &str) -> bool {
    path == "buyer"
        || path.ends_with("procuringEntity")
        || path.contains("suppliers/")
        || path.contains("tenderers/")
}

/// Blocks of releases of flattened OCDS.
struct Flat {
    chain: SheetChain,
    columns: Vec<(usize, String)>,
    identities: Identities,
    /// What other sheets say of a process, by its identifier, and faults of their rows.
    joined: HashMap<String, (Node, Vec<Note>)>,
    rejects: Vec<Reject>,
    telling: Telling,
    done: bool,
}

/// The paths that the columns of a sheet fill.
fn columns(headings: &[String]) -> Vec<(usize, String)> {
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

pub(super) fn blocks(mut chain: SheetChain, telling: Telling) -> io::Result<Box<dyn Blocks + Send>> {
    let mut identities = Identities::default();
    let mut joined: HashMap<String, (Node, Vec<Note>)> = HashMap::new();
    let mut rejects = Vec::new();
    let mut row = Row::default();
    let sheets = telling.map.sheets.clone();
    // A text has no second sheet, and is read once.
    for (number, sheet) in sheets.iter().enumerate() {
        let mut one = chain.only(sheet)?;
        while one.next(&mut row)? {
            let columns = columns(one.headings());
            identities.look(&row, &columns);
            if number == 0 {
                continue;
            }
            let mut notes = Vec::new();
            let node = node(&row, &columns, sheet, &telling, &mut notes);
            match node.fields.get("ocid").and_then(|ocid| ocid.leaf.clone()) {
                Some(ocid) => {
                    let known = joined.entry(ocid).or_default();
                    let mut lists = node;
                    lists.fields.retain(|name, _| name == "awards" || name == "bids");
                    known.0.append(lists);
                    known.1.append(&mut notes);
                }
                None => rejects.push(Reject {
                    line: row.number,
                    reason: telling.of_row(sheet, row.number, &Fault::new("tables-row-no-ocid", &[])),
                }),
            }
        }
        chain = one;
    }
    let chain = match sheets.first() {
        Some(main) => chain.only(main)?,
        None => chain,
    };
    Ok(Box::new(Flat {
        chain,
        columns: Vec::new(),
        identities,
        joined,
        rejects,
        telling,
        done: false,
    }))
}

/// What a row says, by its paths.
fn node(
    row: &Row,
    columns: &[(usize, String)],
    sheet: &str,
    telling: &Telling,
    notes: &mut Vec<Note>,
) -> Node {
    let mut node = Node::default();
    for (place, path) in columns {
        let cell = row.cell(*place);
        if cell.is_empty() {
            continue;
        }
        match value(cell, path) {
            Ok(json) => node.at(path).leaf = Some(json),
            Err(key) => notes.push(Note {
                field: field_of(path),
                fault: NoteFault::Cell,
                found: telling.of_cell(sheet, &letters(*place), row.number, cell.text, key),
            }),
        }
    }
    node
}

/// The field of a note.
fn field_of(path: &str) -> &'static str {
    let zeros: Vec<&str> = path
        .split('/')
        .map(|segment| {
            if segment.parse::<u32>().is_ok() {
                "0"
            } else {
                segment
            }
        })
        .collect();
    let zeros = zeros.join("/");
    USED.iter()
        .find(|known| **known == zeros)
        .copied()
        .unwrap_or("release")
}

/// A cell as the JSON of its path.
fn value(cell: Cell<'_>, path: &str) -> Result<String, &'static str> {
    const DAYS: Days = Days {
        century: 0,
        order: Order::Unknown,
    };
    if cell.kind == Kind::Failed {
        return Err("tables-cell-failed");
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    match last {
        "amount" => amount(cell, Unit::default()),
        "numberOfTenderers" => count(cell).map(|count| count.to_string()),
        "date" | "datePublished" | "startDate" | "endDate" => {
            moment(cell, DAYS).map(|moment| quoted(&moment))
        }
        _ => Ok(quoted(&name(cell))),
    }
}

impl Flat {
    fn take(&mut self, row: &Row, block: &mut Block, listed: &mut Vec<(usize, usize, u64)>) {
        if self.columns.is_empty() {
            self.columns = columns(self.chain.headings());
        }
        let sheet = self.chain.sheet().to_owned();
        let mut notes = Vec::new();
        let mut node = node(row, &self.columns, &sheet, &self.telling, &mut notes);
        let fault = row.fault.clone();
        let ocid = node.fields.get("ocid").and_then(|ocid| ocid.leaf.clone());
        let (Some(ocid), None) = (ocid, &fault) else {
            let fault = fault.unwrap_or_else(|| Fault::new("tables-row-no-ocid", &[]));
            block.rejects.push(Reject {
                line: row.number,
                reason: self.telling.of_row(&sheet, row.number, &fault),
            });
            return;
        };
        let day = node
            .fields
            .get("awards")
            .and_then(|awards| awards.entries.get(&0)?.fields.get("date")?.leaf.clone());
        if let Some((lists, mut theirs)) = self.joined.remove(&ocid) {
            // What the row itself says of an award is the day of them all.
            node.fields.remove("awards");
            node.append(lists);
            notes.append(&mut theirs);
            if let (Some(day), Some(awards)) = (day, node.fields.get_mut("awards")) {
                for award in awards.entries.values_mut() {
                    award.fields.entry("date".to_owned()).or_insert_with(|| Node {
                        leaf: Some(day.clone()),
                        ..Node::default()
                    });
                }
            }
        }
        self.tell_apart(&mut node, String::new());
        let start = block.bytes.len();
        block.bytes.extend_from_slice(node.json().as_bytes());
        listed.push((start, block.bytes.len(), row.number));
        block
            .notes
            .extend(notes.into_iter().map(|note| (listed.len() - 1, note)));
        block.bytes.push(b'\n');
    }

    /// Puts in place of identifiers that several names share what tells them apart.
    fn tell_apart(&self, node: &mut Node, path: String) {
        let leaf = |node: &Node, name: &str| {
            let text = node.fields.get(name)?.leaf.as_deref()?;
            serde_json::from_str::<String>(text).ok()
        };
        if is_organization(&path)
            && let (Some(id), Some(called)) = (leaf(node, "id"), leaf(node, "name"))
        {
            node.at("id").leaf = Some(quoted(&self.identities.of(&path, &id, &called)));
        }
        let below = |name: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            }
        };
        for (name, field) in &mut node.fields {
            self.tell_apart(field, below(name));
        }
        // Every entry of a list is called as the first one.
        for entry in node.entries.values_mut() {
            self.tell_apart(entry, below("0"));
        }
    }
}

impl Blocks for Flat {
    fn next(&mut self, mut spare: Vec<u8>) -> io::Result<Option<Block>> {
        spare.clear();
        let mut block = Block {
            bytes: spare,
            records: Records::Lines(0),
            rejects: std::mem::take(&mut self.rejects),
            notes: Vec::new(),
            limit: Limits::default().record_bytes,
        };
        let mut listed = Vec::new();
        let mut row = Row::default();
        while !self.done && block.bytes.len() < (1 << 20) && block.rejects.len() < 10_000 {
            if self.chain.next(&mut row)? {
                self.take(&row, &mut block, &mut listed);
                continue;
            }
            self.done = true;
            // Awards of a process that the main sheet does not have.
            let mut left: Vec<&String> = self.joined.keys().collect();
            left.sort();
            for ocid in left {
                block.rejects.push(Reject {
                    line: 0,
                    reason: self
                        .telling
                        .tables
                        .fault(&Fault::new("tables-ocid-alone", &[("found", ocid)])),
                });
            }
        }
        if listed.is_empty() && block.rejects.is_empty() && self.done {
            return Ok(None);
        }
        block.records = Records::Listed(listed);
        Ok(Some(block))
    }
}
