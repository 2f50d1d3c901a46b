//! Value on paper in a quarter of an hour: what one person with one account does, by the stopwatch.

use axum::http::header::LOCATION;

use crate::site::{County, PASSWORD};

/// A slow person at a screen, by the model that decides: seconds a page, a tap, a letter, a choice among many, a paper that is read,
/// and whatever must be fetched from elsewhere.
#[derive(Default)]
struct Stopwatch(f64);

impl Stopwatch {
    fn pages(&mut self, pages: u32) {
        self.0 += 3.0 * f64::from(pages);
    }

    fn taps(&mut self, taps: u32) {
        self.0 += 2.0 * f64::from(taps);
    }

    fn types(&mut self, text: &str) {
        self.0 += 2.0 + 0.4 * f64::from(u32::try_from(text.chars().count()).unwrap());
    }

    fn choices(&mut self, choices: u32) {
        self.0 += 8.0 * f64::from(choices);
    }

    fn papers(&mut self, papers: u32) {
        self.0 += 20.0 * f64::from(papers);
    }

    fn fetches(&mut self, things: u32) {
        self.0 += 60.0 * f64::from(things);
    }
}

/// The minutes of a council of twelve agencies, of which two lines leave something open.
const WHOLE: &str = "صورت‌جلسهٔ شمارهٔ ۱۲ شورای اداری شهرستان\nحاضران: اعضای شورا\nمصوبات:\n\
    ۱- مقرر شد شهرداری نسبت به ترمیم آسفالت خیابان امام ظرف ۱۵ روز اقدام نماید.\n\
    ۲- اداره گاز مکلف شد تا پایان آذر گازرسانی روستای بالا را تکمیل کند.\n\
    ۳- شبکه بهداشت و درمان موظف گردید تا ۱۵ دی درمانگاه شبانه‌روزی را راه‌اندازی نماید.\n\
    ۴- مقرر گردید شركت آب و فاضلاب نسبت به رفع قطعي آب ظرف يك هفته اقدام نمايد.\n\
    ۵- اداره آموزش و پرورش مکلف شد ظرف ۱۰ روز فهرست مدارس فرسوده را ارائه کند.\n\
    ۶- مقرر شد بخشداری با همکاری دهیاری‌ها تا پایان دی پسماند روستاها را ساماندهی کند.\n\
    ۷- مصوب شد جهاد کشاورزی حداکثر تا یک ماه خسارت باغداران را برآورد کند.\n\
    ۸- اداره راه و شهرسازی موظف شد تا پایان بهمن روشنایی محور شمالی را تأمین نماید.\n\
    ۹- مقرر شد نیروی انتظامی با هماهنگی شهرداری ظرف ۲۰ روز طرح ترافیک را ارائه کند.\n\
    ۱۰- اداره تعاون، کار و رفاه اجتماعی موظف شد تا جلسهٔ بعد آمار بیکاری را اعلام کند.\n\
    ۱۱- مقرر گردید بنیاد مسکن نسبت به تحویل واحدهای آسیب‌دیده تا پایان سال اقدام نماید.\n\
    ۱۲- مقرر شد موضوع کمبود نان پیگیری و تا ۲۰ آذر گزارش شود.";

#[tokio::test]
async fn value_is_on_paper_by_minute_fifteen_with_one_account() {
    let (mut county, code) = County::empty().await.remove(0);
    let mut watch = Stopwatch::default();
    // The code stands on the terminal; the form of the beginning, of which nothing is typed that it does not ask for.
    watch.fetches(1);
    watch.pages(1);
    let typed = [
        ("code", code.as_str()),
        ("county_fa", "شهرستان آبگینه‌رود"),
        ("name", "پروین ستوده"),
        ("sign_in", "dabirkhane"),
        ("password", PASSWORD),
    ];
    typed.iter().for_each(|(_, text)| watch.types(text));
    let mut begin = typed.to_vec();
    begin.extend([("county_en", ""), ("secretariat", "1")]);
    let (_, head, _) = county.ask("POST", "/begin", "", &begin).await;
    assert_eq!(head[LOCATION], "/today");
    let one = super::visit(&head);
    // The page of the day, its one button, and last month's minutes from where the office keeps them.
    assert!(county.page("/today", &one).await.contains("href=\"/pasted\""));
    watch.taps(2);
    watch.pages(2);
    watch.fetches(1);
    let meta = [("number", "۱۲"), ("day", "۱۴۰۵/۰۸/۲۹"), ("hour", "۱۰")];
    meta.iter().for_each(|(_, text)| watch.types(text));
    watch.taps(3);
    let mut pasted = meta.to_vec();
    pasted.extend([("place", ""), ("pasted", WHOLE)]);
    assert_eq!(county.deed("/pasted", &one, &pasted).await, "/pasted/1");
    // Each proposal is held against its own words; what is asked is typed.
    let looked = county.page("/pasted/1", &one).await;
    watch.pages(1);
    watch.papers(1);
    let field = |name: &str| {
        let marked = format!("name=\"{name}\"");
        let tag = looked.split('<').find(|tag| tag.contains(&marked)).unwrap();
        let value = tag.split("value=\"").nth(1).unwrap_or_default();
        value.split('"').next().unwrap_or_default().to_owned()
    };
    let mut rows = vec![("version".to_owned(), "1".to_owned())];
    let mut asked = 0;
    for at in 0..12 {
        watch.choices(1);
        let mut agency = field(&format!("agency-{at}"));
        let mut due = field(&format!("due-{at}"));
        if agency.is_empty() {
            agency = "فرمانداری".to_owned();
            watch.types(&agency);
            asked += 1;
        }
        if due.is_empty() {
            due = "۱۴۰۵/۱۰/۰۵".to_owned();
            watch.types(&due);
            asked += 1;
        }
        rows.extend([
            (format!("take-{at}"), "1".to_owned()),
            (format!("text-{at}"), format!("مصوبهٔ {at}")),
            (format!("agency-{at}"), agency),
            (format!("due-{at}"), due),
        ]);
    }
    assert_eq!(
        asked, 2,
        "the bread's owner and the next session's day are asked, and nothing else: {looked}"
    );
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    watch.taps(1);
    assert_eq!(county.deed("/pasted/1", &one, &rows).await, "/followup");
    // The sheet and the letters come out of the printer and are read.
    assert!(
        county
            .page("/followup", &one)
            .await
            .contains("class=\"paper followup\"")
    );
    let letters = county.page("/followup/letters", &one).await;
    assert_eq!(
        letters.matches("letter--slip").count(),
        12,
        "a letter for each of twelve agencies"
    );
    watch.pages(2);
    watch.taps(5);
    watch.papers(2);
    let minutes = watch.0 / 60.0;
    eprintln!("from nothing to follow-up and twelve letters on paper: {minutes:.1} minutes by the model");
    assert!(minutes <= 15.0, "{minutes}");
}
