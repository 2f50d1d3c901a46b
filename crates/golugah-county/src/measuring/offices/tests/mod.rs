//! Offices of the data: met with what is found there, laid to an agency by a person, owners proposed from it.

use axum::http::StatusCode;
use golugah_county::exceptions::actions::FindExceptions;
use golugah_county::offices::actions::LinkOffice;
use golugah_county::offices::office_of;
use golugah_desk::{Actor, Refusal};

use crate::agenda::holds;
use crate::databases::{people, places};
use crate::exceptions::find;
use crate::site::County;

fn with_office() -> FindExceptions {
    let mut find = find(1, &["t-1"]);
    find.found[0].office = Some((
        "buyer".to_owned(),
        "IR-1".to_owned(),
        "ادارهٔ راه شهرستان".to_owned(),
    ));
    find
}

#[tokio::test]
async fn an_office_is_laid_to_an_agency_once_and_can_be_taken_from_it() {
    for place in places().await {
        let who = people(&place.db).await;
        place.does(&Actor::program(), with_office()).await;
        let office = office_of(place.db.read(), "buyer", "IR-1")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (office.name.as_str(), office.agency_id),
            ("ادارهٔ راه شهرستان", None)
        );
        let link = |version, agency| LinkOffice {
            office: office.id,
            version,
            agency,
        };
        let by_head = place
            .db
            .perform(who.head_of_roads.clone(), link(1, Some(who.roads)))
            .await;
        assert!(matches!(
            by_head,
            Err(Refusal::Rule("refusal-neither-inspector-nor-secretary"))
        ));
        let nowhere = place.db.perform(who.secretary.clone(), link(1, Some(99))).await;
        assert!(matches!(nowhere, Err(Refusal::Rule("refusal-office-agency"))));
        place.does(&who.secretary, link(1, Some(who.roads))).await;
        let twice = place.db.perform(who.inspector.clone(), link(1, None)).await;
        assert!(matches!(twice, Err(Refusal::Changed)));
        place.does(&who.inspector, link(2, None)).await;
        let office = office_of(place.db.read(), "buyer", "IR-1")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((office.agency_id, office.version), (None, 3));
        holds(&place).await;
    }
}

#[tokio::test]
async fn the_head_of_an_agency_sees_what_is_asked_of_its_office() {
    for mut county in County::all().await {
        county.place.does(&Actor::program(), with_office()).await;
        let cookie = county.sign_in("dabir").await;
        let page = county.page("/offices/1", &cookie).await;
        assert!(page.contains("ادارهٔ راه شهرستان"), "{page}");
        // An agency that was left out, or is none, unlinks nothing and links nothing.
        for agency in ["", "x", "99"] {
            let typed = [("version", "1"), ("agency", agency)];
            let (status, _, _) = county.ask("POST", "/offices/1", &cookie, &typed).await;
            assert_eq!(status, StatusCode::CONFLICT, "{agency}");
        }
        county
            .deed("/offices/1", &cookie, &[("version", "1"), ("agency", "1")])
            .await;
        // That nobody knows it can be said again.
        let page = county.page("/offices/1", &cookie).await;
        assert!(
            page.contains("<option value=\"unknown\">معلوم نشده</option>")
                && page.contains("<option value=\"1\" selected>"),
            "{page}"
        );
        let unknown = [("version", "2"), ("agency", "unknown")];
        county.deed("/offices/1", &cookie, &unknown).await;
        let page = county.page("/offices/1", &cookie).await;
        assert!(
            page.contains("<option value=\"unknown\" selected>") && !page.contains("value=\"1\" selected"),
            "{page}"
        );
        county
            .deed("/offices/1", &cookie, &[("version", "3"), ("agency", "1")])
            .await;
        let head = county.sign_in("rah").await;
        let today = county.page("/today", &head).await;
        assert!(today.contains("۱ مورد مغایر با قاعده در دستگاه شما"), "{today}");
        let agency = county.page("/agencies/1", &head).await;
        assert!(agency.contains("مهلت کوتاه"), "{agency}");
        let mut others = find(3, &["t-2", "t-3"]);
        others.found[0].office = Some(("buyer".to_owned(), "IR-2".to_owned(), "دفتر دیگر".to_owned()));
        county.place.does(&Actor::program(), others).await;
        let page = county.page("/exceptions/1", &head).await;
        assert!(
            page.contains("t-1") && page.contains("ادارهٔ راه شهرستان") && !page.contains("t-2"),
            "{page}"
        );
        let page = county.page("/exceptions/1?all=true", &head).await;
        assert!(
            page.contains("t-1") && page.contains("t-2") && page.contains("دفتر دیگر"),
            "{page}"
        );
        let own = county.page("/exceptions", &head).await;
        assert!(
            own.contains("مهلت کوتاه</h2>") && own.contains("کتباً به دبیرخانهٔ شورا"),
            "{own}"
        );
    }
}

#[tokio::test]
async fn several_offices_are_laid_to_agencies_with_one_press_and_none_unasked() {
    for mut county in County::all().await {
        let mut both = with_office();
        both.found.push(find(2, &["t-9"]).found.remove(0));
        both.found[1].office = Some(("buyer".to_owned(), "IR-2".to_owned(), "ادارهٔ راه دوم".to_owned()));
        county.place.does(&Actor::program(), both).await;
        let cookie = county.sign_in("dabir").await;
        let page = county.page("/offices", &cookie).await;
        assert!(
            page.contains("name=\"agency-2\"") && !page.contains("checked"),
            "{page}"
        );
        let chosen = [
            ("version-1", "1"),
            ("version-2", "1"),
            ("agency-1", "1"),
            ("agency-2", "1"),
        ];
        let (status, _, page) = county.ask("POST", "/offices", &cookie, &chosen).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("هیچ دفتری علامت نخورده"), "{page}");
        let marked = [&chosen[..], &[("office", "1"), ("office", "2")]].concat();
        let to = county.deed("/offices", &cookie, &marked).await;
        let page = county.page(&to, &cookie).await;
        assert!(
            page.contains("دستگاه ۲ دفتر ثبت شد") && page.contains("دستگاه همهٔ دفترها معلوم است"),
            "{page}"
        );
        holds(&county.place).await;
    }
}
