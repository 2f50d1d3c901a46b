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
    assert_eq!(
        read(b"[{\"ocid\":\"a\"},\n{\"ocid\":\"b\"}]")
            .unwrap()
            .0
            .releases
            .len(),
        2
    );
    assert_eq!(
        read(b"{\n  \"ocid\": \"a\",\n  \"tag\": [\"compiled\"]\n}\n")
            .unwrap()
            .0
            .releases
            .len(),
        1
    );
}

#[test]
fn a_broken_line_is_rejected_with_its_place_and_the_others_stay() {
    let (seen, ..) = read(
        b"{\"ocid\":\"a\"}\n{\"ocid\":\"b\",\"bids\":{\"details\":[{\"value\":{\"amount\":\"much\"}}]}}\n{\"ocid\n\xff\xfe\n[1]\n{\"id\":\"x\"}\n",
    )
    .unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 1)]);
    let reasons: Vec<(u64, &str)> = seen
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (
                2,
                "bids/details/0/value/amount: expected a number, found `\"much\"}}]}}` at byte 51"
            ),
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
    let limits = Limits {
        record_bytes: 1 << 20,
        ..Limits::default()
    };
    let long = [
        b"{\"ocid\":\"a\",\"x\":\"",
        "y".repeat(5 << 20).as_bytes(),
        b"\"}\n{\"ocid\":\"b\"}\n",
    ]
    .concat();
    let (seen, ..) = read_with(&folder.file("long", &long), &limits, 2).unwrap();
    assert_eq!(seen.releases, [("b".to_owned(), 2)]);
    assert_eq!(seen.rejects[0].line, 1);

    let bomb = gzip(&vec![b' '; 100 << 20]);
    let text = read_with(&folder.file("bomb.gz", &bomb), &limits, 1)
        .err()
        .unwrap()
        .to_string();
    assert!(text.contains("begins with `    "), "{text}");
    let bomb = gzip(&[LINES, &vec![b'\n'; 100 << 20]].concat());
    let text = read_with(&folder.file("bomb.gz", &bomb), &limits, 1)
        .err()
        .unwrap()
        .to_string();
    assert!(text.contains("more than 250 times its size"), "{text}");
    let limits = Limits {
        unpacked_bytes: 10,
        ..limits
    };
    let text = read_with(&folder.file("lines", LINES), &limits, 1)
        .err()
        .unwrap()
        .to_string();
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
    let release_of = |text: &str| {
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
            let sound = serde_json::from_str::<serde_json::Value>(&changed)
                .is_ok_and(|value| value["ocid"].is_string());
            let read = release_of(&changed);
            if sound && !changed.contains("\"ocid\":\"\"") && read.is_err() {
                // The only sound texts refused are those where a field that is read has another kind.
                let reason = read.unwrap_err();
                assert!(
                    reason.contains("expected a") || reason.contains("none"),
                    "{changed}: {reason}"
                );
            }
        }
    }
}

fn reasons(seen: &Seen) -> Vec<(u64, &str)> {
    seen.rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect()
}

#[test]
fn documents_after_each_other_are_all_read() {
    let (seen, ..) =
        read(b"{\"releases\":[{\"ocid\":\"a\"}]}\n{\"ocid\":\"b\"}\n[{\"ocid\":\"c\"}]\n").unwrap();
    assert_eq!(
        seen.releases,
        [("a".to_owned(), 1), ("b".to_owned(), 2), ("c".to_owned(), 3)]
    );
    let (seen, ..) = read(b"{\n\"ocid\":\"a\"\n}\n{\n\"ocid\":\"b\"\n}\n").unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 1), ("b".to_owned(), 4)]);
    let (seen, ..) = read(b"{\"releases\":[{\"ocid\":\"a\"}],\"records\":[{\"ocid\":\"b\"}]}").unwrap();
    assert_eq!(seen.releases.len(), 2);
}

#[test]
fn a_package_among_lines_is_refused_by_name() {
    let (seen, format, _) = read(b"{\"ocid\":\"a\"}\n{\"releases\":[{\"ocid\":\"b\"}]}\n").unwrap();
    assert_eq!((format, seen.releases.len()), (Format::OcdsLines, 1));
    let expected = "expected a release with an `ocid`, found a package; keep packages in files of their own";
    assert_eq!(reasons(&seen), [(2, expected)]);
}

#[test]
fn a_record_gives_its_compiled_release_or_a_reject() {
    let single = b"{\n\"ocid\":\"a\",\n\"releases\":[{\"ocid\":\"x\"},{\"ocid\":\"y\"}],\n\"compiledRelease\":{\"ocid\":\"a\"}}";
    assert_eq!(read(single).unwrap().0.releases, [("a".to_owned(), 1)]);
    let (seen, ..) = read(b"{\"records\":[{\"ocid\":\"a\",\"releases\":[{\"url\":\"x\"}]}]}").unwrap();
    assert!(seen.releases.is_empty());
    assert!(
        seen.rejects[0].reason.starts_with("expected a `compiledRelease`"),
        "{:?}",
        seen.rejects
    );
}

#[test]
fn elements_that_are_no_objects_become_rejects() {
    let (seen, ..) = read(b"{\"releases\":[\"x\", 7,\n{\"ocid\":\"a\"} ,[{\"ocid\":\"b\"}],null]}").unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 2)]);
    let lines: Vec<u64> = seen.rejects.iter().map(|reject| reject.line).collect();
    assert_eq!(lines, [1, 1, 2, 2]);
}

#[test]
fn a_package_that_is_cut_off_says_so_even_between_two_records() {
    let whole = b"{\"releases\":[{\"ocid\":\"a\"},\n{\"ocid\":\"b\"}]}";
    for end in 1..whole.len() {
        let Ok((seen, ..)) = read(&whole[..end]) else {
            panic!("{end}")
        };
        assert_eq!(seen.rejects.len(), 1, "{end}: {:?}", seen.rejects);
    }
    assert!(read(whole).unwrap().0.rejects.is_empty());
}

#[test]
fn a_long_record_of_a_package_is_refused_and_the_others_stay() {
    let folder = Folder::new();
    let limits = Limits {
        record_bytes: 1000,
        ..Limits::default()
    };
    let long = "y".repeat(3 << 20);
    let package = format!(
        "{{\"uri\":\"{long}\",\n\"releases\":[{{\"ocid\":\"a\"}},\n{{\"ocid\":\"b\",\"x\":\"{long}\"}},\n{{\"ocid\":\"c\"}}]}}"
    );
    let (seen, ..) = read_with(&folder.file("package", package.as_bytes()), &limits, 2).unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 2), ("c".to_owned(), 4)]);
    assert_eq!(
        reasons(&seen),
        [(3, "expected a record of at most 1000 bytes, found a longer one")]
    );
    // To the byte, however the reader's buffers fall.
    let line = |length: usize| format!("{{\"ocid\":\"{}\"}}", "z".repeat(length - 11));
    let lines = format!("{}\n{}", line(1000), line(1001));
    let (seen, ..) = read_with(&folder.file("lines", lines.as_bytes()), &limits, 2).unwrap();
    assert_eq!((seen.releases.len(), seen.rejects[0].line), (1, 2));
}

/// Ten thousand releases, so that every border of buffers and blocks falls somewhere within one.
#[test]
fn a_package_reads_like_its_lines_whatever_stands_at_the_borders() {
    let release = |n: usize| {
        format!(
            "{{\"ocid\":\"o{n}\",\n \"tender\":{{\"title\":\"گلوگاه \\\"}}] {}\"}}}}",
            "é".repeat(n % 300)
        )
    };
    let all: Vec<String> = (0..10_000).map(release).collect();
    let package = format!(
        "\r\n\n{{\"publisher\":{{\"name\":\"\\\\\"}},\r\n\"releases\":[\n{}\n]}}\n",
        all.join(",\r\n")
    );
    assert!(package.len() > 3 << 20);
    let (seen, format, _) = read(package.as_bytes()).unwrap();
    assert_eq!(format, Format::OcdsPackage);
    assert!(seen.rejects.is_empty(), "{:?}", &seen.rejects[..1]);
    let expected: Vec<(String, u64)> = (0..10_000).map(|n| (format!("o{n}"), 5 + 2 * n as u64)).collect();
    assert_eq!(seen.releases, expected);
}

#[test]
fn bytes_that_are_not_utf_8_cost_their_own_record_alone() {
    let package = [
        &b"[{\"ocid\":\"a\"},{\"ocid\":\"\xd9\"},"[..],
        "{\"ocid\":\"ب\"}]".as_bytes(),
    ]
    .concat();
    let (seen, ..) = read(&package).unwrap();
    assert_eq!(seen.releases.len(), 2);
    assert_eq!(
        reasons(&seen),
        [(1, "expected UTF-8, found other bytes at byte 10")]
    );
}

#[test]
fn a_format_is_told_where_the_beginning_does_not_show_it() {
    let head = format!("\"packages\":[\"{}\"]", "x".repeat(100_000));
    let package = format!("{{{head},\"records\":[{{\"ocid\":\"a\"}},{{\"ocid\":\"b\"}}]}}");
    assert_eq!(read(package.as_bytes()).unwrap().0.releases.len(), 2);
    let late = format!("{{{head},\"ocid\":\"a\"}}\n{{\"ocid\":\"b\"}}\n");
    assert_eq!(
        read(late.as_bytes()).unwrap().0.releases,
        [("a".to_owned(), 1), ("b".to_owned(), 2)]
    );
    // Keys in order of the alphabet: one that only releases have comes before the cut.
    let sorted = format!(
        "{{\"awards\":[],\"bids\":{{}},{head},\"ocid\":\"a\"}}\n{{\"ocid\":\"b\"\n{{\"ocid\":\"c\"}}"
    );
    let (seen, format, _) = read(sorted.as_bytes()).unwrap();
    assert_eq!(
        (format, seen.releases.len(), seen.rejects.len()),
        (Format::OcdsLines, 2, 1)
    );
    // A member of gzip that holds a single byte.
    let parts = [gzip(b"\n"), gzip(b"{"), gzip(b"\"ocid\":\"a\"}")].concat();
    assert_eq!(read(&parts).unwrap().0.releases, [("a".to_owned(), 2)]);
    assert_eq!(
        read(b"\r\n\r\n{\r\n\"ocid\":\"a\"}\r\n").unwrap().0.releases,
        [("a".to_owned(), 3)]
    );
}

#[test]
fn a_short_file_cannot_fill_the_memory() {
    for (before, after) in [
        ("\"bids\":{\"details\":[", "]}"),
        ("\"awards\":[{\"suppliers\":[", "]}]"),
    ] {
        let many = |count: usize| {
            format!(
                "{{\"ocid\":\"a\",{before}{}{{}}{after}}}",
                "{},".repeat(count - 1)
            )
        };
        assert!(read_release(&many(100_000), &mut Release::default()).is_ok());
        let reason = read_release(&many(100_001), &mut Release::default()).unwrap_err();
        assert!(reason.contains("at most 100,000"), "{reason}");
    }
    let folder = Folder::new();
    let limits = Limits {
        rejects: 1000,
        ..Limits::default()
    };
    let broken = |count: usize| [&b"{\"ocid\":\"a\"}\n"[..], &b"x\n".repeat(count)].concat();
    let path = folder.file("few", &broken(1000));
    assert_eq!(read_with(&path, &limits, 3).unwrap().0.rejects.len(), 1000);
    let text = read_with(&folder.file("many", &broken(1001)), &limits, 3)
        .err()
        .unwrap()
        .to_string();
    assert!(
        text.contains("more than 1000 records could not be read"),
        "{text}"
    );
}

#[test]
fn a_reason_is_short_and_safe_for_a_terminal() {
    let text = format!("{{\"{}\u{1b}[2J\":\u{1b}[2J}}", "k".repeat(100_000));
    let reason = read_release(&text, &mut Release::default()).unwrap_err();
    assert!(reason.len() < 300 && !reason.contains('\u{1b}'), "{reason}");
}

#[test]
fn amounts_are_exact_hundredths() {
    let minor = |amount: &str| {
        let text = format!("{{\"ocid\":\"a\",\"tender\":{{\"value\":{{\"amount\":{amount}}}}}}}");
        let mut release = Release::default();
        read_release(&text, &mut release)
            .map(|()| release.tender.value.minor)
            .map_err(|_| ())
    };
    let million = "9".repeat(1_000_000);
    let cases = [
        ("0", Ok(Some(0))),
        ("-0.0", Ok(Some(0))),
        ("1.005", Ok(Some(101))),
        ("1.005e0", Ok(Some(101))),
        ("-1.005", Ok(Some(-101))),
        ("1.0049999", Ok(Some(100))),
        ("0.995", Ok(Some(100))),
        ("0.005", Ok(Some(1))),
        ("0.0049", Ok(Some(0))),
        ("12e-3", Ok(Some(1))),
        ("1e-400", Ok(Some(0))),
        ("0e99999999999999999999", Ok(Some(0))),
        ("123456789012345.67", Ok(Some(12_345_678_901_234_567))),
        ("1.2345678901234567e14", Ok(Some(12_345_678_901_234_567))),
        ("92233720368547758.07", Ok(Some(i64::MAX))),
        ("-92233720368547758.07", Ok(Some(-i64::MAX))),
        ("92233720368547758.075", Ok(None)),
        ("92233720368547758.08", Ok(None)),
        ("1e300", Ok(None)),
        ("\" 1e3 \"", Ok(Some(100_000))),
        ("\"+.5\"", Ok(Some(50))),
        ("\"\"", Ok(None)),
        ("null", Ok(None)),
        ("1e400", Err(())),
        ("\"inf\"", Err(())),
        ("\"NaN\"", Err(())),
        ("01", Err(())),
        ("1.", Err(())),
        ("-", Err(())),
        ("-.5", Err(())),
        ("1e", Err(())),
        ("1-2", Err(())),
    ];
    for (amount, expected) in cases {
        assert_eq!(minor(amount), expected, "{amount}");
        // What is no JSON number is refused, and only that: the double that serde_json makes of it is another matter.
        if !amount.starts_with('"') && amount != "null" {
            assert_eq!(
                serde_json::from_str::<f64>(amount).is_ok(),
                expected.is_ok(),
                "{amount}"
            );
        }
    }
    assert_eq!(minor(&million), Ok(None));
    assert_eq!(minor(&format!("0.{million}")), Ok(Some(100)));
}

#[test]
fn counts_written_by_spreadsheets_are_counts() {
    for (number, expected) in [
        ("3", Some(3)),
        ("3.0", Some(3)),
        ("\"3.00\"", Some(3)),
        ("3.5", None),
        ("-1", None),
    ] {
        let mut release = Release::default();
        let text = format!("{{\"ocid\":\"a\",\"tender\":{{\"numberOfTenderers\":{number}}}}}");
        read_release(&text, &mut release).unwrap();
        assert_eq!(release.tender.number_of_tenderers, expected, "{number}");
    }
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    let mut release = Release::default();
    read_release(
        r#"{"ocid":"a","awards":[{"id":"1"}],"awards":[{"id":"2"}]}"#,
        &mut release,
    )
    .unwrap();
    assert_eq!(
        release
            .awards
            .iter()
            .map(|award| award.id.as_ref())
            .collect::<Vec<_>>(),
        ["2"]
    );
}

/// A receiver that fails at its first record.
struct Failing;

impl Receiver for Failing {
    fn release(&mut self, _: &Release<'_>, _: u64) {
        panic!("a receiver that fails");
    }

    fn reject(&mut self, _: Reject) {}
}

#[test]
fn a_receiver_that_fails_ends_the_reading() {
    let folder = Folder::new();
    let path = folder.file("many", &b"{\"ocid\":\"a\"}\n".repeat(1_000_000));
    let opened = open(&path, &Limits::default()).unwrap();
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        read_processes(opened, &Limits::default(), &mut [Failing, Failing])
    }));
    assert!(read.is_err());
}

#[test]
fn without_a_receiver_the_file_is_hashed() {
    let folder = Folder::new();
    let opened = open(&folder.file("lines", LINES), &Limits::default()).unwrap();
    let hash = read_processes::<Seen>(opened, &Limits::default(), &mut []).unwrap();
    assert_eq!(hash, crate::sha256_of(&folder.file("lines", LINES)).unwrap());
}
