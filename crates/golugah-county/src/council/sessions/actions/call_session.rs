use crate::sessions::{ItemKind, SessionState, Step, queries};
use crate::{bottlenecks, reports, resolutions};
use golugah_desk::{Deed, Desk, Refusal};

/// Calls the next session. Its agenda begins with what was left open and with every late resolution.
#[derive(Clone, Debug)]
pub struct CallSession {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The hour, `HH:MM`.
    pub hour: String,
    /// Where.
    pub place: String,
}

impl Deed for CallSession {
    const NAME: &'static str = "session.call";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        if golugah_persian::weekday(&self.day).is_none() {
            return Err(Refusal::Rule("refusal-no-day"));
        }
        if self.day < desk.now().day() {
            return Err(Refusal::Rule("refusal-day-past"));
        }
        if queries::next_session(desk.read()).await?.is_some() {
            return Err(Refusal::Rule("refusal-session-open"));
        }
        let number = queries::last_number(desk.read()).await? + 1;
        let columns = vec![
            ("number", number.into()),
            ("day", self.day.as_str().into()),
            ("hour", self.hour.trim().into()),
            ("place", self.place.trim().into()),
            ("state", SessionState::Called.word().into()),
            ("minutes", "".into()),
            ("published", 0_i64.into()),
        ];
        let session = desk.insert("sessions", columns).await?;
        super::take_step(desk, session, Step::Called, "").await?;
        let mut place = 0;
        let mut asked_after = Vec::new();
        let mut spoken_of = Vec::new();
        for item in queries::left_open(desk.read()).await? {
            if place == queries::MOST_ITEMS {
                break;
            }
            place += 1;
            asked_after.extend(item.resolution_id);
            spoken_of.extend(item.bottleneck_id);
            let columns = vec![
                ("session_id", session.into()),
                ("place", place.into()),
                ("title", item.title.into()),
                ("kind", item.kind.into()),
                ("agency_id", item.agency_id.into()),
                ("resolution_id", item.resolution_id.into()),
                ("bottleneck_id", item.bottleneck_id.into()),
                ("state", "open".into()),
            ];
            let carried = desk.insert("agenda_items", columns).await?;
            desk.update(
                "agenda_items",
                item.id,
                item.version,
                vec![("state", "carried".into())],
            )
            .await?;
            let from = vec![("item_id", carried.into()), ("from_item_id", item.id.into())];
            desk.insert("carried_items", from).await?;
            reports::carry(desk, item.id, carried, session).await?;
        }
        for late in resolutions::late(desk.read(), &self.day).await? {
            // What finds no room waits: it is proposed as soon as there is.
            if asked_after.contains(&late.id) || place == queries::MOST_ITEMS {
                continue;
            }
            place += 1;
            let columns = vec![
                ("session_id", session.into()),
                ("place", place.into()),
                ("title", late.text.into()),
                ("kind", ItemKind::LateResolution.word().into()),
                ("agency_id", late.agency_id.into()),
                ("resolution_id", late.id.into()),
                ("bottleneck_id", late.bottleneck_id.into()),
                ("state", "open".into()),
            ];
            desk.insert("agenda_items", columns).await?;
        }
        // One that was reopened while no session was called has waited for this one.
        for reopened in bottlenecks::reopened(desk.read()).await? {
            if spoken_of.contains(&reopened.id) || place == queries::MOST_ITEMS {
                continue;
            }
            place += 1;
            let columns = vec![
                ("session_id", session.into()),
                ("place", place.into()),
                ("title", reopened.sentence_fa.into()),
                ("kind", ItemKind::Bottleneck.word().into()),
                ("bottleneck_id", reopened.id.into()),
                ("state", "open".into()),
            ];
            desk.insert("agenda_items", columns).await?;
        }
        desk.of_case(super::case(session));
        Ok(session)
    }
}
