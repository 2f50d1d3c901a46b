//! What the build scripts of the ground and of the county both do with folders.
//!
//! One file, which each takes in as a module of its own (`#[path]`): a crate for three functions would be one more manifest, and
//! would have to be built before either.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// What lies in a folder, by name; nothing where there is no such folder.
pub(crate) fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    found.sort();
    found
}

/// The crate's own folder.
pub(crate) fn here() -> PathBuf {
    PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"))
}

/// Writes what the crate includes.
pub(crate) fn write(name: &str, text: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, text).expect("the build folder can be written");
}
