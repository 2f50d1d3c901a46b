//! What a measurement named, beside what the one before it had named: kept with each file that was measured, so that no number
//! changes without a word on what became of the rest.

use golugah_county::bottlenecks::{self, BottleneckState};
use golugah_county::imports::actions::Written;
use golugah_county::imports::{ResultKind, last_naming};
use golugah_desk::Db;
use golugah_desk::store::Store;
use golugah_findings::{FamilyFinding, Finding, Group, Kind, NamedPlace, Naming, NoLongerNamed, WhyNoLonger};

use crate::failure::Failure;
use crate::measured::Measured;
use crate::work::called;

/// Keeps what was named now. To be called when all that follows from the measurement is entered: what it cleared is told as cleared.
pub(crate) async fn keep(db: &Db, store: &Store, measured: &Measured) -> Result<Written, Failure> {
    let families = measured.report.families.iter();
    let mut naming = Naming {
        day: db.clock().now().day(),
        // The report has the counts of each; what is told on the file's page is said of all of them.
        families: families
            .map(|one| FamilyFinding {
                members: Vec::new(),
                ..one.clone()
            })
            .collect(),
        ..Naming::default()
    };
    for one in &measured.report.bottlenecks {
        let place = place(&one.indicator, &one.group, (one.raised, one.computable));
        let (record, _) = record_of(db, &place).await?;
        naming.places.push(NamedPlace {
            record,
            peer_rate: Some(one.peer_rate),
            material_threshold: Some(one.material_threshold),
            ..place
        });
    }
    if let Some(earlier) = earlier(db, store).await? {
        let mut gone = Vec::new();
        naming.compare(&earlier, |place| {
            let told = now(measured, place);
            gone.push(told.place.clone());
            told
        });
        let since = naming.since.iter_mut().flat_map(|since| &mut since.gone);
        for (told, place) in since.zip(gone) {
            let (record, is_cleared) = record_of(db, &place).await?;
            told.place.record = record;
            if is_cleared {
                told.why = WhyNoLonger::Cleared;
            }
        }
    }
    let kept = store.keep_result(serde_json::to_vec(&naming).map_err(Failure::because)?.as_slice());
    Ok(Written {
        kind: ResultKind::Naming,
        language: String::new(),
        sha256: kept.map_err(|error| Failure::writing(&store.results(), &error))?,
    })
}

/// What the measurement before this one named; `None` where that was not kept, or is not what was kept.
async fn earlier(db: &Db, store: &Store) -> Result<Option<Naming>, Failure> {
    let Some(sha256) = last_naming(db.read()).await.map_err(Failure::because)? else {
        return Ok(None);
    };
    let kept = Store::read_as(&store.result(&sha256), &sha256).await;
    let kept = kept.map_err(|error| Failure::writing(&store.results(), &error))?;
    Ok(kept.and_then(|kept| serde_json::from_slice(&kept).ok()))
}

/// The county's record of a place, and whether it is cleared.
async fn record_of(db: &Db, place: &NamedPlace) -> Result<(Option<i64>, bool), Failure> {
    let known = bottlenecks::known(db.read(), &place.indicator, place.kind.as_str(), &place.id).await;
    let known = known.map_err(Failure::because)?;
    let is_cleared = known
        .as_ref()
        .is_some_and(|known| known.state == BottleneckState::Cleared.word());
    Ok((known.map(|known| known.id), is_cleared))
}

fn place(indicator: &str, group: &Group, (raised, computable): (u64, u64)) -> NamedPlace {
    NamedPlace {
        indicator: indicator.to_owned(),
        kind: group.kind,
        id: group.id.clone(),
        name: called(&group.name, &group.id),
        raised,
        computable,
        record: None,
        peer_rate: None,
        material_threshold: None,
    }
}

/// What is counted now at a place that is named no longer, and why it is not.
fn now(measured: &Measured, earlier: &NamedPlace) -> NoLongerNamed {
    let (raised, computable) = measured.totals_of(&earlier.indicator, earlier.kind, &earlier.id);
    let mut place = NamedPlace {
        raised,
        computable,
        peer_rate: None,
        material_threshold: None,
        ..earlier.clone()
    };
    let kept = measured.report.not_named.iter().find(|one| {
        (&one.indicator, one.group.kind, &one.group.id) == (&place.indicator, place.kind, &place.id)
    });
    place.peer_rate = kept.map(|one| one.peer_rate);
    let why = if computable == 0 {
        WhyNoLonger::NotComputable
    } else if let Some(other) = elsewhere(measured, &place) {
        WhyNoLonger::Elsewhere(other)
    } else if let Some(kept) = kept {
        WhyNoLonger::Kept(kept.floor)
    } else {
        WhyNoLonger::Unremarkable
    };
    NoLongerNamed { place, why }
}

/// The named place of which half or more of a place's findings are told; no person, for such is not named in another one's place.
fn elsewhere(measured: &Measured, place: &NamedPlace) -> Option<String> {
    let stands_for = |finding: &Finding, kind: Kind, id: &str| {
        finding.groups.iter().any(|(one, own)| *one == kind && own == id)
    };
    let own = measured.report.findings.iter();
    let own = own
        .filter(|finding| finding.indicator == place.indicator && stands_for(finding, place.kind, &place.id));
    let own: Vec<&Finding> = own.collect();
    let told = measured.report.bottlenecks.iter().filter_map(|one| {
        let group = &one.group;
        let may_stand = matches!(
            group.kind,
            Kind::Buyer | Kind::ProcuringEntity | Kind::Step | Kind::Procedure
        );
        if one.indicator != place.indicator || !may_stand {
            return None;
        }
        let shared = own
            .iter()
            .filter(|finding| stands_for(finding, group.kind, &group.id));
        Some((shared.count(), group))
    });
    let (shared, group) = told.max_by_key(|(shared, _)| *shared)?;
    (shared > 0 && shared * 2 >= own.len()).then(|| called(&group.name, &group.id))
}
