//! The small programs beside the library: what is no option of theirs is no folder either.

use std::process::Command;

use crate::asked::example;

#[test]
fn an_option_that_is_not_known_makes_no_folder() {
    for name in ["fill_county", "serve_county", "durable_deeds", "preview"] {
        let folder = tempfile::tempdir().unwrap();
        for asked in ["--help", "-h", "--yaers"] {
            let ran = Command::new(example(name))
                .arg(asked)
                .current_dir(folder.path())
                .output()
                .expect("cargo builds the examples before it runs this test");
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(!ran.status.success(), "{name} {asked}");
            assert!(said.contains(&format!("usage: {name}")), "{name} {asked}: {said}");
            let made: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
            assert!(made.is_empty(), "{name} {asked}: {made:?}");
        }
    }
}
