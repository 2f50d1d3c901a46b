//! The project's files, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Files by their path from the root, with forward slashes; those that are not text have none.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// The project this crate lies in, without what `.gitignore` names.
    pub(crate) fn of_project() -> &'static Self {
        static TREE: OnceLock<Tree> = OnceLock::new();
        TREE.get_or_init(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
            let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
            let mut tree = Self::default();
            tree.gather(&root, "", &ignored);
            assert!(
                tree.files.contains_key("Cargo.toml"),
                "{}: the project's root was not found",
                root.display()
            );
            tree
        })
    }

    /// A tree for the tests of a rule.
    #[cfg(test)]
    pub(crate) fn made_up(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())));
        Self {
            files: files.collect(),
        }
    }

    fn gather(&mut self, folder: &Path, prefix: &str, ignored: &str) {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let is_ignored = ignored
                .lines()
                .any(|line| line.trim_end_matches('/') == format!("/{path}"));
            // What a scan refused lies in the working folder, named after files that may lie anywhere.
            let is_leavings = name == "__pycache__" || name.ends_with(".rejects.jsonl");
            if is_ignored || is_leavings || name == ".git" {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.gather(&entry.path(), &format!("{path}/"), ignored),
                Ok(kind) if kind.is_file() => {
                    // A file that goes away while we look is none.
                    let Ok(bytes) = fs::read(entry.path()) else {
                        continue;
                    };
                    self.files.insert(path, String::from_utf8(bytes).ok());
                }
                _ => {}
            }
        }
    }

    /// Every text whose path ends like one of `endings`.
    pub(crate) fn ending<'t>(&'t self, endings: &'t [&str]) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.texts()
            .filter(|(path, _)| endings.iter().any(|ending| path.ends_with(ending)))
    }

    /// Every text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// One file's text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether a file or folder of that path is there.
    #[cfg(test)]
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.files.contains_key(path) || self.files.keys().any(|file| file.starts_with(&folder))
    }

    /// The names of the folders directly under `folder`.
    pub(crate) fn folders(&self, folder: &str) -> BTreeSet<&str> {
        let prefix = format!("{folder}/");
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix)?.split_once('/'))
            .map(|(name, _)| name)
            .collect()
    }

    /// The names of the files directly in `folder`.
    pub(crate) fn names(&self, folder: &str) -> BTreeSet<&str> {
        let prefix = format!("{folder}/");
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix))
            .filter(|name| !name.contains('/'))
            .collect()
    }
}

/// The lines of a text with their numbers from 1.
#[cfg(test)]
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

/// The number of the first line that contains `word`, or 1.
#[cfg(test)]
pub(crate) fn line_of(text: &str, word: &str) -> usize {
    numbered(text)
        .find(|(_, line)| line.contains(word))
        .map_or(1, |(number, _)| number)
}

#[test]
fn a_tree_knows_its_files_and_folders() {
    let tree = Tree::made_up(&[("a/b/c.rs", "x"), ("a/d.md", "y")]);
    assert!(tree.has("a/b") && tree.has("a/d.md") && !tree.has("a/c"));
    assert_eq!(tree.folders("a"), BTreeSet::from(["b"]));
    assert_eq!(tree.names("a"), BTreeSet::from(["d.md"]));
}

#[test]
fn the_project_is_found_without_its_build_folder() {
    let tree = Tree::of_project();
    assert!(tree.has("crates/golugah-tidy/src/tree.rs"));
    assert!(!tree.has("target"));
}
