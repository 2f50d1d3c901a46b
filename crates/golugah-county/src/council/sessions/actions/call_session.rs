use super::Written;
use crate::FEATURES;
use crate::sessions::{SessionState, Step, queries};
use crate::support::seams::Fate;
use golugah_desk::{Deed, Desk, Refusal};

/// Calls the next session. Its agenda begins with what was left open and with what comes before the council by itself.
#[derive(Clone, Debug)]
pub struct CallSession {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The hour, as it is typed: `10:00` or `10`.
    pub hour: String,
    /// Where.
    pub place: String,
}

impl Deed for CallSession {
    const NAME: &'static str = "session.call";
    type Done = i64;

    async fn perform(self, desk: &mut Desk<'_>) -> Result<i64, Refusal> {
        let hour = super::check_when(desk, &self.day, &self.hour)?;
        if queries::next_session(desk.read()).await?.is_some() {
            return Err(Refusal::Rule("refusal-session-open"));
        }
        let number = queries::last_number(desk.read()).await? + 1;
        let columns = vec![
            ("number", number.into()),
            ("day", self.day.as_str().into()),
            ("hour", hour.into()),
            ("place", self.place.trim().into()),
            ("state", SessionState::Called.word().into()),
            ("minutes", "".into()),
            ("published", 0_i64.into()),
        ];
        let session = desk.insert("sessions", columns).await?;
        super::take_step(desk, session, Step::Called, "").await?;
        let mut place = 0;
        let mut spoken_of = Vec::new();
        for (item, was_held) in queries::left_open(desk.read()).await? {
            if place == queries::MOST_ITEMS {
                break;
            }
            place += 1;
            let matter = item.matter();
            spoken_of.extend(item.placed().map(|placed| placed.matter));
            let written = Written {
                title: &item.title,
                kind: &item.kind,
                agency: item.agency_id,
                matter: item.matter.clone(),
                about: item.about.clone(),
            };
            let carried = super::write_item(desk, session, place, written).await?;
            desk.update(
                "agenda_items",
                item.id,
                item.version,
                vec![("state", "carried".into())],
            )
            .await?;
            let from = vec![("item_id", carried.into()), ("from_item_id", item.id.into())];
            desk.insert("carried_items", from).await?;
            let fate = match was_held {
                true => Fate::Carried(session),
                false => Fate::CalledOff(session),
            };
            FEATURES.became(desk, matter.as_ref(), fate).await?;
        }
        // What came back while no session was called has waited for this one.
        for laid in FEATURES.standing(desk.read(), &self.day).await? {
            let is_there = laid
                .matter
                .as_ref()
                .is_some_and(|matter| spoken_of.contains(matter));
            // What finds no room waits: it is proposed as soon as there is.
            if !is_there && place < queries::MOST_ITEMS {
                place += 1;
                super::write_item(desk, session, place, (&laid).into()).await?;
            }
        }
        desk.of(super::case(session));
        Ok(session)
    }
}
