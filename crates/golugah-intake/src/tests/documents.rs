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
