use std::collections::BTreeMap;

use axum::http::StatusCode;
use golugah_persian::JalaliDate;

use super::error::refused_status;
use super::refused::Noted;
use super::typed::{cleaned, too_long};

/// What somebody typed, kept so that a refused form can show it again.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    /// The key of the sentence that says why it was refused.
    pub refused: Option<&'static str>,
    /// The key of the sentence that says what was just done.
    pub done: Option<&'static str>,
    /// The key of the sentence that says why nothing of it can be taken, whatever is done with it.
    pub(super) unfit: Option<&'static str>,
    /// Where it is noted that it was refused, for the page to be marked.
    noted: Noted,
}

impl Form {
    /// The fields as they were sent, names repeated where several were chosen: without what nobody sees, and marked where one
    /// is longer than it may be.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            let value = cleaned(&name, value);
            form.unfit = form.unfit.or(too_long(&name, &value));
            form.values.entry(name).or_default().push(value);
        }
        form
    }

    /// All that was typed, by the fields' names.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.values.iter();
        fields.flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// The same form, of which it is noted here that it was refused.
    #[must_use]
    pub(super) fn noting(self, noted: Noted) -> Self {
        Self { noted, ..self }
    }

    /// The same form, refused.
    #[must_use]
    pub fn refused(mut self, key: &'static str) -> Self {
        self.refused = Some(key);
        // What is noted is a copy that notes nothing further.
        self.noted.note(key, self.clone().noting(Noted::default()));
        self
    }

    /// The same form with this in a field, as if it had been typed.
    #[must_use]
    pub fn with(mut self, name: &str, value: &impl ToString) -> Self {
        self.values.insert(name.to_owned(), vec![value.to_string()]);
        self
    }

    /// The same form with this in a field that was not sent: a refused form keeps what was typed, an empty field too.
    #[must_use]
    pub fn or(self, name: &str, value: &impl ToString) -> Self {
        if self.values.contains_key(name) {
            self
        } else {
            self.with(name, value)
        }
    }

    /// The page's status: refused or not.
    pub fn status(&self) -> StatusCode {
        self.refused.map_or(StatusCode::OK, refused_status)
    }

    /// What was typed into a field; empty where nothing was.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .get(name)
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }

    /// The page from which the form was sent, as it names itself in `back`; `None` where that is no address within this
    /// site. Browsers leave out tabs and newlines within an address and read a reversed stroke as a stroke, so that a path
    /// with any of them may lead away.
    pub fn back(&self) -> Option<&str> {
        let back = self.value("back");
        let leads_away = |letter: char| letter == '\\' || letter.is_control() || !letter.is_ascii();
        (back.starts_with('/') && !back.starts_with("//") && !back.contains(leads_away)).then_some(back)
    }

    /// Everything chosen under one name, as numbers.
    pub fn numbers(&self, name: &str) -> Vec<i64> {
        let chosen = self.values.get(name).into_iter().flatten();
        chosen.filter_map(|value| number(value)).collect()
    }

    /// The number in a field, in Persian, Arabic or Latin digits.
    pub fn number(&self, name: &str) -> Option<i64> {
        number(self.value(name))
    }

    /// The version of the record that the form was drawn from.
    ///
    /// # Errors
    /// The key of the sentence that says that the form came without one: it was not one of our pages.
    pub fn version(&self) -> Result<i64, &'static str> {
        self.number("version").ok_or("refusal-no-version")
    }

    /// The amount of rials in a field, whatever digits it is typed in and however its thousands are parted; a sign in front is
    /// taken.
    ///
    /// # Errors
    /// The key of the sentence that says that this is no amount.
    pub fn rials(&self, name: &str) -> Result<i64, &'static str> {
        let typed = golugah_persian::latin_digits(self.value(name).trim());
        let plain: String = typed
            .chars()
            .filter(|symbol| !matches!(symbol, ',' | '٬' | '،' | ' ' | '\u{a0}' | '\u{202f}'))
            .map(|symbol| if symbol == '\u{2212}' { '-' } else { symbol })
            .collect();
        plain.parse().map_err(|_| "refusal-no-amount")
    }

    /// What was typed into a field, trimmed.
    pub fn text(&self, name: &str) -> String {
        self.value(name).trim().to_owned()
    }

    /// Whether this number was chosen.
    pub fn chose(&self, name: &str, number: &i64) -> bool {
        self.number(name) == Some(*number)
    }

    /// The day in a field, as people type it, as `YYYY-MM-DD`.
    pub fn day(&self, name: &str) -> Option<String> {
        JalaliDate::from_typed(self.value(name)).ok()?.to_rfc3339()
    }
}

fn number(text: &str) -> Option<i64> {
    golugah_persian::latin_digits(text.trim()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Form;

    fn day(text: &str) -> Option<String> {
        Form::new(vec![("day".to_owned(), text.to_owned())]).day("day")
    }

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        let rials = |text: &str| Form::new(vec![("amount".to_owned(), text.to_owned())]).rials("amount");
        for text in ["12500000", "۱۲٬۵۰۰٬۰۰۰", "12,500,000", " ١٢٥٠٠٠٠٠ ", "۱۲،۵۰۰،۰۰۰"]
        {
            assert_eq!(rials(text), Ok(12_500_000), "{text}");
        }
        assert_eq!(rials("\u{2212}۵"), Ok(-5));
        for text in ["", "ده", "1.5", "9999999999999999999999"] {
            assert_eq!(rials(text), Err("refusal-no-amount"), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let tuesday = Some("2026-11-24".to_owned());
        for text in [
            "۱۴۰۵/۰۹/۰۳",
            "1405/9/3",
            "١٤٠٥-٠٩-٠٣",
            " 1405.09.03 ",
            "2026-11-24",
        ] {
            assert_eq!(day(text), tuesday, "{text}");
        }
        for text in [
            "",
            "05/09/03",
            "1405/13/01",
            "1404/12/30",
            "فردا",
            "1405/09",
            "2026-02-30",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
