//! What the head of an agency sees of the cases against rules: its own counts, and a workbook of its own.

use golugah_desk::Actor;

use crate::exceptions::find;
use crate::site::County;

/// The parts of a workbook, unpacked one behind the other.
pub(crate) async fn unpacked(county: &mut County, path: &str, cookie: &str) -> String {
    use std::io::Read as _;

    let bytes = county.bytes(path, cookie).await;
    let mut text = String::new();
    let starts = bytes.windows(4).enumerate().filter(|(_, at)| at == b"PK\x03\x04");
    for (start, _) in starts {
        let length = |at: usize| usize::from(u16::from_le_bytes([bytes[start + at], bytes[start + at + 1]]));
        let data = start + 30 + length(26) + length(28);
        let mut part = flate2::read::DeflateDecoder::new(&bytes[data..]);
        part.read_to_string(&mut text).unwrap();
    }
    text
}

#[tokio::test]
async fn an_agency_sees_the_counts_and_the_workbook_of_its_own() {
    for mut county in County::all().await {
        let program = Actor::program();
        let mut own = find(1, &["t-own"]);
        own.found[0].office = Some(("buyer".to_owned(), "IR-1".to_owned(), "دفتر یکم".to_owned()));
        county.place.does(&program, own).await;
        let mut others = find(7, &["t-a", "t-b"]);
        for case in &mut others.found {
            case.office = Some(("buyer".to_owned(), "IR-2".to_owned(), "دفتر دوم".to_owned()));
        }
        county.place.does(&program, others).await;
        let cookie = county.sign_in("dabir").await;
        county
            .deed("/offices/1", &cookie, &[("version", "1"), ("agency", "1")])
            .await;
        let head = county.sign_in("rah").await;
        let list = county.page("/exceptions", &head).await;
        assert!(
            list.contains("۱ مناقصه") && !list.contains("۷ مناقصه") && !list.contains(">۳<"),
            "{list}"
        );
        assert!(list.contains("/exceptions/all.xlsx?agency=1"), "{list}");
        let page = county.page("/exceptions/1", &head).await;
        assert!(page.contains("۱ مناقصه") && !page.contains("۷ مناقصه"), "{page}");
        let page = county.page("/exceptions/1?all=true", &head).await;
        assert!(page.contains("۷ مناقصه"), "{page}");

        let book = unpacked(&mut county, "/exceptions/all.xlsx?agency=1", &head).await;
        for said in [
            "name=\"موارد مغایر با قاعده\"",
            "t-own",
            "اداره راهداری",
            "دفتر یکم",
            "tenders.jsonl",
            ">روز<",
            // The value, the threshold, the line of the file, and the day as a workbook counts days.
            "<v>4</v>",
            "<v>10</v>",
            "<v>7</v>",
            "<v>46300</v>",
        ] {
            assert!(book.contains(said), "{said}: {book}");
        }
        assert!(!book.contains("t-a"), "{book}");
        let book = unpacked(&mut county, "/exceptions/all.xlsx", &head).await;
        assert!(book.contains("t-own") && book.contains("t-a"), "{book}");
    }
}
