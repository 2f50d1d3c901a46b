use std::io::Write;
use std::path::PathBuf;

use golugah_records::Release;

use crate::{Format, IntakeError, Limits, Receiver, Reject, open, read_processes, read_release};

/// What a reader gave, in a form that can be compared.
#[derive(Default)]
struct Seen {
    releases: Vec<(String, u64)>,
    rejects: Vec<Reject>,
}

impl Receiver for Seen {
    fn release(&mut self, release: &Release<'_>, line: u64) {
        self.releases.push((release.ocid.to_string(), line));
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

fn read_with(path: &std::path::Path, limits: &Limits, threads: usize) -> Result<(Seen, Format, String), IntakeError> {
    let opened = open(path, limits)?;
    let format = opened.format;
    let mut receivers: Vec<Seen> = (0..threads).map(|_| Seen::default()).collect();
    let hash = read_processes(opened, limits, &mut receivers)?;
    let mut all = Seen::default();
    for mut seen in receivers {
        all.releases.append(&mut seen.releases);
        all.rejects.append(&mut seen.rejects);
    }
    all.releases.sort_by_key(|(_, line)| *line);
    all.rejects.sort();
    Ok((all, format, hash))
}

fn read(bytes: &[u8]) -> Result<(Seen, Format, String), IntakeError> {
    let folder = Folder::new();
    read_with(&folder.file("input", bytes), &Limits::default(), 2)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const LINES: &[u8] = b"{\"ocid\":\"a\"}\n\n{\"ocid\":\"b\"}\r\n{\"ocid\":\"c\"}";

#[test]
fn lines_are_counted_and_blank_ones_passed_over() {
    let (seen, format, hash) = read(LINES).unwrap();
    assert_eq!(format, Format::OcdsLines);
    assert_eq!(seen.releases, [("a".to_owned(), 1), ("b".to_owned(), 3), ("c".to_owned(), 4)]);
    assert!(seen.rejects.is_empty());
    // The hash of these bytes by the system's sha256sum.
    assert_eq!(hash, "a65de64f4ad61ecf222a82c9b4ced7250f6bf32308ec45ab24cfabd5a77665b8", "{hash}");
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
    assert_eq!(read(&[gzip(LINES), gzip(b"\n{\"ocid\":\"d\"}")].concat()).unwrap().0.releases.len(), 4);
    assert_eq!(read(&zstd::encode_all(LINES, 3).unwrap()).unwrap().0.releases, plain);
}

#[test]
fn packages_lists_and_single_releases_read_alike() {
    let package = br#"{
      "uri": "https://example.org/{[", "publisher": {"name": "\"releases\":["},
      "releases": [
        {"ocid": "a", "tender": {"title": "}]"}},
        {"ocid": "b"}
      ], "links": {"next": "x"}}"#;
    let (seen, format, _) = read(package).unwrap();
    assert_eq!(format, Format::OcdsPackage);
    assert_eq!(seen.releases, [("a".to_owned(), 4), ("b".to_owned(), 5)]);

    let records = br#"{"records":[{"ocid":"a","releases":[{"ocid":"x"}],"compiledRelease":{"ocid":"a"}}]}"#;
    assert_eq!(read(records).unwrap().0.releases, [("a".to_owned(), 1)]);
    assert_eq!(read(b"[{\"ocid\":\"a\"},\n{\"ocid\":\"b\"}]").unwrap().0.releases.len(), 2);
    assert_eq!(read(b"{\n  \"ocid\": \"a\",\n  \"tag\": [\"compiled\"]\n}\n").unwrap().0.releases.len(), 1);
}

#[test]
fn a_broken_line_is_rejected_with_its_place_and_the_others_stay() {
    let (seen, ..) = read(
        b"{\"ocid\":\"a\"}\n{\"ocid\":\"b\",\"bids\":{\"details\":[{\"value\":{\"amount\":\"much\"}}]}}\n{\"ocid\n\xff\xfe\n[1]\n{\"id\":\"x\"}\n",
    )
    .unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 1)]);
    let reasons: Vec<(u64, &str)> = seen.rejects.iter().map(|reject| (reject.line, reject.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (2, "bids/details/0/value/amount: expected a number, found `\"much\"}}]}}` at byte 52"),
            (3, "expected a text that ends with a double quote, found `\"ocid` at byte 2"),
            (4, "expected UTF-8, found other bytes at byte 1"),
            (5, "expected an object, found `[1]` at byte 1"),
            (6, "expected a release with an `ocid`, found none"),
        ]
    );
}

#[test]
fn a_million_levels_are_refused_in_read_and_in_skipped_fields() {
    for key in ["bids", "anything"] {
        let mut line = format!("{{\"ocid\":\"a\",\"{key}\":").into_bytes();
        line.extend(std::iter::repeat_n(b'[', 1_000_000));
        line.extend(b"\n{\"ocid\":\"b\"}\n");
        let (seen, ..) = read(&line).unwrap();
        assert_eq!(seen.releases, [("b".to_owned(), 2)]);
        assert_eq!(seen.rejects.len(), 1, "{:?}", seen.rejects);
    }
}

#[test]
fn limits_stop_long_records_and_bombs() {
    let folder = Folder::new();
    let limits = Limits { record_bytes: 1 << 20, ..Limits::default() };
    let long = [b"{\"ocid\":\"a\",\"x\":\"", "y".repeat(5 << 20).as_bytes(), b"\"}\n{\"ocid\":\"b\"}\n"].concat();
    let (seen, ..) = read_with(&folder.file("long", &long), &limits, 2).unwrap();
    assert_eq!(seen.releases, [("b".to_owned(), 2)]);
    assert_eq!(seen.rejects[0].line, 1);

    let bomb = gzip(&vec![b' '; 100 << 20]);
    let text = read_with(&folder.file("bomb.gz", &bomb), &limits, 1).err().unwrap().to_string();
    assert!(text.contains("empty") || text.contains("times its size"), "{text}");
    let bomb = gzip(&[LINES, &vec![b'\n'; 100 << 20]].concat());
    let text = read_with(&folder.file("bomb.gz", &bomb), &limits, 1).err().unwrap().to_string();
    assert!(text.contains("more than 250 times its size"), "{text}");
    let limits = Limits { unpacked_bytes: 10, ..limits };
    let text = read_with(&folder.file("lines", LINES), &limits, 1).err().unwrap().to_string();
    assert!(text.contains("limit of 10 bytes"), "{text}");
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
    let many: Vec<u8> = (0..60_000).flat_map(|n| format!("{{\"ocid\":\"ocds-{n}\",\"x\":[{n}]}}\n").into_bytes()).collect();
    let path = folder.file("many", &many);
    let one = read_with(&path, &Limits::default(), 1).unwrap();
    for threads in [2, 3, 8] {
        let more = read_with(&path, &Limits::default(), threads).unwrap();
        assert_eq!(more.0.releases, one.0.releases);
        assert_eq!(more.2, one.2);
    }
    assert_eq!(one.0.releases.last().unwrap(), &("ocds-59999".to_owned(), 60_000));
}

#[test]
fn the_record_holds_what_serde_json_reads() {
    let text = r#"{"ocid":"o\u0633\ud83d\ude00\n","date":"2024-03-20T10:00:00+03:30","buyer":{"id":12,"name":"ب"},
      "tender":{"status":"complete","procuringEntity":{"id":"p"},"value":{"amount":1234.565,"currency":"IRR"},
      "numberOfTenderers":"3","tenderPeriod":{"startDate":"2024-01-01T00:00:00Z","endDate":null}},
      "bids":{"details":[{"id":"1","status":"valid","tenderers":[{"id":"t1"},{"id":"t2","name":"n"}],
      "value":{"amount":1.5e3,"currency":"IRR"}},{"tenderers":null}]},
      "awards":[{"status":"active","suppliers":[{"id":"t1"}],"items":[{"classification":{"id":"4512"}},{}]}]}"#;
    let mut release = Release::default();
    read_release(text, &mut release).unwrap();
    let oracle: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(release.ocid, oracle["ocid"].as_str().unwrap());
    assert_eq!(release.buyer.id, "12");
    assert_eq!(release.buyer.name, oracle["buyer"]["name"].as_str().unwrap());
    assert_eq!(release.tender.value.minor, Some(123_457));
    assert_eq!(release.tender.number_of_tenderers, Some(3));
    assert_eq!(release.tender.period.start.unwrap().millis, 1_704_067_200_000);
    assert!(release.tender.period.end.is_none());
    assert_eq!(release.bids.len(), 2);
    assert_eq!(release.tenderers(&release.bids[0]).len(), 2);
    assert!(release.tenderers(&release.bids[1]).is_empty());
    assert_eq!(release.bids[0].value.minor, Some(150_000));
    assert_eq!(release.suppliers(&release.awards[0])[0].id, "t1");
    assert_eq!(release.classes(&release.awards[0]), ["4512"]);
}

/// Every prefix and every single-byte change of a release is either read or rejected, and what serde_json accepts is read.
#[test]
fn damaged_releases_never_panic_and_sound_ones_are_never_refused() {
    let text = r#"{"ocid":"a","bids":{"details":[{"id":"1","value":{"amount":10.5}}]},"x":[{"y":"\u00e9"},[1,-2e3,true,null]]}"#;
    let mut release_of = |text: &str| {
        let mut release = Release::default();
        read_release(text, &mut release).map(|()| ())
    };
    for end in 0..text.len() {
        assert!(release_of(&text[..end]).is_err(), "prefix of {end} bytes");
    }
    for at in 0..text.len() {
        for byte in [b'"', b'{', b'}', b'[', b']', b',', b':', b'\\', b'0', b'n', b' '] {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = byte;
            let changed = String::from_utf8(bytes).unwrap();
            let sound = serde_json::from_str::<serde_json::Value>(&changed).is_ok_and(|value| value["ocid"].is_string());
            let read = release_of(&changed);
            if sound && !changed.contains("\"ocid\":\"\"") && read.is_err() {
                // The only sound texts refused are those where a field that is read has another kind.
                let reason = read.unwrap_err();
                assert!(reason.contains("expected a") || reason.contains("none"), "{changed}: {reason}");
            }
        }
    }
}
