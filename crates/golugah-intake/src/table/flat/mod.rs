//! OCDS laid flat: a table whose headings are paths of the standard, such as `tender/value/amount`.

mod paths;

use std::collections::{BTreeMap, HashMap};
use std::io;

use golugah_persian::normalise;
use golugah_records::{Note, NoteFault};

pub(super) use self::paths::propose;
use self::paths::{USED, columns};
use super::amounts::amount;
use super::rows::{Cell, Fault, Kind, Row, letters};
use super::tenders::quoted;
use super::units::Unit;
use super::values::{Days, count, moment, name};
use super::{SheetChain, Telling};
use crate::blocks::{Block, Blocks, Records};
use crate::{Limits, Reject};

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
    // The standard's own moments are left as they are: its files come from every country.
    const DAYS: Days = Days {
        local: false,
        ..Days::PLAIN
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
        self.tell_apart(&mut node, "");
        let start = block.bytes.len();
        block.bytes.extend_from_slice(node.json().as_bytes());
        listed.push((start, block.bytes.len(), row.number));
        block
            .notes
            .extend(notes.into_iter().map(|note| (listed.len() - 1, note)));
        block.bytes.push(b'\n');
    }

    /// Puts in place of identifiers that several names share what tells them apart.
    fn tell_apart(&self, node: &mut Node, path: &str) {
        let leaf = |node: &Node, name: &str| {
            let text = node.fields.get(name)?.leaf.as_deref()?;
            serde_json::from_str::<String>(text).ok()
        };
        if is_organization(path)
            && let (Some(id), Some(called)) = (leaf(node, "id"), leaf(node, "name"))
        {
            node.at("id").leaf = Some(quoted(&self.identities.of(path, &id, &called)));
        }
        let below = |name: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            }
        };
        for (name, field) in &mut node.fields {
            self.tell_apart(field, &below(name));
        }
        // Every entry of a list is called as the first one.
        for entry in node.entries.values_mut() {
            self.tell_apart(entry, &below("0"));
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
