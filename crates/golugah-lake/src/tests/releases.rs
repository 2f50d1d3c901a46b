use golugah_records::Release;

use super::{import, lake};
use crate::{ImportKind, LakeError, Published};

#[test]
fn releases_come_back_in_their_own_words_and_only_those_that_are_wanted() {
    let (_folder, lake) = lake();
    let kept = import('a', ImportKind::Ocds);
    let long = "x".repeat(3 << 20);
    let published = |at: u64| Published {
        tender: ["a", "b", "a", "c"][at as usize],
        line: at + 1,
        is_step: at != 1,
        text: [&long, "b's", &long, "{}"][at as usize],
    };
    let mut writer = lake.import_tenders().unwrap();
    // A thread that met steps alone, and one that wrote what they became.
    let mut of_steps = lake.import_tenders().unwrap();
    for at in 0..4 {
        of_steps.keep(published(at), "file").unwrap();
    }
    let release = Release {
        ocid: "a".into(),
        ..Release::default()
    };
    writer.add(&release, "file", 3).unwrap();
    writer.join(of_steps).unwrap();
    writer.finish(kept.clone()).unwrap();
    assert!(lake.keeps_releases(&kept).unwrap());

    let read = |with_texts: bool, wanted: &dyn Fn(&str) -> bool| {
        let mut read = Vec::new();
        lake.each_release(&kept, with_texts, wanted, &mut |one| {
            read.push((one.tender.to_owned(), one.line, one.is_step, one.text.to_owned()));
        })
        .unwrap();
        read
    };
    let expected = |with_texts: bool, at: &[u64]| {
        let own = at.iter().map(|at| published(*at));
        own.map(|one| {
            let text = if with_texts { one.text } else { "" };
            (one.tender.to_owned(), one.line, one.is_step, text.to_owned())
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(read(true, &|_| true), expected(true, &[0, 1, 2, 3]));
    assert_eq!(read(true, &|tender| tender == "a"), expected(true, &[0, 2]));
    assert_eq!(read(false, &|tender| tender != "a"), expected(false, &[1, 3]));
    assert_eq!(read(true, &|_| false), []);
    // The merged process is there once, whatever it was made of.
    let mut met = 0;
    let mut count = [|_: &Release<'_>, _: usize, _: u64| met += 1];
    lake.scan_tenders(std::slice::from_ref(&kept), crate::Columns::All, &mut count)
        .unwrap();
    assert_eq!(met, 1);

    let beyond = Published {
        line: u64::MAX,
        ..published(0)
    };
    let mut writer = lake.import_tenders().unwrap();
    assert!(matches!(
        writer.keep(beyond, "file"),
        Err(LakeError::TooLarge { .. })
    ));
}
