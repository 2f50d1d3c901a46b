mod documents;
mod fields;
mod hostile;

use std::io::Write;
use std::path::PathBuf;

use golugah_records::{Note, Release};

use crate::{Format, IntakeError, Limits, Receiver, Reject, open, read_processes, read_release};

/// What a reader gave, in a form that can be compared.
#[derive(Default)]
struct Seen {
    releases: Vec<(String, u64)>,
    /// The method of each; in the order of lines where one thread read.
    methods: Vec<String>,
    notes: Vec<(u64, Note)>,
    rejects: Vec<Reject>,
}

impl Receiver for Seen {
    fn release(&mut self, release: &Release<'_>, line: u64, _: &str) {
        self.releases.push((release.ocid.to_string(), line));
        self.methods.push(release.tender.method.to_string());
        let notes = release.notes.iter().map(|note| (line, note.clone()));
        self.notes.extend(notes);
    }

    fn reject(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn read_with(
    path: &std::path::Path,
    limits: &Limits,
    threads: usize,
) -> Result<(Seen, Format, String), IntakeError> {
    let opened = open(path, limits)?;
    let format = opened.format;
    let mut receivers: Vec<Seen> = (0..threads).map(|_| Seen::default()).collect();
    let hash = read_processes(opened, limits, &mut receivers)?;
    let mut all = Seen::default();
    for mut seen in receivers {
        all.releases.append(&mut seen.releases);
        all.methods.append(&mut seen.methods);
        all.notes.append(&mut seen.notes);
        all.rejects.append(&mut seen.rejects);
    }
    all.releases.sort_by_key(|(_, line)| *line);
    all.rejects.sort();
    all.notes.sort();
    Ok((all, format, hash))
}

fn read(bytes: &[u8]) -> Result<(Seen, Format, String), IntakeError> {
    let folder = Folder::new();
    read_with(&folder.file("input", bytes), &Limits::default(), 2)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const LINES: &[u8] = b"{\"ocid\":\"a\"}\n\n{\"ocid\":\"b\"}\r\n{\"ocid\":\"c\"}";

#[test]
fn lines_are_counted_and_blank_ones_passed_over() {
    let (seen, format, hash) = read(LINES).unwrap();
    assert_eq!(format, Format::OcdsLines);
    assert_eq!(
        seen.releases,
        [("a".to_owned(), 1), ("b".to_owned(), 3), ("c".to_owned(), 4)]
    );
    assert!(seen.rejects.is_empty());
    // The hash of these bytes by the system's sha256sum.
    assert_eq!(
        hash, "a65de64f4ad61ecf222a82c9b4ced7250f6bf32308ec45ab24cfabd5a77665b8",
        "{hash}"
    );
}

#[test]
fn a_byte_order_mark_loses_nothing() {
    let (seen, ..) = read(&[b"\xef\xbb\xbf", LINES].concat()).unwrap();
    assert_eq!(seen.releases.len(), 3);
}

#[test]
fn packed_files_read_like_plain_ones() {
    let plain = read(LINES).unwrap().0.releases;
    assert_eq!(read(&gzip(LINES)).unwrap().0.releases, plain);
    assert_eq!(
        read(&[gzip(LINES), gzip(b"\n{\"ocid\":\"d\"}")].concat())
            .unwrap()
            .0
            .releases
            .len(),
        4
    );
    assert_eq!(
        read(&zstd::encode_all(LINES, 3).unwrap()).unwrap().0.releases,
        plain
    );
}

#[test]
fn a_broken_line_is_rejected_with_its_place_and_the_others_stay() {
    let (seen, ..) = read(
        b"{\"ocid\":\"a\"}\n{\"ocid\":\"b\",\"bids\":{\"details\":[{\"value\":{\"amount\":\"much\"}}]}}\n{\"ocid\n\xff\xfe\n[1]\n{\"id\":\"x\"}\n",
    )
    .unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let reasons: Vec<(u64, &str)> = seen
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (
                3,
                "expected a text that ends with a double quote, found `\"ocid` at byte 2"
            ),
            (4, "expected UTF-8, found other bytes at byte 1"),
            (5, "expected an object, found `[1]` at byte 1"),
            (6, "expected a release with an `ocid`, found none"),
        ]
    );
}

#[test]
fn files_that_cannot_be_read_say_what_to_do() {
    let folder = Folder::new();
    let message = |path: PathBuf| read_with(&path, &Limits::default(), 1).err().unwrap().to_string();
    assert!(message(folder.file("empty", b"")).contains("the file is empty"));
    assert!(message(folder.file("blank", b" \n")).contains("the file is empty"));
    assert!(message(folder.file("text", b"hello there")).contains("begins with `hello there`"));
    assert!(message(folder.0.path().join("none")).contains("no such file"));
    assert!(message(folder.0.path().to_owned()).contains("this is a folder"));
    let mut cut = gzip(&LINES.repeat(5_000));
    cut.truncate(cut.len() / 2);
    assert!(message(folder.file("cut.gz", &cut)).contains("the gzip stream breaks after"));
}

#[test]
fn any_number_of_threads_sees_the_same_records() {
    let folder = Folder::new();
    let many: Vec<u8> = (0..60_000)
        .flat_map(|n| format!("{{\"ocid\":\"ocds-{n}\",\"x\":[{n}]}}\n").into_bytes())
        .collect();
    let path = folder.file("many", &many);
    let one = read_with(&path, &Limits::default(), 1).unwrap();
    for threads in [2, 3, 8] {
        let more = read_with(&path, &Limits::default(), threads).unwrap();
        assert_eq!(more.0.releases, one.0.releases);
        assert_eq!(more.2, one.2);
    }
    assert_eq!(one.0.releases.last().unwrap(), &("ocds-59999".to_owned(), 60_000));
}

fn reasons(seen: &Seen) -> Vec<(u64, &str)> {
    seen.rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect()
}
