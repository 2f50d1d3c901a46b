//! The language: Jalali dates, working days, digits, numbers, money and letters, in Persian and in English.
//!
//! Pure functions over values. Nothing here reads a clock, a file or the environment.
//! Sentences do not live here; the few words are those that belong to a figure or a date: days of the week, months,
//! holidays, large numbers, currencies.

mod dates;
mod days;
mod digits;
mod found;
mod language;
mod letters;
mod money;
mod month;
mod national_id;
mod numbers;
mod typed_day;
mod working_days;

pub use dates::{JalaliDate, PERSIAN_MONTHS, date_long, date_short, date_with_weekday};
pub use days::{Weekday, days_between, plus_days, weekday};
pub use digits::{latin_digits, persian_digits};
pub use found::{asked_for, found_by};
pub use language::Language;
pub use letters::{normalise, persian_letters};
pub use money::{currency_name, money, money_exact};
pub use month::{JalaliMonth, plus_months};
pub use national_id::{NationalId, NationalIdRefusal};
pub use numbers::{decimal, integer, percent};
pub use typed_day::TypedDayRefusal;
pub use working_days::{DayOff, Due, Holiday, HolidayKind, Late, Rest, WeeklyRest, Workday, WorkingCalendar};
