use super::*;

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

/// Every prefix and every single-byte change of a release is either read or rejected, and what serde_json accepts is read.
#[test]
fn damaged_releases_never_panic_and_sound_ones_are_never_refused() {
    let text = r#"{"ocid":"a","bids":{"details":[{"id":"1","value":{"amount":10.5}}]},"x":[{"y":"\u00e9"},[1,-2e3,true,null]]}"#;
    let release_of = |text: &str| {
        let mut release = Release::default();
        read_release(text, &mut release)
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
            if sound
                && !changed.contains("\"ocid\":\"\"")
                && let Err(reason) = read
            {
                // The only sound texts refused are those where a field that is read has another kind.
                assert!(
                    reason.contains("expected a") || reason.contains("none"),
                    "{changed}: {reason}"
                );
            }
        }
    }
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

/// A receiver that fails at its first record.
struct Failing;

impl Receiver for Failing {
    fn release(&mut self, _: &Release<'_>, _: u64, _: &str) {
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
