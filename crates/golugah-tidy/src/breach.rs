//! One broken rule at one place.

use std::fmt;

/// What is wrong, where, by which rule, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) rule: &'static str,
    pub(crate) advice: String,
}

impl Breach {
    pub(crate) fn new(rule: &'static str, file: &str, line: usize, advice: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            rule,
            advice: advice.into(),
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}: {}", self.file, self.line, self.rule, self.advice)
    }
}

/// Fails with one line for each breach.
pub(crate) fn assert_none(breaches: &[Breach]) {
    let lines: String = breaches.iter().map(|breach| format!("  {breach}\n")).collect();
    assert!(breaches.is_empty(), "the tree is not tidy:\n{lines}");
}

/// The places of breaches, as `file:line`, for the tests of a rule.
pub(crate) fn places(breaches: &[Breach]) -> Vec<String> {
    breaches
        .iter()
        .map(|breach| format!("{}:{}", breach.file, breach.line))
        .collect()
}

#[test]
fn a_breach_says_file_line_rule_and_what_to_do() {
    let breach = Breach::new("size", "a.rs", 7, "split it");
    assert_eq!(breach.to_string(), "a.rs:7: size: split it");
}
