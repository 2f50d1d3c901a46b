use std::collections::BTreeSet;

use crate::firms::{MOST_PAIRS, PairState, queries};
use golugah_desk::{Actor, Deed, Desk, Refusal};

/// Enters the names that the last measurement saw in one tender and that may be one firm's. The program alone does it.
#[derive(Clone, Debug)]
pub struct MeetPairs {
    /// The pairs, those of the most tenders first.
    pub pairs: Vec<MetPair>,
    /// The names of all pairs that were met: more than are entered, where there are very many.
    pub met: BTreeSet<[String; 2]>,
}

/// Two names that met.
#[derive(Clone, Debug)]
pub struct MetPair {
    /// The names, in order of text.
    pub names: [String; 2],
    /// In how many tenders.
    pub tenders: i64,
    /// The first of them.
    pub first: String,
}

impl Deed for MeetPairs {
    const NAME: &'static str = "firms.meet";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        if *desk.actor() != Actor::program() {
            return Err(Refusal::Rule("refusal-measured-not-said"));
        }
        for pair in self.pairs.into_iter().take(MOST_PAIRS) {
            let [a, b] = &pair.names;
            let known = queries::pair_of(desk.read(), a, b).await?;
            let seen = vec![
                ("tenders", pair.tenders.into()),
                ("first", pair.first.as_str().into()),
            ];
            match known {
                Some(known) if (known.tenders, &known.first) == (pair.tenders, &pair.first) => {}
                Some(known) => desk.update("firm_pairs", known.id, known.version, seen).await?,
                None => {
                    let mut columns = seen;
                    columns.extend([
                        ("name_a", a.as_str().into()),
                        ("name_b", b.as_str().into()),
                        ("found_on", desk.now().day().into()),
                        ("state", PairState::Open.into()),
                        ("reason", "".into()),
                    ]);
                    desk.insert("firm_pairs", columns).await?;
                }
            }
        }
        // Names of which somebody spoke are no doubt any more, and the measurement does not say them.
        let others = queries::open(desk.read()).await?;
        let gone = others.into_iter().filter(|pair| {
            pair.tenders > 0 && !self.met.contains(&[pair.name_a.clone(), pair.name_b.clone()])
        });
        for pair in gone.take(MOST_PAIRS) {
            let none = vec![("tenders", 0_i64.into())];
            desk.update("firm_pairs", pair.id, pair.version, none).await?;
        }
        Ok(())
    }
}
