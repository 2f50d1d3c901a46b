//! The demonstration's council: people, sessions and resolutions, made by the same deeds that the site does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use golugah_county::agencies::actions::FoundAgency;
use golugah_county::bottlenecks::actions::{FindBottleneck, Found, ReviewBottleneck};
use golugah_county::people::actions::AdmitPerson;
use golugah_county::people::{Role, set_password};
use golugah_county::resolutions::actions::{JudgeEvidence, ReportResolution, TakeResolution};
use golugah_county::sessions::actions::{
    Attendance, CallSession, CloseSession, PublishSession, RecordAttendance,
};
use golugah_county::support::clock::{Clock, Moment};
use golugah_county::support::db::{Actor, Db, Deed};
use golugah_persian::WorkingCalendar;

use crate::clock;
use crate::county;
use crate::failure::Failure;
use crate::progress::say;
use crate::scan::Measured;

/// The password of everybody in the demonstration; its site answers on this machine alone unless told otherwise.
const PASSWORD: &str = "golugah-demo";

const DAY: i64 = 86_400_000;

const AGENCIES: [(&str, &str); 5] = [
    ("شهرداری آبگینه‌رود", "Abginehrud Municipality"),
    ("ادارهٔ راه و شهرسازی", "Roads and Urban Development"),
    ("شرکت آب و فاضلاب", "Water and Wastewater"),
    ("شبکهٔ بهداشت و درمان", "Health Network"),
    ("ادارهٔ آموزش و پرورش", "Education Office"),
];

const STAFF: [(&str, &str, Role); 4] = [
    ("رضا مهدوی", "farmandar", Role::Governor),
    ("نرگس امینی", "dabir", Role::Secretary),
    ("کاوه رستگار", "bazres", Role::Inspector),
    ("مینا صبوری", "ravabet", Role::PublicRelations),
];

const HEADS: [(&str, &str); 5] = [
    ("سعید نیک‌پور", "shahrdari"),
    ("لیلا فرهمند", "rah"),
    ("حمید کریمی", "ab"),
    ("شیرین دادگر", "behdasht"),
    ("بهرام یزدانی", "amuzesh"),
];

/// What each past session decided: days ago it was held; then text, proof, agency, working days, and what became of it.
const PAST: [(i64, &[(&str, &str, usize, u32, Fate)]); 3] = [
    (
        95,
        &[
            (
                "انتشار نوبت رسیدگی پروانهٔ ساختمان در درگاه شهرستان",
                "نشانی صفحهٔ نوبت‌ها",
                0,
                20,
                Fate::Kept,
            ),
            (
                "پاسخ به استعلام‌های زمین در هفت روز کاری",
                "فهرست استعلام‌های سه ماه بعد",
                1,
                25,
                Fate::Late,
            ),
        ],
    ),
    (
        62,
        &[
            (
                "گزارش پیشرفت آب‌رسانی روستای چشمه‌سار",
                "صورت‌وضعیت با عکس کارگاه",
                2,
                15,
                Fate::Kept,
            ),
            (
                "نصب تابلوی حقوق مراجعان در همهٔ ادارات",
                "عکس تابلو در هر اداره",
                4,
                12,
                Fate::Late,
            ),
            (
                "خرید تجهیزات درمانگاه با دست‌کم سه پیشنهاد",
                "صورتجلسهٔ گشایش پیشنهادها",
                3,
                30,
                Fate::Reported,
            ),
        ],
    ),
    (
        25,
        &[
            (
                "جداکردن دریافت مدرک از بررسی نقشه",
                "گردش کار تازه با امضای مدیر",
                0,
                60,
                Fate::Open,
            ),
            (
                "ایمن‌سازی گذرگاه مدرسه‌های کنار جاده",
                "صورتجلسهٔ تحویل سه گذرگاه",
                1,
                45,
                Fate::Open,
            ),
        ],
    ),
];

/// What became of a resolution.
#[derive(Clone, Copy)]
enum Fate {
    Kept,
    Late,
    Reported,
    Open,
}

/// A database whose clock is turned by hand.
struct Past {
    db: Db,
    time: Arc<AtomicI64>,
    now: i64,
}

impl Past {
    fn days_ago(&self, days: i64) {
        self.time.store(self.now - days * DAY, Ordering::SeqCst);
    }

    async fn does<D: Deed>(&self, actor: &Actor, deed: D) -> Result<D::Done, Failure> {
        self.db
            .perform(actor.clone(), deed)
            .await
            .map_err(Failure::because)
    }

    async fn admit(
        &self,
        name: &str,
        sign_in: &str,
        role: Role,
        agency: Option<i64>,
    ) -> Result<Actor, Failure> {
        let person = AdmitPerson {
            name: name.to_owned(),
            sign_in: sign_in.to_owned(),
            role,
            agency,
            deputy_of: None,
        };
        let person = self.does(&Actor::program(), person).await?;
        set_password(&self.db, person, PASSWORD)
            .await
            .map_err(Failure::because)?;
        Ok(Actor {
            person: Some(person),
            role: role.word().to_owned(),
        })
    }
}

/// Fills the county's database with the council's last months and with the bottlenecks just measured.
pub(crate) fn settle(data: &Path, measured: &Measured) -> Result<(), Failure> {
    county::wait_for(settling(data, measured))
}

async fn settling(data: &Path, measured: &Measured) -> Result<(), Failure> {
    let now = clock::county().now().0;
    let time = Arc::new(AtomicI64::new(now));
    let given = Arc::clone(&time);
    let db = county::open(data, Clock::new(move || Moment(given.load(Ordering::SeqCst)))).await?;
    let past = Past { db, time, now };
    past.days_ago(120);
    let mut agencies = Vec::new();
    for (name_fa, name_en) in AGENCIES {
        let agency = FoundAgency {
            name_fa: name_fa.to_owned(),
            name_en: name_en.to_owned(),
            seat: true,
        };
        agencies.push(past.does(&Actor::program(), agency).await?);
    }
    let mut staff = Vec::new();
    for (name, sign_in, role) in STAFF {
        staff.push(past.admit(name, sign_in, role, None).await?);
    }
    let mut heads = Vec::new();
    for ((name, sign_in), agency) in HEADS.into_iter().zip(&agencies) {
        heads.push(past.admit(name, sign_in, Role::AgencyHead, Some(*agency)).await?);
    }
    let [_, secretary, inspector, _] = staff.as_slice() else {
        return Err(Failure::because("the demonstration has lost its staff"));
    };
    let mut all_kept = Vec::new();
    for (days_ago, decided) in PAST {
        past.days_ago(days_ago);
        all_kept.extend(hold(&past, secretary, &heads, &agencies, decided).await?);
    }
    find(&past, inspector, measured).await?;
    let call = CallSession {
        day: Moment(now + 2 * DAY).day(),
        hour: "10:00".to_owned(),
        place: "سالن اجتماعات فرمانداری".to_owned(),
    };
    past.does(secretary, call).await?;
    let names: Vec<_> = STAFF
        .iter()
        .map(|(_, name, _)| *name)
        .chain(HEADS.iter().map(|(_, name)| *name))
        .collect();
    say(&format!(
        "sign in as {} with the password {PASSWORD}",
        names.join(", ")
    ));
    Ok(())
}

/// One session of the past, with what was decided and what became of it.
async fn hold(
    past: &Past,
    secretary: &Actor,
    heads: &[Actor],
    agencies: &[i64],
    decided: &[(&str, &str, usize, u32, Fate)],
) -> Result<Vec<i64>, Failure> {
    let call = CallSession {
        day: past.db.clock().now().day(),
        hour: "10:00".to_owned(),
        place: "سالن اجتماعات فرمانداری".to_owned(),
    };
    let session = past.does(secretary, call).await?;
    for (place, agency) in agencies.iter().enumerate() {
        let attendance = match place {
            2 => Attendance::Delegate("معاون فنی".to_owned()),
            4 => Attendance::Absent,
            _ => Attendance::Present,
        };
        let seat = RecordAttendance {
            session,
            agency: *agency,
            attendance,
        };
        past.does(secretary, seat).await?;
    }
    let mut taken = Vec::new();
    for (text, proof, owner, working_days, fate) in decided {
        let (Some(agency), Some(head)) = (agencies.get(*owner), heads.get(*owner)) else {
            continue;
        };
        let take = TakeResolution {
            session,
            text: (*text).to_owned(),
            agency: *agency,
            working_days: *working_days,
            proof: (*proof).to_owned(),
            bottleneck: None,
            calendar: WorkingCalendar::iran(),
        };
        let resolution = past.does(secretary, take).await?;
        taken.push(resolution);
        if matches!(fate, Fate::Kept | Fate::Reported) {
            let report = ReportResolution {
                resolution,
                text: format!("انجام شد؛ گواه: {proof}"),
                file_sha256: None,
            };
            past.does(head, report).await?;
        }
        if matches!(fate, Fate::Kept) {
            let accept = JudgeEvidence {
                resolution,
                refused_because: None,
            };
            past.does(secretary, accept).await?;
        }
    }
    let close = CloseSession {
        session,
        version: 1,
        minutes: "جلسه با تلاوت آیاتی از قرآن آغاز شد. گزارش دستگاه‌ها شنیده و مصوبه‌ها به رأی گذاشته شد."
            .to_owned(),
        done: Vec::new(),
    };
    past.does(secretary, close).await?;
    past.does(secretary, PublishSession { session }).await?;
    Ok(taken)
}

/// Enters what the scan named, the first twelve; an inspector stands by the first three.
async fn find(past: &Past, inspector: &Actor, measured: &Measured) -> Result<(), Failure> {
    past.days_ago(1);
    for (place, bottleneck) in measured.report.bottlenecks.iter().take(12).enumerate() {
        let group = &bottleneck.group;
        let name = if group.name.is_empty() {
            group.id.clone()
        } else {
            group.name.clone()
        };
        let deed = FindBottleneck {
            indicator: bottleneck.indicator.clone(),
            code: bottleneck
                .code
                .clone()
                .unwrap_or_else(|| bottleneck.indicator.clone()),
            group: (group.kind.as_str().to_owned(), group.id.clone(), name),
            sentence: (bottleneck.sentence.fa.clone(), bottleneck.sentence.en.clone()),
            counts: (
                i64::try_from(bottleneck.raised).unwrap_or(i64::MAX),
                i64::try_from(bottleneck.computable).unwrap_or(i64::MAX),
            ),
            verdict: serde_json::to_string(bottleneck).map_err(Failure::because)?,
        };
        let found = past.does(&Actor::program(), deed).await?;
        if let (Found::New(bottleneck), 0..3) = (found, place) {
            let review = ReviewBottleneck {
                bottleneck,
                dismissed_because: None,
            };
            past.does(inspector, review).await?;
        }
    }
    Ok(())
}
