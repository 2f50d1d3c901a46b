/// A language that people read golugah in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Persian, the source language: right to left, Persian digits, Jalali dates.
    Persian,
    /// English: left to right, Latin digits, Gregorian dates.
    English,
}

impl Language {
    /// The BCP 47 tag: `fa` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Persian => "fa",
            Self::English => "en",
        }
    }

    /// The value of HTML's `dir`: `rtl` or `ltr`.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Persian => "rtl",
            Self::English => "ltr",
        }
    }

    /// The language of a tag (`fa`, `fa-IR`, `en`, `en-GB`, in any case), or `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fa") {
            Some(Self::Persian)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_names_its_language_whatever_its_region_and_case() {
        assert_eq!(Language::from_tag("fa-IR"), Some(Language::Persian));
        assert_eq!(Language::from_tag("EN_gb"), Some(Language::English));
        assert_eq!(Language::from_tag("far"), None);
        assert_eq!(Language::from_tag(""), None);
    }
}
