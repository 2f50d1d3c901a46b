use std::mem;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use golugah_records::{Organization, Range, Release};

use super::releases::{Published, RELEASES, ReleaseRows};
use super::rows::{PricedRows, TenderRows};
use super::{AWARDS, BIDS, TENDERS};
use crate::columns::{list_builder, push_texts};
use crate::folder::{Importing, Part, Told};
use crate::import::GroupRows;
use crate::table::{GROUP_ROWS, TableWriter};
use crate::{Import, Lake, LakeError};

/// Bytes of text after which a row group ends early, so that memory stays bounded whatever the texts.
const GROUP_BYTES: usize = 128 << 20;

/// Bytes of text of one record beyond which Arrow's offsets of 32 bits would come near their end.
const RECORD_BYTES: usize = 1 << 30;

impl Lake {
    /// Begins to import releases.
    ///
    /// Each reading thread may have a writer of its own: [`TenderWriter::join`] brings them together.
    ///
    /// # Errors
    /// Where another process imports, or the files cannot be created.
    pub fn import_tenders(&self) -> Result<TenderWriter, LakeError> {
        let importing = self.begin()?;
        let open = OpenPart::new(&importing)?;
        Ok(TenderWriter {
            importing,
            open,
            done: Vec::new(),
        })
    }
}

/// Takes the releases of one file and keeps them in the lake.
///
/// Nothing of it is seen in the lake before [`TenderWriter::finish`]; a writer that is dropped leaves nothing behind.
pub struct TenderWriter {
    importing: Arc<Importing>,
    open: OpenPart,
    done: Vec<Part>,
}

impl TenderWriter {
    /// Adds one release, as it stands at this line (from 1) of the file.
    ///
    /// Rows keep the order they are added in, so whoever adds by line finds each part sorted by line.
    ///
    /// # Errors
    /// Where the disk cannot take it, or the record is larger than a table can hold in one piece; in the latter case
    /// nothing of it was added, and others may follow.
    pub fn add(&mut self, release: &Release<'_>, file: &str, line: u64) -> Result<(), LakeError> {
        self.open.add(release, file, line)
    }

    /// Keeps a release in its own words: what a process is made of when it is told in several imports.
    ///
    /// # Errors
    /// Where the disk cannot take it, or it is larger than a table can hold in one piece; in the latter case nothing of it was
    /// kept, and others may follow.
    pub fn keep(&mut self, release: Published<'_>, file: &str) -> Result<(), LakeError> {
        let Some(line) = i64::try_from(release.line)
            .ok()
            .filter(|_| release.tender.len().saturating_add(release.text.len()) <= RECORD_BYTES)
        else {
            return Err(LakeError::TooLarge {
                file: file.to_owned(),
                line: release.line,
            });
        };
        self.open.releases.push(release, line)
    }

    /// Takes over what another writer of the same file was given.
    ///
    /// # Errors
    /// Where the disk cannot take the rest of it.
    pub fn join(&mut self, other: Self) -> Result<(), LakeError> {
        let Self { open, done, .. } = other;
        self.done.extend(done);
        self.done.extend(open.finish()?);
        Ok(())
    }

    /// Ends the import: from here on it is in the lake.
    ///
    /// # Errors
    /// Where the disk cannot take the rest, the hash is none, or a file of the same content is in the lake already.
    pub fn finish(self, import: Import) -> Result<(), LakeError> {
        let Self {
            importing,
            open,
            done,
        } = self;
        let mut parts: Vec<Part> = open.finish()?.into_iter().collect();
        parts.extend(done);
        importing.publish(import, Told::default(), parts)
    }
}

/// The files that one writer fills, and the row group under construction.
struct OpenPart {
    files: [TableWriter; 3],
    tenders: TenderRows,
    bids: PricedRows,
    awards: PricedRows,
    releases: ReleaseRows,
    /// What `awards` has and `bids` has not.
    classes: ListBuilder<StringBuilder>,
    rows: GroupRows,
    bytes: usize,
    groups: Vec<GroupRows>,
}

impl OpenPart {
    fn new(importing: &Importing) -> Result<Self, LakeError> {
        Ok(Self {
            files: [
                importing.table(&TENDERS)?,
                importing.table(&BIDS)?,
                importing.table(&AWARDS)?,
            ],
            tenders: TenderRows::default(),
            bids: PricedRows::new(),
            awards: PricedRows::new(),
            releases: ReleaseRows::new(importing)?,
            classes: list_builder(),
            rows: [0; 3],
            bytes: 0,
            groups: Vec::new(),
        })
    }

    fn add(&mut self, release: &Release<'_>, file: &str, line: u64) -> Result<(), LakeError> {
        let too_large = || LakeError::TooLarge {
            file: file.to_owned(),
            line,
        };
        let more = [1, release.bids.len(), release.awards.len()];
        let bytes = bytes_of(release).saturating_add(file.len());
        let counts = [more[1], more[2]].map(i32::try_from);
        let ([Ok(bids), Ok(awards)], Ok(line_number), true) =
            (counts, i64::try_from(line), bytes <= RECORD_BYTES)
        else {
            return Err(too_large());
        };
        let full = self
            .rows
            .iter()
            .zip(more)
            .any(|(rows, more)| rows + more > GROUP_ROWS);
        if self.rows[0] > 0 && (full || self.bytes + bytes > GROUP_BYTES) {
            self.end_group()?;
        }
        self.tenders.push(release, file, line_number, [bids, awards]);
        for (position, bid) in (0..).zip(&release.bids) {
            let tenderers = release.tenderers(bid);
            self.bids.push(
                &release.ocid,
                position,
                [&bid.id, &bid.status],
                bid.date,
                (tenderers, bid.lots.of(&release.related)),
                &bid.value,
            );
        }
        for (position, award) in (0..).zip(&release.awards) {
            let suppliers = release.suppliers(award);
            let texts = [&*award.id, &*award.status];
            self.awards.push(
                &release.ocid,
                position,
                texts,
                award.date,
                (suppliers, award.lots.of(&release.related)),
                &award.value,
            );
            push_texts(
                &mut self.classes,
                release.classes(award).iter().map(|class| &**class),
            );
        }
        for (rows, more) in self.rows.iter_mut().zip(more) {
            *rows += more;
        }
        self.bytes += bytes;
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), LakeError> {
        let [tenders, bids, awards] = &mut self.files;
        tenders.group(self.tenders.finish())?;
        if self.rows[1] > 0 {
            bids.group(self.bids.finish(None))?;
        }
        if self.rows[2] > 0 {
            awards.group(self.awards.finish(Some(Arc::new(self.classes.finish()))))?;
        }
        self.groups.push(mem::take(&mut self.rows));
        self.bytes = 0;
        Ok(())
    }

    /// The finished files; none where there was no record.
    fn finish(mut self) -> Result<Option<Part>, LakeError> {
        if self.rows[0] > 0 {
            self.end_group()?;
        }
        // A thread may have met nothing but steps, which another one brings together.
        if self.groups.is_empty() && !self.releases.has_any {
            return Ok(None);
        }
        let [tenders, bids, awards] = self.files;
        let files = vec![
            (&TENDERS, tenders.finish()?),
            (&BIDS, bids.finish()?),
            (&AWARDS, awards.finish()?),
            (&RELEASES, self.releases.finish()?),
        ];
        Ok(Some(Part {
            files,
            rows: self.groups,
        }))
    }
}

/// How much text the tables will hold of a release, the identifier once for every row.
fn bytes_of(release: &Release<'_>) -> usize {
    let organization = |organization: &Organization<'_>| organization.id.len() + organization.name.len();
    // Several bids may name the same range of organizations, so what counts is what is written.
    let listed = |range: Range| {
        range
            .of(&release.organizations)
            .iter()
            .map(organization)
            .sum::<usize>()
    };
    let tender = &release.tender;
    let own = [
        &tender.status,
        &tender.method,
        &tender.method_details,
        &tender.category,
        &tender.value.currency,
    ];
    let related = |range: Range| {
        let lots = range.of(&release.related).iter();
        lots.map(|lot| lot.len()).sum::<usize>()
    };
    let lots = release.lots.iter();
    // A number of bids has at most ten digits.
    let lots = lots.map(|lot| lot.id.len() + lot.status.len() + 10);
    let bids = release.bids.iter().map(|bid| {
        related(bid.lots)
            + bid.id.len()
            + bid.status.len()
            + bid.value.currency.len()
            + release.ocid.len()
            + listed(bid.tenderers)
    });
    let awards = release.awards.iter().map(|award| {
        let classes = release
            .classes(award)
            .iter()
            .map(|class| class.len())
            .sum::<usize>();
        let texts = award.id.len() + award.status.len() + award.value.currency.len() + release.ocid.len();
        texts + classes + listed(award.suppliers) + related(award.lots)
    });
    release.ocid.len()
        + organization(&release.buyer)
        + organization(&tender.procuring_entity)
        + own.iter().map(|text| text.len()).sum::<usize>()
        + lots.sum::<usize>()
        + bids.sum::<usize>()
        + awards.sum::<usize>()
}
