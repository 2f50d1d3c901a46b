//! From when an agency can owe reports, said within the deed that brings it into being.

use golugah_desk::{Desk, Refusal};

/// An agency comes into being today: it owes nothing to sessions from before.
pub(crate) async fn begins_today(desk: &mut Desk<'_>, agency: i64) -> Result<(), Refusal> {
    let columns = vec![("agency_id", agency.into()), ("since", desk.now().day().into())];
    desk.insert("report_beginnings", columns).await?;
    Ok(())
}
