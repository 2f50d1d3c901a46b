//! A county that an earlier version of this program made is taken on: its schema grows, and its log vouches for every row as before.
//!
//! Each file is a county of the day it is named for, invented and filled through deeds by `examples/fill_county --part 100`. One is added
//! whenever a version is given out, and none is ever taken away.

use std::io::Read;

use flate2::read::GzDecoder;
use golugah_county::agencies::actions::FoundAgency;
use golugah_desk::clock::{Clock, Moment};
use golugah_desk::{Actor, Db};

const COUNTIES: [(&str, &[u8], u64); 1] =
    [("2026-11-28", include_bytes!("counties/2026-11-28.sqlite.gz"), 340)];

#[tokio::test]
async fn a_county_of_each_earlier_schema_is_taken_on() {
    for (day, packed, entries) in COUNTIES {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("county.sqlite");
        let mut county = Vec::new();
        GzDecoder::new(packed).read_to_end(&mut county).unwrap();
        std::fs::write(&file, county).unwrap();
        // Long after its last deed.
        let clock = Clock::new(|| Moment(4_102_444_800_000));
        let db = Db::open_sqlite(&file, &golugah_county::HOUSE, clock)
            .await
            .unwrap();
        let taken_on = db.verify(&[]).await.unwrap();
        assert_eq!(taken_on.faults, [], "{day}");
        assert_eq!(taken_on.entries, entries, "{day}");
        let texts = golugah_county::texts::recheck(&db, &[]).await.unwrap();
        assert_eq!(texts.faults, [], "{day}");
        let agency = FoundAgency {
            name_fa: "دستگاهی که پس از آن آمد".to_owned(),
            name_en: String::new(),
            seat: false,
        };
        db.perform(Actor::program(), agency).await.unwrap();
        let grown = db.verify(&[]).await.unwrap();
        assert_eq!((grown.faults, grown.entries), (Vec::new(), entries + 1), "{day}");
    }
}
