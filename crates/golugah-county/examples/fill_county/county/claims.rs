//! What agencies claim from the province: asked each month, promised, notified and received in the months after, some never.

use golugah_county::claims;
use golugah_county::claims::actions::{
    AskClaim, Ended, NoteNotice, NotePromise, NoteReceipt, NoteRefusal, Noted,
};
use golugah_persian::JalaliDate;

use super::{Cast, Error, Past};

/// How many are asked between two sessions.
const ASKED: usize = 8;

/// How many are under way before the oldest are answered.
const UNDER_WAY: usize = 20;

impl Past<'_> {
    /// A month's letters to the province and what came of earlier ones.
    pub(super) async fn claims(&mut self, cast: &Cast, number: i64) -> Result<(), Error> {
        let today = self.today();
        let year = JalaliDate::from_rfc3339(&today).map_or(1400, |day| i64::from(day.year));
        for ask in 0..ASKED {
            let owner = self.chance.below(cast.agencies.len());
            let work = self.chance.of(&self.words.works).clone();
            let ask = AskClaim {
                agency: cast.agencies[owner].0,
                directorate: self.words.directorate.clone(),
                title: format!("{work}: {}", self.chance.of(&self.words.villages)),
                year,
                amount_rial: self.million(),
                day: today.clone(),
                letter: format!("{number}/{ask}"),
            };
            let claim = self.does(&cast.agencies[owner].1, ask).await?;
            self.claimed.push_back((claim, owner));
        }
        while self.claimed.len() > UNDER_WAY {
            let Some((claim, owner)) = self.claimed.pop_front() else {
                break;
            };
            // Of ten one is never answered, one refused, one promised and no more; the rest arrives.
            let head = &cast.agencies[owner].1;
            let fate = self.chance.below(10);
            if fate == 1 {
                let refusal = self.noted(claim, 1).await?;
                let refusal = Ended {
                    claim,
                    version: refusal.version,
                    day: refusal.day,
                    letter: refusal.letter,
                    ground: self.words.refused.clone(),
                };
                self.does(head, NoteRefusal(refusal)).await?;
            }
            if fate >= 2 {
                let promise = self.noted(claim, 1).await?;
                self.does(head, NotePromise(promise)).await?;
            }
            if fate >= 3 {
                let notice = self.noted(claim, 2).await?;
                self.does(&cast.secretary, NoteNotice(notice)).await?;
                let receipt = self.noted(claim, 3).await?;
                self.does(head, NoteReceipt(receipt)).await?;
            }
        }
        Ok(())
    }

    fn million(&mut self) -> i64 {
        i64::try_from(100 + self.chance.below(90_000)).unwrap_or(100) * 1_000_000
    }

    async fn noted(&mut self, claim: i64, step: i64) -> Result<Noted, Error> {
        let row = claims::claim(self.db.read(), claim)
            .await?
            .ok_or("a claim is missing")?;
        Ok(Noted {
            claim,
            version: row.version,
            amount_rial: self.million(),
            day: self.today(),
            letter: format!("{claim}/{step}"),
        })
    }
}
