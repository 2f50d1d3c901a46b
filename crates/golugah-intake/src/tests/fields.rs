use super::*;

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
        // No number, and no fault of the record either: the field alone is lost, and noted.
        ("\"inf\"", Ok(None)),
        ("\"NaN\"", Ok(None)),
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

#[test]
fn lots_are_read_wherever_they_are_named() {
    // Statistics before the tender, a lot named by a number, one named alone, and a title that cannot be read.
    let text = r#"{"ocid":"o","bids":{"statistics":[{"measure":"bids","value":3,"relatedLot":"2"},
      {"measure":"validBids","value":9,"relatedLot":"2"},{"measure":"bids","value":4}],
      "details":[{"id":"a","relatedLots":["1",2]},{"id":"b","relatedLots":"1"},{"id":"c"}]},
      "awards":[{"id":"w","relatedLots":["2"]}],
      "tender":{"title":"\ud800 auction","lots":[{"id":1,"status":"Active"},{"id":"2"}]}}"#;
    let mut release = Release::default();
    read_release(text, &mut release).unwrap();
    let lots: Vec<_> = release
        .lots
        .iter()
        .map(|lot| (&*lot.id, &*lot.status, lot.counted))
        .collect();
    assert_eq!(lots, [("1", "active", None), ("2", "", Some(3))]);
    assert_eq!(release.tender.counted.map(|counted| counted.number), Some(4));
    let of = |range: golugah_records::Range| range.of(&release.related).to_vec();
    assert_eq!(of(release.bids[0].lots), ["1", "2"]);
    assert_eq!(of(release.bids[1].lots), ["1"]);
    assert!(of(release.bids[2].lots).is_empty());
    assert_eq!(of(release.awards[0].lots), ["2"]);
    assert_eq!(release.tender.nature, golugah_records::Nature::default());
}

#[test]
fn a_tender_says_what_it_is_by_its_words_or_its_relations() {
    let nature = |text: &str| {
        let mut release = Release::default();
        read_release(text, &mut release).unwrap();
        release.tender.nature
    };
    assert!(nature(r#"{"ocid":"o","tender":{"title":"مزایدهٔ اجارهٔ غرفه‌ها"}}"#).sells);
    assert!(
        nature(r#"{"ocid":"o","relatedProcesses":[{"relationship":["prior","unsuccessfulProcess"]}]}"#).again
    );
    assert!(!nature(r#"{"ocid":"o","relatedProcesses":[{"relationship":["framework"]}]}"#).again);
    assert!(nature(r#"{"ocid":"o","buyer":{"name":"Finance Department - World Bank Tenders"}}"#).donor);
    let plain = golugah_records::Nature::default();
    assert_eq!(
        nature(r#"{"ocid":"o","tender":{"title":"Purchase of licences"}}"#),
        plain
    );
}
