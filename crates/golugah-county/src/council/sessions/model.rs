/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Called for a day, its agenda open.
    Called,
    /// Held and closed: the minutes are written.
    Closed,
    /// Called and never held: what stood on its agenda goes on the next one.
    Cancelled,
}

impl SessionState {
    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// How many days ahead a session is called at most: more is a slip of the hand.
pub(super) const MOST_DAYS_AHEAD: i64 = 370;

/// An hour as people type it, `۹:۳۰` or `10`, in the one form in which it is stored, `HH:MM`; `None` where it is none.
pub(super) fn hour_of(typed: &str) -> Option<String> {
    let typed = golugah_persian::latin_digits(typed.trim());
    let (hours, minutes) = typed.split_once(':').unwrap_or((&typed, "00"));
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>, most: u8| {
        let plain = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: u8 = plain.then(|| part.parse().ok())??;
        (number < most).then_some(number)
    };
    let (hours, minutes) = (number(hours, 1..=2, 24)?, number(minutes, 2..=2, 60)?);
    Some(format!("{hours:02}:{minutes:02}"))
}

/// A step of a session, in the order in which they follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Called for a day.
    Called,
    /// The invitation has gone out.
    Invited,
    /// Held: its day has come.
    Held,
    /// Closed with its minutes.
    Closed,
    /// Anybody may read it.
    Published,
}

impl Step {
    /// Every step in its order.
    pub const ALL: [Self; 5] = [
        Self::Called,
        Self::Invited,
        Self::Held,
        Self::Closed,
        Self::Published,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Invited => "invited",
            Self::Held => "held",
            Self::Closed => "closed",
            Self::Published => "published",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hour_of;

    #[test]
    fn an_hour_is_read_as_people_type_it_and_stored_in_one_form() {
        for (typed, stored) in [
            ("10:00", "10:00"),
            ("۱۰:۰۰", "10:00"),
            ("۱۰", "10:00"),
            (" ٩:٣٠ ", "09:30"),
            ("0:00", "00:00"),
            ("23:59", "23:59"),
        ] {
            assert_eq!(hour_of(typed).as_deref(), Some(stored), "{typed}");
        }
        for typed in [
            "",
            "25:99",
            "24:00",
            "10:60",
            "10:5",
            "۱۰ صبح",
            "10:00:00",
            "-1",
            "+9",
            ":30",
            "ده",
        ] {
            assert_eq!(hour_of(typed), None, "{typed}");
        }
    }
}
