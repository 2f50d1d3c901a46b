mod batched;
mod held;
mod intakes;
mod rounds;
mod sharing;

use std::collections::BTreeMap;

use golugah_findings::{Datum, Kind};
use golugah_records::{Release, Timestamp};

use super::batches::KINDS;
use super::*;

fn place(line: u64) -> Place {
    Place { input: 0, line }
}

fn observation<'x>(subject: &'x str, groups: &'x [Slot], line: u64) -> Observation<'x> {
    Observation {
        subject: (Kind::Tender, subject),
        row: None,
        value: 1.0,
        threshold: 1.0,
        groups,
        batch: BatchOf::default(),
        stake: 10,
        date: None,
        place: place(line),
    }
}

#[test]
fn the_three_answers_are_counted_apart() {
    let names = Names::default();
    let mut out = Observations::new(&[[None; KINDS]; 2], Detail::Observations);
    out.indicator = 1;
    let groups = out.slots(&[(Kind::Buyer, names.id("b"))], names.id("open/goods"));
    out.raised(&observation("r", &groups, 1), Vec::new);
    out.clear(&observation("c", &groups, 2));
    out.clear(&observation("c", &groups, 3));
    for reason in ["no_bids", "cancelled", "no_bids"] {
        out.not_computable((Kind::Tender, "n"), reason);
    }
    assert_eq!(out.counts[0], Default::default());
    let counts = &out.counts[1];
    assert_eq!((counts.raised, counts.clear, counts.stake), (1, 2, 30));
    let reasons: BTreeMap<_, _> = counts.not_computable.iter().copied().collect();
    assert_eq!(reasons, BTreeMap::from([("cancelled", 1), ("no_bids", 2)]));
    // What could not be computed counts for nobody, and only the raised ones put something at stake.
    let totals = out.totals.by_indicator();
    assert!(totals[0].tallies.is_empty());
    let expected = Tally {
        raised: 1,
        computable: 3,
        stake: 10,
    };
    assert_eq!(
        totals[1].tallies.iter().map(|row| row.1).collect::<Vec<_>>(),
        [expected]
    );
    assert_eq!(out.kept.len(), 6);
}

#[test]
fn a_group_is_counted_apart_in_each_wider_group_and_stratum() {
    let names = Names::default();
    let (open, direct) = (names.id("open/goods"), names.id("direct/goods"));
    let office = (Kind::ProcuringEntity, names.id("office"));
    let buyer = |name| (Kind::Buyer, names.id(name));
    let mut out = Observations::new(&[[None; KINDS]], Detail::Findings);
    for (buyers, stratum) in [("b1", open), ("b1", open), ("b2", open), ("b1", direct)] {
        let groups = out.slots(&[buyer(buyers), office], stratum);
        out.clear(&observation("t", &groups, 1));
    }
    let alone = out.slots(&[office], open);
    out.clear(&observation("t", &alone, 1));
    let mut rows: Vec<_> = out.totals.by_indicator()[0]
        .tallies
        .iter()
        .filter(|(key, _)| key.kind == Kind::ProcuringEntity)
        .map(|(key, tally)| {
            let within = key.within.map(|id| names.text(id));
            (within, names.text(key.stratum), tally.computable)
        })
        .collect();
    rows.sort();
    let row =
        |within: Option<&str>, stratum: &str, count| (within.map(str::to_owned), stratum.to_owned(), count);
    let expected = [
        row(None, "open/goods", 1),
        row(Some("b1"), "direct/goods", 1),
        row(Some("b1"), "open/goods", 2),
        row(Some("b2"), "open/goods", 1),
    ];
    assert_eq!(rows, expected);
    for kind in [Kind::Buyer, Kind::Tenderer, Kind::Procedure, Kind::Applicant] {
        assert_eq!(wider_kind(kind), None);
    }
}

#[test]
fn a_party_is_found_once_with_the_first_place_and_all_times() {
    let names = Names::default();
    let party = (Kind::Tenderer, names.id("t"));
    let at = |out: &mut Observations, line: u64| {
        let date = Some(Timestamp::utc(line as i64));
        let seen = Observation {
            date,
            ..observation("x", &[], line)
        };
        out.party(party, &seen);
    };
    let (mut one, mut other) = (
        Observations::new(&[[None; KINDS]; 2], Detail::Observations),
        Observations::new(&[[None; KINDS]; 2], Detail::Observations),
    );
    at(&mut one, 7);
    at(&mut one, 9);
    at(&mut other, 3);
    other.indicator = 1;
    at(&mut other, 5);
    one.merge(other);
    one.name_parties(&names);
    let mut found = one.raised;
    found.sort_by_key(|raised| raised.indicator);
    let told: Vec<_> = found
        .iter()
        .map(|raised| {
            (
                raised.indicator,
                raised.place.line,
                raised.date,
                raised.evidence.clone(),
            )
        })
        .collect();
    let row = |indicator, line: u64, times| {
        let date = Some(Timestamp::utc(line as i64));
        (
            indicator,
            line,
            date,
            vec![("raised_tenders", Datum::Integer(times))],
        )
    };
    assert_eq!(told, [row(0, 3, 3), row(1, 5, 1)]);
}

#[test]
fn of_a_process_published_twice_the_later_release_stands() {
    let scan = Scan::new(&[], None, "", Detail::Findings).unwrap();
    let mut workers = [scan.worker(), scan.worker()];
    let mut publish = |worker: usize, ocid: &str, day: Option<i64>, line: u64| {
        let release = Release {
            ocid: ocid.to_owned().into(),
            date: day.map(Timestamp::utc),
            ..Release::default()
        };
        workers[worker].observe(&release, place(line));
    };
    publish(0, "a", Some(2), 1);
    publish(1, "a", Some(1), 2);
    // Of two with one date, or none, the one further on in the inputs; undated ones go before all that are dated.
    publish(0, "b", None, 4);
    publish(1, "b", None, 3);
    publish(1, "c", None, 9);
    publish(0, "c", Some(1), 5);
    publish(1, "c", Some(3), 6);
    publish(0, "d", Some(1), 7);
    let found = Scan::superseded(&workers);
    let lines: Vec<_> = found
        .iter()
        .map(|(earlier, later)| (&*earlier.ocid, earlier.place.line, later.line))
        .collect();
    assert_eq!(lines, [("a", 2, 1), ("b", 3, 4), ("c", 5, 6), ("c", 9, 5)]);
}

#[test]
fn the_name_at_the_earliest_place_stands() {
    let names = Names::default();
    let id = names.named("x", "second", place(2));
    assert_eq!(names.name(names.id("silent")), "silent");
    names.named("x", "first", place(1));
    names.named("x", "third", place(3));
    names.named("x", "", place(0));
    assert_eq!(
        (names.text(id), names.name(id)),
        ("x".to_owned(), "first".to_owned())
    );
    // Texts that share their first and last letters and their length are told apart all the same.
    let ids: Vec<Id> = (0..10_000)
        .map(|number| names.id(&format!("a{number:05}z")))
        .collect();
    for (number, id) in ids.iter().enumerate() {
        assert_eq!(names.text(*id), format!("a{number:05}z"));
    }
}

#[test]
fn a_parameter_of_another_kind_is_refused_by_name() {
    let values = [
        ("whole", Datum::Integer(3)),
        ("negative", Datum::Integer(-1)),
        ("half", Datum::Number(0.5)),
        ("flag", Datum::Flag(true)),
        ("word", Datum::Text("tukey".to_owned())),
        ("list", Datum::List(Vec::new())),
    ];
    let parameters = Parameters {
        indicator: "rule".to_owned(),
        values: values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    };
    assert_eq!(parameters.number("whole").unwrap(), 3.0);
    assert_eq!(parameters.number("half").unwrap(), 0.5);
    assert_eq!(parameters.count("whole").unwrap(), 3);
    assert!(parameters.flag("flag").unwrap());
    assert_eq!(parameters.text("word").unwrap(), "tukey");
    assert_eq!(parameters.text("absent").unwrap(), "");
    assert_eq!(
        parameters
            .word("word", &["none", "tukey"], "one of them")
            .unwrap(),
        "tukey"
    );
    let refusals = [
        parameters.number("flag").map(drop),
        parameters.number("absent").map(drop),
        parameters.count("negative").map(drop),
        parameters.count("half").map(drop),
        parameters.flag("word").map(drop),
        parameters.text("list").map(drop),
        parameters.word("word", &["none"], "`none`").map(drop),
        parameters.word("absent", &["none"], "`none`").map(drop),
    ];
    let told: Vec<String> = refusals
        .into_iter()
        .map(|refusal| refusal.unwrap_err().to_string())
        .collect();
    for (text, name) in told.iter().zip([
        "flag", "absent", "negative", "half", "word", "list", "word", "absent",
    ]) {
        assert!(
            text.starts_with(&format!("indicator.toml of rule: parameter `{name}` must be ")),
            "{text}"
        );
    }
    assert!(told[1].ends_with("found nothing"), "{}", told[1]);
}
