//! When something is late: said once, for every list, figure, paper and page, of staff and of the portal.
//!
//! A term's clock is the moment at which somebody looks; where a proof lies with its judge or was accepted, it stands at the moment
//! when that proof came. What is due later than its clock is in time.

/// The SQL that says of a row of `terms_in_force`, or of a view of it, that it is in time at the moment `$1`. The columns stand
/// under the name that is given, `"t."`.
#[macro_export]
macro_rules! in_time {
    ($of:literal) => {
        concat!($of, "due_at > COALESCE(", $of, "stood_at, $1)")
    };
}

/// The same of one row: when it is due, when the proof came by which its clock stands, and the moment at which somebody looks.
pub fn is_in_time(due_at: &str, stood_at: Option<&str>, moment: &str) -> bool {
    due_at > stood_at.unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::is_in_time;

    #[test]
    fn a_proof_that_came_in_time_stays_in_time_however_long_it_lies() {
        let (due, early, late) = (
            "2026-11-10T20:30:00Z",
            "2026-10-01T08:00:00Z",
            "2026-11-20T08:00:00Z",
        );
        assert!(is_in_time(due, None, early));
        assert!(!is_in_time(due, None, due), "late from that moment on");
        assert!(!is_in_time(due, None, late));
        assert!(is_in_time(due, Some(early), late));
        assert!(!is_in_time(due, Some(late), late));
        assert_eq!(crate::in_time!("t."), "t.due_at > COALESCE(t.stood_at, $1)");
    }
}
