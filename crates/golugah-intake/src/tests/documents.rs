use super::*;

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
fn packages_are_read_wherever_they_lie() {
    let lines = b"{\"ocid\":\"a\"}\n{\"releases\":[{\"ocid\":\"b\"}]}\n{\"releases\":[]}\n";
    let (seen, format, _) = read(lines).unwrap();
    assert_eq!(format, Format::OcdsLines);
    assert_eq!(seen.releases, [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let expected = "expected a release with an `ocid`, found a package without any";
    assert_eq!(reasons(&seen), [(3, expected)], "an empty one has none");
    // A list of packages, as a downloader writes the pages of an interface, and what an interface answers.
    let pages = br#"[{"uri":"x",
        "releases":[{"ocid":"a"},
        {"ocid":"b"}]},{"records":[{"compiledRelease":{"ocid":"c"}}]}]"#;
    let (seen, ..) = read(pages).unwrap();
    let expected = [("a", 2), ("b", 3), ("c", 3)].map(|(ocid, line)| (ocid.to_owned(), line));
    assert_eq!((seen.releases.as_slice(), seen.rejects.len()), (&expected[..], 0));
    let (seen, ..) = read(br#"{"count":1,"results":[{"releases":[{"ocid":"a"}]}]}"#).unwrap();
    assert_eq!(seen.releases, [("a".to_owned(), 1)]);
}

#[test]
fn a_record_with_its_history_is_made_one() {
    let record = br#"{"records":[{"ocid":"a","releases":[
        {"ocid":"a","date":"2024-02-01T00:00:00Z","tag":["award"],"awards":[{"id":"1","status":"active"}]},
        {"ocid":"a","date":"2024-01-01T00:00:00Z","tag":["tender"],"tender":{"procurementMethod":"open"}}]}]}"#;
    let (seen, ..) = read(record).unwrap();
    assert_eq!((seen.releases.len(), seen.rejects.len()), (1, 0));
    assert_eq!(seen.methods, ["open"]);
}

#[test]
fn a_bad_field_costs_the_field() {
    let lines = br#"{"ocid":"a","date":"2024-01-01T00:00:00Z","tender":{"status":" Cancelled","numberOfTenderers":{"$numberLong":"2"},"tenderPeriod":{"startDate":"0001-01-01T00:00:00Z","endDate":"2024-02-01T00:00:00Z"}}}
{"ocid":"b","tender":"none","bids":{"details":[{"status":"Qualified","tenderers":{"id":"x"}}]}}
"#;
    let (seen, ..) = read(lines).unwrap();
    assert_eq!((seen.releases.len(), seen.rejects.len()), (2, 0));
    let notes: Vec<String> = seen
        .notes
        .iter()
        .map(|(line, note)| format!("{line} {} {:?} {}", note.field, note.fault, note.found))
        .collect();
    let expected = [
        "1 tender/tenderPeriod/startDate Filler 0001-01-01T00:00:00Z",
        "2 bids/details/status UnknownCode Qualified",
        "2 tender Unreadable expected an object, found `\"none\",\"bids\":{\"details\"` at byte",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn a_record_gives_its_compiled_release_or_a_reject() {
    let single = b"{\n\"ocid\":\"a\",\n\"releases\":[{\"ocid\":\"x\"},{\"ocid\":\"y\"}],\n\"compiledRelease\":{\"ocid\":\"a\"}}";
    assert_eq!(read(single).unwrap().0.releases, [("a".to_owned(), 1)]);
    let (seen, ..) = read(b"{\"records\":[{\"ocid\":\"a\",\"releases\":[{\"url\":\"x\"}]}]}").unwrap();
    assert!(seen.releases.is_empty());
    assert!(
        seen.rejects[0]
            .reason
            .contains("found a record with links to them"),
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
