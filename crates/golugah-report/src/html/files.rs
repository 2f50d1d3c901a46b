use std::collections::HashMap;

use golugah_findings::Input;

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

fn last_part(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() { path } else { name }
}

#[cfg(test)]
mod tests {
    use super::Files;
    use crate::tests::sample;

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
