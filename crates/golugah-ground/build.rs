//! Finds the words of every feature, so that a page can say them: `locales/fa` and `locales/en`, whole.

use std::fmt::Write as _;
use std::path::Path;

#[path = "build/folders.rs"]
mod folders;

use folders::{here, sorted, write};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/folders.rs");
    write("words.rs", &words(&here().join("../../locales")));
}

/// Files of words that the engine's report reads by itself.
const OF_THE_REPORT: [&str; 6] = [
    "bottlenecks.ftl",
    "dates.ftl",
    "evidence.ftl",
    "paths.ftl",
    "reasons.ftl",
    "report.ftl",
];

/// The words of every feature, in the order of the files' names, as two lists of texts.
fn words(locales: &Path) -> String {
    let mut lists = String::new();
    for (name, language) in [("PERSIAN", "fa"), ("ENGLISH", "en")] {
        let folder = locales.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        writeln!(lists, "const {name}: &[&str] = &[").expect("a string takes everything");
        for file in sorted(&folder) {
            let is_ours = file.extension().is_some_and(|ending| ending == "ftl")
                && !OF_THE_REPORT.iter().any(|theirs| file.ends_with(theirs));
            if is_ours {
                writeln!(lists, "    include_str!({:?}),", file.display().to_string())
                    .expect("a string takes everything");
            }
        }
        lists.push_str("];\n");
    }
    lists
}
