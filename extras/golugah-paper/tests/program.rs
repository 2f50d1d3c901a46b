//! The program as people run it: what it writes, what it refuses, how it ends.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn run(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_golugah-paper"))
        .args(arguments)
        .output()
        .expect("the program is built")
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(format!("{name}.json"))
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

#[test]
fn one_paper_becomes_a_pdf_and_its_text() {
    let folder = folder("one");
    let pdf = folder.join("m.pdf");
    let output = run(&[&sample("minutes.fa"), Path::new("--out"), &pdf]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-1.7"));
    assert!(
        fs::read_to_string(folder.join("m.txt"))
            .unwrap()
            .starts_with("بسمه تعالی\n")
    );
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        2,
        "nothing half done is left behind"
    );
}

#[test]
fn several_papers_go_into_a_folder_and_give_the_same_bytes_again() {
    let (once, again) = (folder("once"), folder("again"));
    let names = ["minutes.fa", "minutes.en", "invitation.fa", "invitation.en"];
    for out in [&once, &again] {
        let papers = names.map(sample);
        let mut arguments: Vec<&Path> = papers.iter().map(PathBuf::as_path).collect();
        arguments.extend([Path::new("--out"), out]);
        assert_eq!(run(&arguments).status.code(), Some(0));
    }
    for name in names {
        for ending in ["pdf", "txt"] {
            let file = format!("{name}.{ending}");
            assert_eq!(
                fs::read(once.join(&file)).unwrap(),
                fs::read(again.join(&file)).unwrap(),
                "{file}"
            );
        }
    }
}

#[test]
fn a_paper_comes_from_standard_input() {
    let pdf = folder("stdin").join("s.pdf");
    let mut program = Command::new(env!("CARGO_BIN_EXE_golugah-paper"))
        .args([Path::new("-"), Path::new("--out"), &pdf])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let json = fs::read(sample("invitation.en")).unwrap();
    program.stdin.take().unwrap().write_all(&json).unwrap();
    assert_eq!(program.wait().unwrap().code(), Some(0));
    assert!(pdf.exists() && pdf.with_extension("txt").exists());
}

#[test]
fn a_bad_paper_is_refused_with_its_place_and_the_others_are_made() {
    let folder = folder("bad");
    let bad = folder.join("bad.json");
    let whole = fs::read_to_string(sample("minutes.en")).unwrap();
    fs::write(&bad, whole.replacen("\"county\"", "\"town\"", 1)).unwrap();
    let output = run(&[&bad, &sample("invitation.en"), Path::new("--out"), &folder]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("bad.json: unknown field `town`"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("line 6"), "{}", said(&output));
    assert!(folder.join("invitation.en.pdf").exists() && !folder.join("bad.pdf").exists());
}

#[test]
fn what_cannot_be_read_written_or_named_ends_with_two() {
    let folder = folder("two");
    let out = Path::new("--out");
    let sample = sample("minutes.en");
    let missing = folder.join("missing.json");
    let elsewhere = folder.join("no/such/m.pdf");
    let one = folder.join("one.pdf");
    let wrong = folder.join("one.html");
    let copy = folder.join("minutes.en.json");
    fs::copy(&sample, &copy).unwrap();
    let attempts: [(&[&Path], &str); 6] = [
        (&[&missing, out, &one], "missing.json: could not be read"),
        (&[&sample, out, &elsewhere], "m.pdf: could not be written"),
        (&[&sample, &copy, out, &one], "one file for 2 papers"),
        (&[&sample, &copy, out, &folder], "would both become"),
        (&[&sample, out, &wrong], "expected FILE.pdf or a folder"),
        (&[Path::new("-"), out, &folder], "has no name to take"),
    ];
    for (arguments, words) in attempts {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(said(&output).contains(words), "{words}: {}", said(&output));
    }
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&[Path::new("--help")]).status.code(), Some(0));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_letter_the_fonts_do_not_have_is_said_and_stays_in_the_text() {
    let folder = folder("letters");
    let paper = folder.join("p.json");
    let whole = fs::read_to_string(sample("invitation.en")).unwrap();
    fs::write(&paper, whole.replacen("room 212", "room 會", 1)).unwrap();
    let output = run(&[&paper, Path::new("--out"), &folder.join("p.pdf")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("U+6703"), "{}", said(&output));
    assert!(
        fs::read_to_string(folder.join("p.txt"))
            .unwrap()
            .contains("room 會")
    );
}
