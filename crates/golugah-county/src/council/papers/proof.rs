//! What the log says of the minutes: whether the session's closing stands in it, and vouches for what was kept.

use golugah_ledger::{Checkpoint, Receipt, RecordOpening};

use super::ReceiptBox;
use super::paper::sentence;
use super::queries;
use crate::sessions::minutes::{Audience, Kept};
use crate::support::web::{Page, PageError, Site};
use golugah_desk::PublicRead;
use golugah_desk::clock::Moment;
use golugah_desk::log::{LogEntry, ReceiptFault, receipt_of};

/// A session's closing as the log has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Closing {
    /// The entry; `None` where the log has none.
    entry: Option<LogEntry>,
    /// Whether minutes were kept at the closing.
    kept: bool,
    /// Whether what was kept is as the entry left it.
    differs: bool,
    /// The receipt, once a checkpoint vouches for the entry.
    receipt: Option<(Receipt, Checkpoint)>,
}

/// Looks a closed session's closing up in the log. `kept` is what is printed, where minutes were kept. Only a receipt for
/// the council says who did it: what anybody gets names the hat alone.
pub(super) async fn closing(
    site: &Site,
    session: i64,
    kept: Option<&Kept>,
    audience: Audience,
) -> Result<Closing, PageError> {
    let mut logged = queries::logged(site.db.public(), "session.close", session).await?;
    // One that was held before the county began here was closed by the deed that took its minutes over.
    if logged.is_none() {
        logged = queries::logged(site.db.public(), "minutes.take_over", session).await?;
    }
    let Some(logged) = logged else {
        return Ok(Closing {
            differs: true,
            ..Closing::default()
        });
    };
    let entry = LogEntry::parse(&logged.entry);
    let records: Vec<RecordOpening> = kept.and_then(Kept::opening).into_iter().collect();
    // An entry that knows of minutes where there are none says that they were taken away.
    let holds = entry.as_ref().is_some_and(|entry| match records.first() {
        Some(record) => entry.vouches(record).is_some(),
        None => entry.records.iter().all(|record| record.table != "minutes"),
    });
    let actor = match audience {
        Audience::Council => queries::actor(site.db.read(), logged.seq).await?,
        Audience::Public => None,
    };
    let folder = site.store.log();
    let made = tokio::task::spawn_blocking(move || {
        let seq = u64::try_from(logged.seq).unwrap_or(u64::MAX);
        receipt_of(&folder, seq, &logged.entry, actor, records)
    });
    let made = made.await.map_err(|error| PageError::Broken(error.to_string()))?;
    let (receipt, included) = match made {
        Ok(receipt) => (receipt, true),
        Err(ReceiptFault::NotIncluded) => (None, false),
        // No checkpoint that can be read and is signed vouches for it: the minutes are given without a receipt.
        Err(ReceiptFault::File(_) | ReceiptFault::Note(_)) => (None, true),
    };
    Ok(Closing {
        entry,
        kept: kept.is_some(),
        differs: !holds || !included,
        receipt,
    })
}

/// The day on which a session was called, by the log.
pub(super) async fn called_on(read: PublicRead<'_>, session: i64) -> Result<Option<String>, PageError> {
    let logged = queries::logged(read, "session.call", session).await?;
    let entry = logged.and_then(|logged| LogEntry::parse(&logged.entry));
    Ok(entry
        .and_then(|entry| Moment::parse(&entry.time))
        .map(Moment::day))
}

impl Closing {
    /// The day of the closing.
    pub(super) fn day(&self) -> Option<String> {
        self.moment().map(Moment::day)
    }

    fn moment(&self) -> Option<Moment> {
        Moment::parse(&self.entry.as_ref()?.time)
    }

    /// The receipt as a file; `None` where no checkpoint vouches for the closing.
    pub(super) fn file(&self) -> Option<String> {
        self.receipt.as_ref().map(|(receipt, _)| receipt.to_text())
    }

    /// What stands on the minutes: the receipt, or in plain words why there is none.
    pub(super) fn on_paper(&self, page: &Page) -> ReceiptBox {
        let lines = match (&self.entry, &self.receipt) {
            (None, _) => vec![page.say("paper-receipt-unknown")],
            (Some(entry), _) if self.differs => {
                vec![page.say_of("paper-receipt-differs", "entry", number(page, entry.seq))]
            }
            (Some(entry), None) => {
                let entry = number(page, entry.seq);
                vec![page.say_of("paper-receipt-waits", "entry", entry)]
            }
            (Some(entry), Some((_, checkpoint))) => {
                let size = number(page, checkpoint.size);
                let mut lines = vec![self.told(page, entry)];
                if self.kept {
                    lines.push(page.say("paper-receipt-vouches"));
                }
                lines.extend([
                    page.say_of("paper-receipt-code", "size", size),
                    checkpoint.root.short_code(),
                    page.say("paper-receipt-root"),
                    checkpoint.root.to_base64(),
                    page.say("paper-receipt-check"),
                    CHECK.to_owned(),
                ]);
                lines
            }
        };
        ReceiptBox {
            title: page.say("paper-receipt"),
            lines,
        }
    }

    /// Which entry it is, whose and when.
    fn told(&self, page: &Page, entry: &LogEntry) -> String {
        let (day, hour) = match self.moment() {
            Some(moment) => {
                let (hour, minute) = moment.hour_and_minute();
                (
                    page.date(&moment.day()),
                    page.digits(&format!("{hour:02}:{minute:02}")),
                )
            }
            None => (entry.time.clone(), String::new()),
        };
        let role = match entry.role.as_str() {
            "program" => page.say("paper-by-program"),
            role => page.word("role", role),
        };
        let entry = number(page, entry.seq);
        let places = [
            ("entry", entry.as_str()),
            ("day", &day),
            ("hour", &hour),
            ("role", &role),
        ];
        sentence(page, "paper-receipt-entry", &places)
    }
}

/// How a receipt is checked; the same in every language.
const CHECK: &str = "golugah verify --receipt FILE --key VKEY";

fn number(page: &Page, number: u64) -> String {
    golugah_persian::integer(i128::from(number), page.language)
}
