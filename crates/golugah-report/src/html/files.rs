use std::collections::HashMap;

use golugah_findings::{Input, InputKind};

use crate::plain::clean;

/// The inputs' names as a page shows them. A page is mailed, and the folders of the machine that made it are nobody's
/// business: the last part of a path is shown, unless two inputs share it.
pub(super) struct Files(HashMap<String, String>);

impl Files {
    pub(super) fn of(inputs: &[Input]) -> Self {
        let shared = |name: &str| {
            inputs
                .iter()
                .filter(|other| last_part(&other.file) == name)
                .count()
                > 1
        };
        let shown = inputs.iter().map(|input| {
            let name = last_part(&input.file);
            let name = if shared(name) { &input.file } else { name };
            (input.file.clone(), clean(name))
        });
        Self(shown.collect())
    }

    /// The name to show, as plain text.
    pub(super) fn shown(&self, file: &str) -> String {
        self.0.get(file).cloned().unwrap_or_else(|| clean(file))
    }
}

/// What a file is, in a reader's words. A table is read as tenders or as a log and is called what it is.
pub(super) fn contents(input: &Input) -> &'static str {
    let name = input.file.to_lowercase();
    let unpacked = [".gz", ".zst"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| unpacked.ends_with(ending));
    let (book, list) = (ends(&[".xlsx", ".xlsm"]), ends(&[".csv", ".tsv", ".txt"]));
    match input.kind {
        InputKind::Ocds if book => "report-input-table-ocds",
        InputKind::Ocds if list => "report-input-csv-ocds",
        InputKind::Ocds => "report-input-ocds",
        InputKind::Xes if input.flattened.is_some() => "report-input-ocel",
        InputKind::Xes if book => "report-input-table-xes",
        InputKind::Xes if list => "report-input-csv-xes",
        InputKind::Xes => "report-input-xes",
    }
}

fn last_part(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() { path } else { name }
}

#[cfg(test)]
mod tests {
    use golugah_findings::InputKind;

    use super::{Files, contents};
    use crate::tests::sample;

    #[test]
    fn a_table_is_called_a_table_and_what_is_in_it() {
        let called = |file: &str, kind| {
            let mut input = sample::report().inputs.remove(0);
            (input.file, input.kind) = (file.to_owned(), kind);
            contents(&input)
        };
        assert_eq!(
            called("q/TENDERS.XLSX", InputKind::Ocds),
            "report-input-table-ocds"
        );
        assert_eq!(called("t.csv.gz", InputKind::Xes), "report-input-csv-xes");
        assert_eq!(called("t.jsonl.gz", InputKind::Ocds), "report-input-ocds");
        assert_eq!(called("t.xes", InputKind::Xes), "report-input-xes");
    }

    #[test]
    fn folders_are_shown_only_where_two_files_share_a_name() {
        let one = sample::report().inputs.remove(0);
        let inputs = ["/mnt/x/a.jsonl", "p/log.xes", "q/log.xes", "C:\\y\\b.xes"].map(|file| {
            let mut input = one.clone();
            input.file = file.to_owned();
            input
        });
        let files = Files::of(&inputs);
        let shown: Vec<String> = inputs.iter().map(|input| files.shown(&input.file)).collect();
        assert_eq!(shown, ["a.jsonl", "p/log.xes", "q/log.xes", "b.xes"]);
        assert_eq!(files.shown("/not/read.xes"), "/not/read.xes");
    }
}
