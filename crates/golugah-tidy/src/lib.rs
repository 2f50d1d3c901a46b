//! The housekeeper: tests of the tree itself, and nothing else.
//!
//! Each rule is a function from a [`tree::Tree`] to what breaks it, tried on a small made-up tree and then held against
//! the project. A failure names file, line, rule and what to do. Start at `rules/mod.rs`.

#[cfg(test)]
mod breach;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod rust_text;
#[cfg(test)]
mod tree;
