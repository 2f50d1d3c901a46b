//! The house: all features, asked one after another in the order of their names.

use std::fmt;

use golugah_desk::{Desk, Matter, Read, Refusal};
use sea_orm::DbErr;

use super::{
    Agenda, Asked, Called, Counted, CountyFigure, Decision, Delivery, Fate, Feature, Findable, FirstStep,
    Happened, Laid, Life, Needed, OnAgenda, OpenList, Own, Placed, Proposals, Section, Sitting, Story,
    Waiting, Waits, Worded,
};
use crate::support::web::{Entry, Routes};

/// All features of the house.
#[derive(Clone, Copy)]
pub struct Features(&'static [&'static dyn Feature]);

impl fmt::Debug for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|one| one.name()))
            .finish()
    }
}

impl Features {
    /// These features.
    pub const fn of(features: &'static [&'static dyn Feature]) -> Self {
        Self(features)
    }

    /// Every feature, in the order of their names.
    pub fn features(self) -> impl Iterator<Item = &'static dyn Feature> {
        self.0.iter().copied()
    }

    /// All routes.
    pub fn routes(self) -> Routes {
        let all = self.features().map(Feature::routes);
        all.fold(Routes::new(), Routes::and)
    }

    /// All entries of the menu.
    pub fn menu(self) -> Vec<Entry> {
        self.features()
            .flat_map(|one| one.menu().iter().copied())
            .collect()
    }

    /// All lists that anybody may read.
    pub fn open_lists(self) -> Vec<&'static OpenList> {
        self.features()
            .flat_map(|one| one.open_lists().iter().copied())
            .collect()
    }

    /// What features do in the demonstration.
    pub fn stories(self) -> impl Iterator<Item = &'static dyn Story> {
        self.features().filter_map(Feature::story)
    }

    /// The kinds of records that are found, in their order.
    pub fn findables(self) -> Vec<&'static Findable> {
        let mut all: Vec<_> = self.features().filter_map(Feature::findable).collect();
        all.sort_by_key(|findable| findable.rank);
        all
    }

    /// Who keeps a record.
    pub fn keeper(self, matter: &Matter) -> Option<&'static dyn Feature> {
        self.features().find(|one| one.matters().contains(&matter.kind()))
    }

    /// A record's page within its language; empty where nobody keeps it.
    pub fn address(self, matter: &Matter) -> String {
        let keeper = self.keeper(matter);
        keeper.map_or_else(String::new, |keeper| {
            format!("/{}/{}", keeper.name(), matter.id())
        })
    }

    /// Whoever lays things before a session, in the order of an agenda.
    fn agendas(self) -> Vec<&'static dyn Agenda> {
        let mut agendas: Vec<_> = self.features().filter_map(Feature::agenda).collect();
        agendas.sort_by_key(|agenda| agenda.rank());
        agendas
    }

    fn agenda_of(self, matter: &Matter) -> Option<&'static dyn Agenda> {
        self.keeper(matter).and_then(Feature::agenda)
    }

    /// What comes before a session of this day by itself.
    pub async fn standing(self, read: Read<'_>, day: &str) -> Result<Vec<Laid>, DbErr> {
        let mut all = Vec::new();
        for agenda in self.agendas() {
            all.extend(agenda.standing(read, day).await?);
        }
        Ok(all)
    }

    /// What is proposed for a session beside what stands on its agenda.
    pub async fn proposed(
        self,
        asked: Asked<'_>,
        session: i64,
        there: &[Placed],
    ) -> Result<Vec<Proposals>, DbErr> {
        let mut all = Vec::new();
        for agenda in self.agendas() {
            all.push(agenda.proposed(asked, session, there).await?);
        }
        Ok(all)
    }

    /// What a decision can be about without standing on the agenda.
    pub async fn may_be_about(self, asked: Asked<'_>) -> Result<Vec<Called>, DbErr> {
        let mut all = Vec::new();
        for agenda in self.agendas() {
            all.extend(agenda.may_be_about(asked).await?);
        }
        Ok(all)
    }

    /// Lays a record before a session; refused where nobody keeps it.
    pub async fn take_up(self, desk: &mut Desk<'_>, session: i64, matter: &Matter) -> Result<Laid, Refusal> {
        let agenda = self
            .agenda_of(matter)
            .ok_or(Refusal::Rule("refusal-not-proposed"))?;
        agenda.take_up(desk, session, matter).await
    }

    /// What these records are called on a page today, each keeper asked once.
    pub async fn called(self, asked: Asked<'_>, matters: &[Matter]) -> Result<Vec<Called>, DbErr> {
        let mut all = Vec::new();
        for (agenda, own) in self.by_keeper(matters) {
            all.extend(agenda.called(asked, &own).await?);
        }
        Ok(all)
    }

    /// What papers call these records, each keeper asked once.
    pub async fn worded(self, read: Read<'_>, matters: &[Matter]) -> Result<Vec<Worded>, DbErr> {
        let mut all = Vec::new();
        for (agenda, own) in self.by_keeper(matters) {
            all.extend(agenda.worded(read, &own).await?);
        }
        Ok(all)
    }

    /// Those of the persons whom no public text may name who stand in this one, by name.
    pub async fn persons_in(self, read: Read<'_>, text: &str) -> Result<Vec<String>, DbErr> {
        let folded = golugah_persian::normalise(text);
        let mut all = Vec::new();
        for agenda in self.agendas() {
            all.extend(agenda.persons_in(read, &folded).await?);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    fn by_keeper(self, matters: &[Matter]) -> Vec<(&'static dyn Agenda, Vec<Matter>)> {
        let keepers = self.features().filter_map(|one| {
            let own = matters
                .iter()
                .filter(|matter| one.matters().contains(&matter.kind()));
            let own: Vec<Matter> = own.cloned().collect();
            Some((one.agenda()?, own)).filter(|(_, own)| !own.is_empty())
        });
        keepers.collect()
    }

    /// Whether a decision can be about this record as it stands.
    pub async fn takes_decision(self, read: Read<'_>, matter: &Matter) -> Result<bool, DbErr> {
        match self.agenda_of(matter) {
            Some(agenda) => agenda.takes_decision(read, matter).await,
            None => Ok(false),
        }
    }

    /// Tells whoever keeps a record what became of an item about it.
    pub async fn became(
        self,
        desk: &mut Desk<'_>,
        matter: Option<&Matter>,
        fate: Fate,
    ) -> Result<(), Refusal> {
        match matter.and_then(|matter| Some((self.agenda_of(matter)?, matter))) {
            Some((agenda, matter)) => agenda.became(desk, matter, fate).await,
            None => Ok(()),
        }
    }

    fn lives(self) -> impl Iterator<Item = &'static dyn Life> {
        self.features().filter_map(Feature::life)
    }

    /// Tells everybody what happened, within the deed: any of them may refuse the whole of it.
    pub async fn tell(self, desk: &mut Desk<'_>, happened: &Happened) -> Result<(), Refusal> {
        desk.begin_reactions()?;
        for life in self.lives() {
            life.after(desk, happened).await?;
        }
        desk.end_reactions();
        Ok(())
    }

    /// The sessions on whose agenda a record stands or stood, the first first.
    pub async fn sittings(self, read: Read<'_>, matter: &Matter) -> Result<Vec<Sitting>, DbErr> {
        let mut all = Vec::new();
        for life in self.lives() {
            all.extend(life.sittings(read, matter).await?);
        }
        Ok(all)
    }

    /// The session that was held last.
    pub async fn last_sitting(self, read: Read<'_>) -> Result<Option<Sitting>, DbErr> {
        for life in self.lives() {
            if let Some(sitting) = life.last_sitting(read).await? {
                return Ok(Some(sitting));
            }
        }
        Ok(None)
    }

    /// The session that is called and not yet closed, and the records on its agenda.
    pub async fn next_sitting(self, read: Read<'_>) -> Result<Option<(Sitting, Vec<OnAgenda>)>, DbErr> {
        for life in self.lives() {
            if let Some(sitting) = life.next_sitting(read).await? {
                let there = life.on_agenda(read, &sitting.matter).await?;
                return Ok(Some((sitting, there)));
            }
        }
        Ok(None)
    }

    /// What was decided about a record, the first first.
    pub async fn decisions(self, read: Read<'_>, matter: &Matter) -> Result<Vec<Decision>, DbErr> {
        let mut all = Vec::new();
        for life in self.lives() {
            all.extend(life.decisions(read, matter).await?);
        }
        Ok(all)
    }

    fn all_waits(self) -> impl Iterator<Item = &'static dyn Waits> {
        self.features().filter_map(Feature::waits)
    }

    /// The tables that anybody's own work rests on.
    pub fn own_rests_on(self) -> Vec<&'static str> {
        self.all_waits()
            .flat_map(|waits| waits.own_rests_on().iter().copied())
            .collect()
    }

    /// The work of whoever looks, the most pressing first.
    pub async fn own(self, asked: Asked<'_>, heads: Option<i64>) -> Result<Vec<Own>, DbErr> {
        let mut all = Vec::new();
        for waits in self.all_waits() {
            all.extend(waits.own(asked, heads).await?);
        }
        all.sort_by_key(|own: &Own| own.rank);
        Ok(all)
    }

    /// What a session that is called has of what it needs.
    pub async fn needed(self, asked: Asked<'_>, sitting: &Sitting) -> Result<Vec<Needed>, DbErr> {
        let mut all = Vec::new();
        for waits in self.all_waits() {
            all.extend(waits.needed(asked, sitting).await?);
        }
        Ok(all)
    }

    /// The figures of the county, each with how many came since the beginning of a day.
    pub async fn of_county(self, asked: Asked<'_>, since: &str) -> Result<Vec<CountyFigure>, DbErr> {
        let mut all = Vec::new();
        for waits in self.all_waits() {
            all.extend(waits.of_county(asked, since).await?);
        }
        Ok(all)
    }

    /// What waits before the council, on the page of the day.
    pub async fn waiting(self, asked: Asked<'_>, heads: Option<i64>) -> Result<Vec<Waiting>, DbErr> {
        let mut all = Vec::new();
        for waits in self.all_waits() {
            all.extend(waits.waiting(asked, heads).await?);
        }
        Ok(all)
    }

    /// An agency in numbers.
    pub async fn figures(self, read: Read<'_>, agency: i64) -> Result<Vec<Counted>, DbErr> {
        let mut all = Vec::new();
        for figures in self.features().filter_map(Feature::figures) {
            all.extend(figures.of_agency(read, agency).await?);
        }
        Ok(all)
    }

    /// What agencies were given to do and how far it came.
    pub async fn deliveries(self, asked: Asked<'_>) -> Result<Vec<Delivery>, DbErr> {
        let mut all = Vec::new();
        for figures in self.features().filter_map(Feature::figures) {
            all.extend(figures.deliveries(asked).await?.iter().cloned());
        }
        Ok(all)
    }

    /// The steps of a county that begins, in their order.
    pub fn first_steps(self) -> Vec<FirstStep> {
        let mut steps: Vec<FirstStep> = self
            .features()
            .flat_map(|one| one.first_steps())
            .copied()
            .collect();
        steps.sort_by_key(|step| step.rank);
        steps
    }

    /// What an agency has to answer for, part by part.
    pub async fn lines(self, asked: Asked<'_>, agency: i64) -> Result<Vec<Section>, DbErr> {
        let mut all = Vec::new();
        for lines in self.features().filter_map(Feature::lines) {
            all.extend(lines.of_agency(asked, agency).await?);
        }
        all.sort_by_key(|section: &Section| section.rank);
        Ok(all)
    }

    /// What the worker measured of the county's own deeds last, by its file's hash.
    pub async fn own_report(self, read: Read<'_>, language: &str) -> Result<Option<String>, DbErr> {
        for results in self.features().filter_map(Feature::results) {
            if let Some(sha256) = results.of_own_deeds(read, language).await? {
                return Ok(Some(sha256));
            }
        }
        Ok(None)
    }
}
