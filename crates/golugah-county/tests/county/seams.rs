//! Where features meet: a reaction stands or falls with its deed, causes nothing further, and one press is one deed.

use golugah_county::FEATURES;
use golugah_county::sessions::actions::{Attendance, PutOnAgenda, RecordAttendance};
use golugah_county::sessions::agenda;
use golugah_county::support::seams::{Done, Feature, Features, Happened, Life, What};
use golugah_desk::{Deed, Desk, Matter, Refusal};

use crate::agenda::{call, close, holds, take};
use crate::databases::{people, places};

/// A feature that answers what it is told by telling it on.
struct Chatter;

impl Feature for Chatter {
    fn name(&self) -> &'static str {
        "chatter"
    }

    fn life(&self) -> Option<&dyn Life> {
        Some(self)
    }
}

impl Life for Chatter {
    fn after<'a>(&'a self, desk: &'a mut Desk<'_>, happened: &'a Happened) -> Done<'a> {
        Box::pin(async move { CHATTER.tell(desk, happened).await })
    }
}

static CHATTER: Features = Features::of(&[&Chatter]);

/// A deed that tells these what happened, more than once.
struct Tell(Features);

impl Deed for Tell {
    const NAME: &'static str = "resolution.take";
    type Done = ();

    async fn perform(self, desk: &mut Desk<'_>) -> Result<(), Refusal> {
        let happened = Happened {
            deed: Self::NAME,
            matter: Matter::of("resolution", 1),
            about: Vec::new(),
            what: What::Proven,
        };
        self.0.tell(desk, &happened).await?;
        self.0.tell(desk, &happened).await
    }
}

#[tokio::test]
async fn a_reaction_causes_no_further_ones() {
    for place in places().await {
        let who = people(&place.db).await;
        // One deed may tell two things; what a feature does about them is told to nobody.
        place.does(&who.secretary, Tell(FEATURES)).await;
        let again = place.db.perform(who.secretary.clone(), Tell(CHATTER)).await;
        let said = again.unwrap_err().to_string();
        assert!(said.contains("a reaction causes no further ones"), "{said}");
        holds(&place).await;
    }
}

#[tokio::test]
async fn what_one_press_puts_on_an_agenda_stands_whole_or_not_at_all() {
    for place in places().await {
        let who = people(&place.db).await;
        let first = call(&place, &who).await;
        let taken = place.does(&who.secretary, take(first, who.roads, 5)).await;
        close(&place, &who, first, Vec::new()).await;
        let session = call(&place, &who).await;
        let slot = |agency| Matter::of("slot", agency);
        let put = |matters: &[Matter]| PutOnAgenda {
            session,
            matters: matters.to_vec(),
            title: String::new(),
        };
        // The third is refused: the first two are not there either, nor are the reports that they would have asked for.
        let roads_twice = put(&[slot(who.roads), slot(who.roads + 1), slot(who.roads)]);
        place
            .may_not(&who.secretary, roads_twice, "refusal-report-booked")
            .await;
        let nobodys = put(&[slot(who.roads), Matter::of("petition", 1)]);
        place
            .may_not(&who.secretary, nobodys, "refusal-not-proposed")
            .await;
        assert!(agenda(place.db.read(), session).await.unwrap().is_empty());
        place
            .does(&who.secretary, put(&[slot(who.roads), slot(who.roads + 1)]))
            .await;
        let items = agenda(place.db.read(), session).await.unwrap();
        let kinds: Vec<_> = items.iter().filter_map(|item| item.matter()).collect();
        assert_eq!(kinds, [Matter::of("report", 1), Matter::of("report", 2)]);

        // A record is on an agenda once, whoever puts it there.
        let taken = [Matter::of("resolution", taken)];
        place.does(&who.secretary, put(&taken)).await;
        place
            .may_not(&who.secretary, put(&taken), "refusal-already-on-agenda")
            .await;

        // Of an attendance with a delegate who has no name nothing is recorded.
        let seats = |name: &str| RecordAttendance {
            session,
            seats: vec![
                (who.roads, Attendance::Present),
                (who.roads + 1, Attendance::Delegate(name.to_owned())),
            ],
        };
        place
            .may_not(&who.secretary, seats(" "), "refusal-delegate-unnamed")
            .await;
        let recorded = async || {
            let sql = "SELECT COUNT(*) FROM attendances";
            place.db.read().number(sql, Vec::new()).await.unwrap()
        };
        assert_eq!(recorded().await, 0);
        place.does(&who.secretary, seats("معاون")).await;
        assert_eq!(recorded().await, 2);
        holds(&place).await;
    }
}
