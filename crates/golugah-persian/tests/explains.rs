//! The words of `locales/*/dates.ftl` are enough to explain a due date and to refuse what is no date.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use golugah_persian::{
    DayOff, Due, HolidayKind, Language, NationalIdRefusal, Rest, TypedDayRefusal, Weekday, WorkingCalendar,
    date_long, date_with_weekday, integer,
};
use unic_langid::LanguageIdentifier;

struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    fn of(language: Language) -> Self {
        let source = match language {
            Language::Persian => include_str!("../../../locales/fa/dates.ftl"),
            Language::English => include_str!("../../../locales/en/dates.ftl"),
        };
        let tag: LanguageIdentifier = language.tag().parse().expect("a tag");
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).expect("a file without errors");
        bundle.add_resource(resource).expect("no key twice");
        Self { language, bundle }
    }

    fn say(&self, key: &str, places: &[(&str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in places {
            arguments.set(*name, value.clone());
        }
        let message = self
            .bundle
            .get_message(key)
            .unwrap_or_else(|| panic!("{key} is missing"));
        let mut errors = Vec::new();
        let said =
            self.bundle
                .format_pattern(message.value().expect("a text"), Some(&arguments), &mut errors);
        assert!(errors.is_empty(), "{key}: {errors:?}");
        said.into_owned()
    }

    fn count(&self, count: usize) -> [(&'static str, FluentValue<'static>); 2] {
        let text = integer(i128::try_from(count).expect("a count"), self.language);
        [
            ("count", FluentValue::from(count)),
            ("text", FluentValue::from(text)),
        ]
    }

    fn list(&self, things: &[String]) -> String {
        let (last, rest) = things.split_last().expect("a list is not empty");
        if rest.is_empty() {
            return last.clone();
        }
        rest.join(&self.say("dates-due-list-comma", &[])) + &self.say("dates-due-list-and", &[]) + last
    }

    fn explain(&self, due: &Due, calendar: &WorkingCalendar) -> String {
        let day = |day: &str| FluentValue::from(date_long(day, self.language).expect("a day"));
        let mut places = self.count(due.working_days as usize).to_vec();
        places.push(("from", day(&due.from)));
        let shown = date_with_weekday(&due.day, self.language).expect("a day");
        places.push(("due", FluentValue::from(shown)));
        let mut said = vec![self.say("dates-due-counted", &places)];
        let mut things = Vec::new();
        for weekday in Weekday::WEEK {
            let times = due
                .skipped
                .iter()
                .filter(|off| off.reasons.first() == Some(&Rest::Weekly(weekday)))
                .count();
            if times > 0 {
                let mut places = self.count(times).to_vec();
                places.push(("weekday", FluentValue::from(weekday.name(self.language))));
                things.push(self.say("dates-due-skipped-weekly", &places));
            }
        }
        let named = |off: &&DayOff| !matches!(off.reasons.first(), Some(Rest::Weekly(_)));
        for off in due.skipped.iter().filter(named) {
            let names = off.reasons.iter().map(|reason| match reason {
                Rest::Weekly(weekday) => weekday.name(self.language).to_owned(),
                Rest::Holiday(holiday) if holiday.kind == HolidayKind::Estimated => {
                    let name = FluentValue::from(holiday.name(self.language));
                    self.say("dates-due-estimated", &[("name", name)])
                }
                Rest::Holiday(holiday) => holiday.name(self.language).to_owned(),
            });
            let names = FluentValue::from(self.list(&names.collect::<Vec<_>>()));
            things.push(self.say(
                "dates-due-skipped-day",
                &[("day", day(&off.day)), ("names", names)],
            ));
        }
        if things.is_empty() {
            said.push(self.say("dates-due-skipped-none", &[]));
        } else {
            let mut places = self.count(due.skipped.len()).to_vec();
            places.push(("list", FluentValue::from(self.list(&things))));
            said.push(self.say("dates-due-skipped", &places));
        }
        if due.may_move {
            said.push(self.say("dates-due-may-move", &[]));
        }
        if due.beyond_known {
            let years = calendar.known_years();
            let year = |year: &i32| {
                let text = year.to_string();
                FluentValue::from(match self.language {
                    Language::Persian => golugah_persian::persian_digits(&text),
                    Language::English => text,
                })
            };
            said.push(self.say(
                "dates-due-beyond-known",
                &[("first", year(years.start())), ("last", year(years.end()))],
            ));
        }
        said.join(" ")
    }
}

#[track_caller]
fn check(calendar: &WorkingCalendar, from: &str, working_days: u32, persian: &str, english: &str) {
    let due = calendar.due(from, working_days).expect("a day");
    assert_eq!(Words::of(Language::Persian).explain(&due, calendar), persian);
    assert_eq!(Words::of(Language::English).explain(&due, calendar), english);
}

#[test]
fn a_due_date_is_explained_in_both_languages() {
    let calendar = WorkingCalendar::iran();
    check(
        &calendar,
        "2026-11-23",
        1,
        "۱ روز کاری پس از ۲ آذر ۱۴۰۵: سه‌شنبه ۳ آذر ۱۴۰۵. در این میان روز تعطیلی نبود.",
        "1 working day after 23 November 2026: Tuesday 24 November 2026. No day off lay in between.",
    );
    check(
        &calendar,
        "2024-03-26",
        10,
        "۱۰ روز کاری پس از ۷ فروردین ۱۴۰۳: یکشنبه ۲۶ فروردین ۱۴۰۳. در این میان ۹ روز تعطیل بود: ۳ پنجشنبه، ۳ جمعه، \
         ۱۲ فروردین ۱۴۰۳ (روز جمهوری اسلامی ایران)، ۱۳ فروردین ۱۴۰۳ (روز طبیعت و شهادت حضرت علی (ع)) و \
         ۲۲ فروردین ۱۴۰۳ (عید سعید فطر).",
        "10 working days after 26 March 2024: Sunday 14 April 2024. 9 days off lay in between: 3 Thursdays, 3 Fridays, \
         31 March 2024 (Islamic Republic Day), 1 April 2024 (Nature Day and Martyrdom of Imam Ali) and \
         10 April 2024 (Eid al-Fitr).",
    );
}

#[test]
fn what_is_not_sure_about_a_due_date_is_said() {
    let calendar = WorkingCalendar::iran();
    check(
        &calendar,
        "2027-03-08",
        2,
        "۲ روز کاری پس از ۱۷ اسفند ۱۴۰۵: شنبه ۲۲ اسفند ۱۴۰۵. در این میان ۳ روز تعطیل بود: ۱ پنجشنبه، ۱ جمعه و \
         ۱۹ اسفند ۱۴۰۵ (عید سعید فطر، بنا بر پیش‌بینی تقویم). تعطیلی نزدیک به این تاریخ بر پایهٔ پیش‌بینی هلال ماه است؛ \
         با اعلام رسمی، تاریخ مقرر ممکن است یک روز جابه‌جا شود.",
        "2 working days after 8 March 2027: Saturday 13 March 2027. 3 days off lay in between: 1 Thursday, 1 Friday and \
         10 March 2027 (Eid al-Fitr, estimated). A holiday near this date is estimated from the moon; when it is \
         announced, the due date may move by a day.",
    );
    check(
        &calendar,
        "2029-03-26",
        1,
        "۱ روز کاری پس از ۷ فروردین ۱۴۰۸: سه‌شنبه ۸ فروردین ۱۴۰۸. در این میان روز تعطیلی نبود. \
         تعطیلی‌های سال‌های بیرون از ۱۴۰۲ تا ۱۴۰۷ هنوز در تقویم سامانه نیست؛ با ثبت آن‌ها این تاریخ ممکن است دیرتر شود.",
        "1 working day after 26 March 2029: Tuesday 27 March 2029. No day off lay in between. Holidays outside the \
         Jalali years 1402 to 1407 are not in the calendar yet; once they are, this date may become later.",
    );
}

#[test]
fn every_refusal_has_its_sentence() {
    for language in [Language::Persian, Language::English] {
        let words = Words::of(language);
        for refusal in [
            TypedDayRefusal::Empty,
            TypedDayRefusal::Shape,
            TypedDayRefusal::ShortYear,
            TypedDayRefusal::Year,
            TypedDayRefusal::GregorianOrder,
            TypedDayRefusal::Month,
            TypedDayRefusal::Day { last: 29 },
        ] {
            let last = FluentValue::from(integer(29, language));
            assert!(words.say(refusal.key(), &[("last", last)]).len() > 20);
        }
        for refusal in [
            NationalIdRefusal::Empty,
            NationalIdRefusal::NotDigits,
            NationalIdRefusal::Length,
            NationalIdRefusal::Repeated,
            NationalIdRefusal::Check,
        ] {
            assert!(words.say(refusal.key(), &[]).len() > 15);
        }
    }
}
