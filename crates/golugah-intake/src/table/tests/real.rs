//! A real office's file.

use super::*;

#[test]
fn the_real_list_of_a_health_office_is_flattened_ocds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/ocds");
    let path = Path::new(folder).join("himachal_health.xlsx");
    if !path.exists() {
        println!("skipped: shared data is not here");
        return;
    };
    let opened = open_as(&path, &Limits::default(), &Tables::default()).unwrap();
    let said = opened.assumed().join("\n");
    for part in [
        "sheet=tenders count=58 used=ocid, date, tender/datePublished",
        "doubted=tender/ documentAvailabilityPeriod/startDate, tender/ documentAvailabilityPeriod/endDate, award/date",
        "sheet=awards count=11",
        "tables-says-sheets-unneeded sheet=Documents Description، Meta",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let seen = seen(&path, &Tables::default());
    assert_eq!(
        (seen.releases.len(), seen.rejects.len()),
        (3_791, 0),
        "{:?}",
        seen.rejects.first()
    );
    let awards: usize = seen
        .releases
        .iter()
        .map(|text| text.matches("\"suppliers\"").count())
        .sum();
    assert_eq!(awards, 4_211);
    let one = |ocid: &str| seen.releases.iter().find(|text| text.contains(ocid)).unwrap();
    let first = one("ocds-kjhdrl-2017_PWD_16278_1\"");
    for part in [
        "\"value\":{\"amount\":773315,\"currency\":\"INR\"}",
        "\"endDate\":\"2017-05-31T10:00:00Z\"",
        "\"numberOfTenderers\":2",
        "\"procuringEntity\":{\"id\":\"PWD_2000||EXECUTIVE ENGINEER\"",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    let second = one("ocds-kjhdrl-2017_PWD_17588_1\"");
    assert!(
        second.contains("\"suppliers\":[{\"id\":\"deepak singh govt contractor\""),
        "{second}"
    );
    assert!(second.contains("\"amount\":1341466"), "{second}");
}
