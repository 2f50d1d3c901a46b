use std::io::Read;
use std::sync::Mutex;

use golugah_records::{
    Award, Bid, Counted, CountedFrom, Lot, Money, Nature, Organization, Period, Range, Release, Tender,
    Timestamp,
};

use super::{import, lake, shared};
use crate::{Columns, Import, ImportKind, Lake, LakeError};

/// Numbers that look random and are the same every time.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn text(&mut self) -> &'static str {
        let texts = [
            "",
            "active",
            "valid",
            "شرکت راه‌سازی کویر",
            "\"; DROP TABLE tenders; --\n../../\0",
            "a name that is longer than twelve bytes, so that no short form holds it",
            "اداره‌کل راهداری و حمل‌ونقل جاده‌ای 🚧",
        ];
        texts[self.below(7) as usize]
    }

    fn moment(&mut self) -> Option<Timestamp> {
        let zone_known = self.below(2) == 0;
        let offset_minutes = if zone_known {
            [0, 210, -1439, 1439][self.below(4) as usize]
        } else {
            0
        };
        let millis =
            [-62_135_596_800_000, -1, 0, 1_711_000_000_123, 253_402_300_799_999][self.below(5) as usize];
        (self.below(4) > 0).then(|| Timestamp {
            millis,
            offset_minutes,
            date_only: self.below(2) == 0,
            zone_known,
        })
    }

    fn money(&mut self) -> Money<'static> {
        let minor =
            [None, Some(i64::MIN), Some(i64::MAX), Some(0), Some(150_000_000)][self.below(5) as usize];
        Money {
            minor,
            currency: ["", "IRR", "EUR"][self.below(3) as usize].into(),
        }
    }

    fn organization(&mut self) -> Organization<'static> {
        Organization {
            id: self.text().into(),
            name: self.text().into(),
        }
    }

    fn range(&mut self, start: usize, most: u64) -> Range {
        Range {
            start: start as u32,
            end: start as u32 + self.below(most) as u32,
        }
    }

    /// A release laid out as the lake gives it back: bids first, then awards.
    pub(super) fn release(&mut self, number: usize) -> Release<'static> {
        let mut release = Release {
            ocid: format!("ocds-{number}-{}", self.text()).into(),
            date: self.moment(),
            buyer: self.organization(),
            tender: Tender {
                status: self.text().into(),
                procuring_entity: self.organization(),
                method: self.text().into(),
                method_details: self.text().into(),
                category: self.text().into(),
                number_of_tenderers: [None, Some(0), Some(u32::MAX)][self.below(3) as usize],
                counted: [
                    None,
                    Some((0, CountedFrom::Tenderers)),
                    Some((u32::MAX, CountedFrom::Statistics)),
                ][self.below(3) as usize]
                    .map(|(number, from)| Counted { number, from }),
                published: self.moment(),
                period: Period {
                    start: self.moment(),
                    end: self.moment(),
                },
                value: self.money(),
                nature: Nature {
                    sells: self.below(2) == 0,
                    again: self.below(2) == 0,
                    donor: self.below(2) == 0,
                    urgent: self.below(2) == 0,
                    by_quality: self.below(2) == 0,
                },
            },
            bids_published: self.below(2) == 0,
            awards_published: self.below(2) == 0,
            ..Release::default()
        };
        for _ in 0..self.below(3) {
            release.lots.push(Lot {
                id: self.text().into(),
                status: self.text().into(),
                counted: [None, Some(0), Some(u32::MAX)][self.below(3) as usize],
            });
        }
        for _ in 0..self.below(4) {
            let tenderers = self.range(release.organizations.len(), 4);
            release
                .organizations
                .extend((0..tenderers.len()).map(|_| self.organization()));
            let (id, status) = (self.text().into(), self.text().into());
            let lots = self.lots(&mut release);
            release.bids.push(Bid {
                id,
                status,
                date: self.moment(),
                value: self.money(),
                tenderers,
                lots,
            });
        }
        for _ in 0..self.below(3) {
            let suppliers = self.range(release.organizations.len(), 3);
            release
                .organizations
                .extend((0..suppliers.len()).map(|_| self.organization()));
            let classes = self.range(release.classifications.len(), 3);
            release
                .classifications
                .extend((0..classes.len()).map(|_| self.text().into()));
            let (id, status) = (self.text().into(), self.text().into());
            let (date, value) = (self.moment(), self.money());
            let lots = self.lots(&mut release);
            release.awards.push(Award {
                id,
                status,
                date,
                value,
                suppliers,
                classes,
                lots,
            });
        }
        release
    }

    fn lots(&mut self, release: &mut Release<'static>) -> Range {
        let lots = self.range(release.related.len(), 3);
        let texts = lots.len();
        release.related.extend((0..texts).map(|_| self.text().into()));
        lots
    }
}

pub(super) fn keep(lake: &Lake, import: &Import, releases: &[Release<'_>]) {
    let mut writer = lake.import_tenders().unwrap();
    for (line, release) in (1..).zip(releases) {
        writer.add(release, &import.file, line).unwrap();
    }
    writer.finish(import.clone()).unwrap();
}

/// Compares all that the lake holds of these imports with what was put in, whatever the threads; gives how many.
fn compare(lake: &Lake, imports: &[Import], put_in: &[&[Release<'_>]], threads: usize) -> usize {
    let seen = Mutex::new(Vec::new());
    let mut receivers: Vec<_> = (0..threads)
        .map(|_| {
            |release: &Release<'_>, import: usize, line: u64| {
                let expected = &put_in[import][line as usize - 1];
                assert_eq!(release, expected, "import {import}, line {line}");
                seen.lock().unwrap().push((import, line));
            }
        })
        .collect();
    lake.scan_tenders(imports, Columns::All, &mut receivers).unwrap();
    drop(receivers);
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    let all = put_in.iter().enumerate();
    let all: Vec<_> = all
        .flat_map(|(import, releases)| (1..=releases.len() as u64).map(move |line| (import, line)))
        .collect();
    assert_eq!(seen, all);
    seen.len()
}

#[test]
fn every_field_comes_back_for_any_number_of_threads() {
    let mut dice = Dice(1);
    let first: Vec<_> = (0..500).map(|number| dice.release(number)).collect();
    let second: Vec<_> = (0..300).map(|number| dice.release(number)).collect();
    let (_folder, lake) = lake();
    keep(&lake, &import('b', ImportKind::Ocds), &first);
    keep(&lake, &import('a', ImportKind::Ocds), &second);
    let imports = lake.imports().unwrap();
    for threads in [1, 3] {
        assert_eq!(compare(&lake, &imports, &[&first, &second], threads), 800);
    }
}

#[test]
fn parts_of_several_writers_are_one_import() {
    let mut dice = Dice(2);
    let releases: Vec<_> = (0..100).map(|number| dice.release(number)).collect();
    let (folder, lake) = lake();
    let import = import('c', ImportKind::Ocds);
    let mut writers: Vec<_> = (0..4).map(|_| lake.import_tenders().unwrap()).collect();
    for (index, release) in releases.iter().enumerate() {
        // The last writer gets nothing, as a thread may that never had its turn.
        writers[index % 3]
            .add(release, &import.file, index as u64 + 1)
            .unwrap();
    }
    let mut first = writers.remove(0);
    for writer in writers {
        first.join(writer).unwrap();
    }
    first.finish(import.clone()).unwrap();
    assert_eq!(
        std::fs::read_dir(folder.path().join("lake/tenders"))
            .unwrap()
            .count(),
        3
    );
    assert_eq!(compare(&lake, &[import], &[&releases], 2), 100);
}

fn process(number: u32, bids: usize, awards: usize) -> Release<'static> {
    let bid = |bid: usize| Bid {
        id: format!("{number}-{bid}").into(),
        ..Bid::default()
    };
    Release {
        ocid: format!("ocds-{number}").into(),
        bids: (0..bids).map(bid).collect(),
        awards: (0..awards)
            .map(|award| Award {
                id: award.to_string().into(),
                ..Award::default()
            })
            .collect(),
        ..Release::default()
    }
}

#[test]
fn row_groups_end_between_processes_and_may_lack_bids_or_awards() {
    // 40,000 bids a process: two do not fit a group; one of 70,000 has a group of its own; later groups have no bids.
    let large = [(0, 40_000, 0), (1, 40_000, 1), (2, 70_000, 0)];
    let mut releases = large
        .map(|(number, bids, awards)| process(number, bids, awards))
        .to_vec();
    releases.extend((3..65_540).map(|number| process(number, 0, usize::from(number == 65_539))));
    let (_folder, lake) = lake();
    let import = import('d', ImportKind::Ocds);
    keep(&lake, &import, &releases);
    let groups = &lake.manifest(&import).unwrap().parts[0];
    assert_eq!(
        groups,
        &[
            [1, 40_000, 0],
            [1, 40_000, 1],
            [1, 70_000, 0],
            [65_536, 0, 0],
            [1, 0, 1]
        ]
    );
    for threads in [1, 2] {
        assert_eq!(
            compare(&lake, std::slice::from_ref(&import), &[&releases], threads),
            releases.len()
        );
    }
}

#[test]
fn lists_laid_out_otherwise_come_back_with_the_same_members() {
    let name = |id: &'static str| Organization {
        id: id.into(),
        name: "".into(),
    };
    let release = Release {
        ocid: "ocds-1".into(),
        // The award's supplier stands first, as in a file that publishes awards before bids; both bids share a list.
        organizations: vec![name("winner"), name("partner")],
        bids: vec![
            Bid {
                tenderers: Range { start: 0, end: 2 },
                ..Bid::default()
            };
            2
        ],
        awards: vec![Award {
            suppliers: Range { start: 0, end: 1 },
            ..Award::default()
        }],
        ..Release::default()
    };
    let (_folder, lake) = lake();
    let import = import('e', ImportKind::Ocds);
    keep(&lake, &import, std::slice::from_ref(&release));
    let mut seen = 0;
    let receiver = |back: &Release<'_>, _: usize, _: u64| {
        for (bid, was) in back.bids.iter().zip(&release.bids) {
            assert_eq!(back.tenderers(bid), release.tenderers(was));
        }
        assert_eq!(
            back.suppliers(&back.awards[0]),
            release.suppliers(&release.awards[0])
        );
        seen += 1;
    };
    lake.scan_tenders(&[import], Columns::All, &mut [receiver])
        .unwrap();
    assert_eq!(seen, 1);
}

#[test]
fn an_import_without_records_and_a_writer_without_records_are_fine() {
    let (folder, lake) = lake();
    drop(lake.import_tenders().unwrap());
    let import = import('f', ImportKind::Ocds);
    lake.import_tenders().unwrap().finish(import.clone()).unwrap();
    assert_eq!(lake.imports().unwrap(), [import]);
    assert_eq!(
        std::fs::read_dir(folder.path().join("lake/tenders"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn tables_that_are_not_the_import_s_are_refused() {
    let (folder, lake) = lake();
    let (one, two) = (import('1', ImportKind::Ocds), import('2', ImportKind::Ocds));
    keep(&lake, &one, &[process(1, 2, 0)]);
    keep(&lake, &two, &[process(1, 3, 0)]);
    let bids = |import: &Import| folder.path().join(format!("lake/bids/{}.parquet", import.sha256));
    std::fs::copy(bids(&two), bids(&one)).unwrap();
    let mut releases = 0;
    let receiver = |_: &Release<'_>, _: usize, _: u64| releases += 1;
    let error = lake
        .scan_tenders(&[one.clone(), two.clone()], Columns::All, &mut [receiver])
        .unwrap_err();
    assert!(
        matches!(&error, LakeError::Damaged { path, .. } if *path == bids(&one)),
        "{error}"
    );
    assert_eq!(releases, 0);
    std::fs::write(bids(&one), b"PAR1 but no table").unwrap();
    let receiver = |_: &Release<'_>, _: usize, _: u64| {};
    let error = lake
        .scan_tenders(&[two, one], Columns::All, &mut [receiver])
        .unwrap_err();
    assert!(error.to_string().contains("import its file again"), "{error}");
}

#[test]
fn real_tenders_come_back_as_the_gate_reads_them() {
    let Some(path) = shared("ocds/assam.jsonl.gz") else {
        return;
    };
    let mut text = String::new();
    let limits = golugah_intake::Limits::default();
    golugah_intake::open(&path, &limits)
        .unwrap()
        .reader
        .read_to_string(&mut text)
        .unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (_folder, lake) = lake();
    let import = import('9', ImportKind::Ocds);
    let mut writer = lake.import_tenders().unwrap();
    let mut release = Release::default();
    for (line, text) in (1..).zip(&lines) {
        golugah_intake::read_release(text, &mut release).unwrap();
        writer.add(&release, &import.file, line).unwrap();
    }
    writer.finish(import.clone()).unwrap();
    let count = std::sync::atomic::AtomicUsize::new(0);
    let mut receivers = [(); 2].map(|()| {
        |release: &Release<'_>, _: usize, line: u64| {
            let mut expected = Release::default();
            golugah_intake::read_release(lines[line as usize - 1], &mut expected).unwrap();
            assert_eq!(*release, expected, "line {line}");
            count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    });
    lake.scan_tenders(&[import], Columns::All, &mut receivers)
        .unwrap();
    assert_eq!(count.into_inner(), lines.len());
}
