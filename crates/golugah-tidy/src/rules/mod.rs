//! The rules, one file each: what is looked at, what breaks it, and a test with a made-up tree that does.

mod accusations;
mod arrows;
mod crates;
mod forms;
mod fronts;
mod generated;
mod indicators;
mod keys;
mod leftovers;
mod links;
mod locales;
mod manifests;
mod parameters;
mod public;
mod sentences;
mod sizes;
mod walls;
mod wings;
