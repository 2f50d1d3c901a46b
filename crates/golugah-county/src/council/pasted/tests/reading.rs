//! Minutes as offices write them are read: whom each line obliges, and until when.

use golugah_county::pasted::read::{Known, MOST, Minutes, Proposal, Until, read};
use golugah_county::terms::Length;
use golugah_persian::WorkingCalendar;

/// The day of the session in these tests: Tuesday, 3 Azar 1405.
const DAY: &str = "2026-11-24";

fn of(text: &str) -> Minutes {
    read(text, DAY, &[], &WorkingCalendar::iran())
}

#[track_caller]
fn one(text: &str) -> Proposal {
    let mut minutes = of(text);
    assert_eq!(minutes.proposals.len(), 1, "{text}: {:?}", minutes.proposals);
    minutes.proposals.remove(0)
}

fn owner(text: &str) -> String {
    one(text)
        .owners
        .owner
        .map_or_else(String::new, |owner| owner.name)
}

#[test]
fn whoever_is_obliged_is_found_by_the_words_around_it() {
    for (text, owes) in [
        (
            "مقرر شد شهرداری نسبت به آسفالت خیابان امام اقدام نماید.",
            "شهرداری",
        ),
        (
            "مقرر گردید ادارهٔ راه و شهرسازی ظرف ۱۰ روز گزارش دهد",
            "ادارهٔ راه و شهرسازی",
        ),
        (
            "۳- اداره آموزش و پرورش مکلف شد فهرست مدارس را ارائه کند.",
            "اداره آموزش و پرورش",
        ),
        (
            "در خصوص بدهی شهرداری مقرر شد شرکت توزیع برق اقدام کند",
            "شرکت توزیع برق",
        ),
        (
            "مقرر شد گزارش عملکرد شهرداری توسط فرمانداری بررسی شود",
            "فرمانداری",
        ),
        (
            "شبکه بهداشت و درمان شهرستان موظف گردید تا پایان آذر درمانگاه را راه اندازی کند",
            "شبکه بهداشت و درمان",
        ),
        (
            "اداره تعاون، کار و رفاه اجتماعی موظف شد آمار بیکاری را اعلام کند",
            "اداره تعاون کار و رفاه اجتماعی",
        ),
        (
            "مقرر گردید شركت آب و فاضلاب نسبت به رفع قطعي آب اقدام نمايد",
            "شركت آب و فاضلاب",
        ),
        (
            "تصویب شد: بخشداری مرکزی با همکاری دهیاری‌ها پسماند را جمع کند",
            "بخشداری مرکزی",
        ),
        (
            "مقرر شد نیروی انتظامی با هماهنگی شهرداری طرح ترافیک را اجرا کند",
            "نیروی انتظامی",
        ),
        (
            "مصوب شد جهاد کشاورزی خسارت باغداران را برآورد کند",
            "جهاد کشاورزی",
        ),
        ("مقرر شد هماهنگی لازم با شهرداری به عمل آید", ""),
        ("مقرر شد موضوع در جلسه بعد مطرح شود", ""),
    ] {
        assert_eq!(owner(text), owes, "{text}");
    }
}

#[test]
fn the_first_of_several_owes_it_and_the_others_help() {
    let owners = one("مقرر شد شهرداری و اداره برق با همکاری فرمانداری روشنایی معابر را تأمین کنند").owners;
    assert_eq!(owners.owner.unwrap().name, "شهرداری");
    assert_eq!(owners.helpers, ["اداره برق", "فرمانداری"]);
    let owners = one("شهرداری و بخشداری موظفند تا ۱۵ دی پسماندها را جمع کنند").owners;
    assert_eq!(owners.owner.unwrap().name, "شهرداری");
    assert_eq!(owners.helpers, ["بخشداری"]);
}

#[test]
fn an_agency_of_the_county_is_known_whoever_writes_its_name() {
    let known = [
        Known {
            id: 7,
            name: "ادارهٔ برق شهرستان نمونه".to_owned(),
        },
        Known {
            id: 8,
            name: "شهرداری سروآباد".to_owned(),
        },
        Known {
            id: 9,
            name: "ادارهٔ برق روستایی".to_owned(),
        },
    ];
    let id = |text: &str| {
        let minutes = read(text, DAY, &known, &WorkingCalendar::iran());
        minutes.proposals[0]
            .owners
            .owner
            .as_ref()
            .and_then(|owner| owner.id)
    };
    assert_eq!(id("مقرر شد اداره برق شهرستان نمونه اقدام کند"), Some(7));
    assert_eq!(id("مقرر شد شهرداري سروآباد اقدام كند"), Some(8));
    assert_eq!(id("مقرر شد اداره گاز اقدام کند"), None);
    // The kind alone names nobody of two.
    assert_eq!(id("مقرر شد شهرداری نوسود اقدام کند"), None);
}

#[test]
fn until_when_is_counted_from_the_day_of_the_session() {
    for (said, day) in [
        ("تا پایان آذر", "2026-12-21"),
        ("تا پایان آذرماه", "2026-12-21"),
        ("تا آخر دی ماه", "2027-01-20"),
        ("تا پایان مهر", "2027-10-22"),
        ("تا ۱۵ دی ۱۴۰۵", "2027-01-05"),
        ("تا ۱۵ دی", "2027-01-05"),
        ("تا تاریخ ۱۴۰۵/۱۰/۱۵", "2027-01-05"),
        ("تا پانزدهم دی‌ماه", "2027-01-05"),
        ("لغایت 1405/10/15", "2027-01-05"),
        ("تا نیمه دی", "2027-01-05"),
        ("تا پایان ماه جاری", "2026-12-21"),
        ("تا پایان سال", "2027-03-20"),
        ("ظرف ۱۰ روز", "2026-12-05"),
        ("ظرف مدت ده روز", "2026-12-05"),
        ("حداکثر ظرف یک هفته", "2026-12-01"),
        ("حداکثر تا یک هفته", "2026-12-01"),
        ("ظرف ۵ روز کاری", "2026-12-01"),
        ("طی یک ماه", "2026-12-24"),
        ("ظرف ۴۸ ساعت", "2026-11-26"),
    ] {
        let due = one(&format!("مقرر شد شهرداری {said} اقدام کند")).due;
        let Some(due) = due else {
            panic!("{said}: nothing was understood")
        };
        let Until::Day(_, found) = &due.until else {
            panic!("{said}: {due:?}")
        };
        assert!(
            said.contains(&due.words) || due.words == said,
            "{said}: {}",
            due.words
        );
        // What ends on a day of rest leads to the next day of work: Thursdays and Fridays may rest.
        let late = golugah_persian::days_between(day, found).unwrap();
        assert!((0..=2).contains(&late), "{said}: {found}, not {day}");
    }
    let until = |said: &str| {
        one(&format!("مقرر شد شهرداری {said} اقدام کند"))
            .due
            .map(|due| due.until)
    };
    assert_eq!(until("تا جلسهٔ بعد"), Some(Until::NextSession));
    assert_eq!(until("در اسرع وقت"), Some(Until::AtOnce));
    assert_eq!(until("با دقت"), None);
    let Some(Until::Day(length, _)) = until("ظرف ۱۰ روز") else {
        panic!()
    };
    assert_eq!(
        length,
        Length::Days(10),
        "the time is kept as it was given, not the day it makes"
    );
}

#[test]
fn lines_are_parted_as_minutes_write_them() {
    let text = "بسمه تعالی\nصورت‌جلسهٔ شمارهٔ ۴ شورای اداری\nحاضران:\n۱- فرماندار\n۲- شهردار\n\nدستور جلسه:\n۱. بررسی آب\n\nمصوبات:\n\
                ۱- شهرداری نسبت به نصب تابلوهای خیابان اصلی شهر و ورودی‌های آن\nتا پایان آذر اقدام کند.\n\
                2) اداره گاز: گازرسانی روستای بالا ظرف ۲۰ روز\n\
                • مقرر شد اداره برق اقدام کند. مقرر گردید مخابرات نیز گزارش دهد.\n\nامضا\nفرماندار";
    let minutes = of(text);
    let texts: Vec<&str> = minutes.proposals.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "شهرداری نسبت به نصب تابلوهای خیابان اصلی شهر و ورودی‌های آن تا پایان آذر اقدام کند.",
            "اداره گاز: گازرسانی روستای بالا ظرف ۲۰ روز",
            "مقرر شد اداره برق اقدام کند.",
            "مقرر گردید مخابرات نیز گزارش دهد.",
        ]
    );
    assert!(
        minutes.left.iter().any(|line| line.contains("فرماندار")),
        "{:?}",
        minutes.left
    );
    let owners: Vec<String> = minutes
        .proposals
        .iter()
        .filter_map(|one| Some(one.owners.owner.as_ref()?.name.clone()))
        .collect();
    assert_eq!(owners, ["شهرداری", "اداره گاز", "اداره برق", "مخابرات"]);
}

#[test]
fn hostile_text_is_read_to_its_end() {
    for text in [
        "مقرر شد ".repeat(20_000),
        "\u{202e}مقرر\u{0}شد\u{feff}".repeat(1_000),
        "۱".repeat(90_000),
        "مقرر شد تا ۹۹۹۹۹۹۹۹۹۹ روز ظرف ۰ روز تا ۳۲ دی".to_owned(),
        "و ".repeat(40_000),
        "مقرر شد شهرداری و و و ، ، تعاون، و".to_owned(),
        "مقرر شد اداره".to_owned(),
        format!("مقرر شد {}", "اداره ".repeat(5_000)),
        "<script>مقرر شد</script>\t\t\n\n\r\n".to_owned(),
    ] {
        let minutes = of(&text);
        assert!(minutes.proposals.len() <= MOST);
    }
    let many = "مقرر شد شهرداری ظرف ۱۰ روز اقدام کند.\n".repeat(75);
    let minutes = of(&many);
    assert_eq!((minutes.proposals.len(), minutes.more), (60, 15));
}

#[test]
fn the_head_of_minutes_decides_nothing() {
    let text = "صورتجلسه شماره 5 شورای اداری شهرستان\nتاریخ: 1405/08/12\n\
                دستور جلسه: بررسی وضعیت آب و برق و گاز روستاهای بخش مرکزی و آسفالت معابر\n\
                حاضرين: فرماندار، رئيس شبكه بهداشت، شهردار، رئيس اداره برق و فرمانده نيروي انتظامي\n\
                جلسه با تلاوت آياتي از كلام الله مجيد آغاز و پس از بحث و تبادل نظر\n\
                موارد ذيل مصوب گرديد:\n\
                1- شهرداري نسبت به آسفالت خيابان امام اقدام نمايد.\n2- اداره برق ظرف 10 روز گزارش دهد.";
    let minutes = of(text);
    let texts: Vec<&str> = minutes.proposals.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "شهرداري نسبت به آسفالت خيابان امام اقدام نمايد.",
            "اداره برق ظرف 10 روز گزارش دهد."
        ]
    );
    // Whoever is obliged before a colon is not lost with a heading.
    assert_eq!(owner("شهرداری مکلف شد:"), "شهرداری");
    assert_eq!(owner("مقرر شد شهرداری موارد زیر را انجام دهد:"), "شهرداری");
}

#[test]
fn a_name_ends_where_the_work_begins_and_short_ones_are_known() {
    for (text, owes) in [
        (
            "مقرر شد شبكه بهداشت و درمان وضعيت خانه بهداشت روستاي بالا را گزارش دهد",
            "شبكه بهداشت و درمان",
        ),
        (
            "مقرر شد اداره آموزش و پرورش سيستم گرمايشي مدارس را بازديد كند",
            "اداره آموزش و پرورش",
        ),
        ("آبفا موظف شد ظرف ده روز نشتی را رفع کند", "شرکت آب و فاضلاب"),
        ("مقرر شد بخشدار مرکزی گزارش دهد", "بخشداری مرکزی"),
        ("گاز موظف شد گزارش دهد", "گاز"),
        ("مقرر شد دارایی نسبت به وصول مالیات اقدام کند", "دارایی"),
        ("مقرر شد قطعی برق بررسی شود", ""),
    ] {
        assert_eq!(owner(text), owes, "{text}");
    }
}

#[test]
fn a_name_that_is_only_like_another_is_proposed_with_the_doubt() {
    let known = [Known {
        id: 8,
        name: "شهرداری آبگینه‌رود".to_owned(),
    }];
    let minutes = read(
        "مقرر شد شهرداري نسبت به پسماند اقدام کند",
        DAY,
        &known,
        &WorkingCalendar::iran(),
    );
    let owner = minutes.proposals[0].owners.owner.clone().unwrap();
    assert_eq!(
        (owner.id, owner.name.as_str(), owner.said.as_deref()),
        (None, "شهرداری آبگینه‌رود", Some("شهرداري"))
    );
    // Nor does one text found two agencies of one.
    let minutes = of(
        "۱- مقرر شد شهرداری گزارش دهد.\n۲- شهرداری گلوگاه مکلف شد گزارش دهد.\n۳- مقرر شد اداره گاز گزارش دهد.",
    );
    let names: Vec<(String, bool)> = minutes
        .proposals
        .iter()
        .filter_map(|one| one.owners.owner.clone())
        .map(|owner| (owner.name, owner.said.is_some()))
        .collect();
    let name = |name: &str, doubt: bool| (name.to_owned(), doubt);
    assert_eq!(
        names,
        [
            name("شهرداری گلوگاه", true),
            name("شهرداری گلوگاه", false),
            name("اداره گاز", false)
        ]
    );
}
