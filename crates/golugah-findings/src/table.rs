use serde::{Deserialize, Serialize};

/// How a table is to be read: the mapping of decision 0039, as it passes between the program and the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableMap {
    /// `tenders`, `events` or `ocds`.
    pub holds: String,
    /// What a row is: `tender`, `bid`, `event` or `case`.
    pub row: String,
    /// The sheets that are read; of a text none.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// The rows that the headings stand in.
    pub header: Vec<u64>,
    /// ISO 4217 code of amounts; empty of a log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// What is added to years of two digits.
    #[serde(default)]
    pub century: i32,
    /// Which stands first in days such as 02/08/2024: `day`, `month` or nothing.
    #[serde(default)]
    pub first: String,
    /// The office whose tenders these are, where no column says it.
    #[serde(default)]
    pub buyer: String,
    /// The procedure's name, of a log.
    #[serde(default)]
    pub procedure: String,
    /// What each column is.
    #[serde(default)]
    pub column: Vec<TableColumn>,
    /// Of an object-centric log, which `holds` `objects`: the type of object that is the case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub case: String,
}

impl TableMap {
    /// Whether it says only where the headings stand, and not yet what the columns are.
    pub fn only_headed(&self) -> bool {
        self.column.is_empty() && self.case.is_empty()
    }
}

/// What a column is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its letters.
    pub at: String,
    /// Its heading.
    pub heading: String,
    /// The field that it fills, `step` or `ignored`.
    pub is: String,
    /// The unit of its amounts, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

/// A type of object of an object-centric log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectType {
    /// Its name.
    pub name: String,
    /// Objects of it.
    pub objects: u64,
    /// Events that concern at least one of them.
    pub events: u64,
    /// Of those, the ones that concern several.
    pub in_several: u64,
    /// Whether it is most like a case.
    pub likeliest: bool,
    /// The identifiers of some of its objects; what an earlier version of the program saw has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// A table as the program sees it, for whoever says what its columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableLook {
    /// SHA-256 of its headings: tables of one form are read alike.
    pub form: String,
    /// The mapping that was guessed.
    pub map: TableMap,
    /// Its first rows below the headings, cell by cell in the order of the mapping's columns.
    pub rows: Vec<Vec<String>>,
    /// The fields that a column of tenders can be.
    pub of_tenders: Vec<String>,
    /// The fields that a column of events can be.
    pub of_events: Vec<String>,
    /// What somebody has to look at, in words.
    pub doubts: Vec<String>,
    /// What was taken for granted, in words.
    pub assumed: Vec<String>,
    /// What has to be answered and may not be passed over: `order` and `century` of days, `unit-D` of a column of amounts.
    #[serde(default)]
    pub must: Vec<String>,
    /// The first rows of each sheet, for whoever says where the headings stand.
    #[serde(default)]
    pub sheets: Vec<TableSheet>,
    /// Of an object-centric log, which has no columns, the types of objects that can be the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<ObjectType>,
}

/// The beginning of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSheet {
    /// Its name; of a text nothing.
    pub name: String,
    /// Its first rows that are not blank.
    pub rows: Vec<TableRow>,
}

/// A row as it stands in a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number, from 1.
    pub number: u64,
    /// Its first cells.
    pub cells: Vec<String>,
}
