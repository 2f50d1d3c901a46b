//! The language: Jalali dates, digits, numbers, money and letters, in Persian and in English.
//!
//! Pure functions over values. Nothing here reads a clock, a file or the environment.
//! Sentences do not live here; the few words are those that belong to a figure: months and large numbers,
//! currencies.

mod dates;
mod digits;
mod language;
mod letters;
mod money;
mod numbers;
mod working_days;

pub use dates::{JalaliDate, PERSIAN_MONTHS, date_long, date_short};
pub use digits::{latin_digits, persian_digits};
pub use language::Language;
pub use letters::normalise;
pub use money::{currency_name, money, money_exact};
pub use numbers::{decimal, integer, percent};
pub use working_days::{Due, Holiday, Rest, WorkingCalendar, days_between, plus_days, weekday};
