use arrow_array::{BooleanArray, Int32Array, Int64Array, StringArray};
use golugah_records::{Award, Bid, Money, Organization, Period, Range, Release, Tender};

use crate::LakeError;
use crate::columns::{Group, Lists, Moments, Texts, long, unique};

/// Gives every release of a row group to `take`, with its line.
///
/// The record's lists are laid out bids first, then awards, in their order.
pub(super) fn releases(
    [tenders, bids, awards]: &[Group; 3],
    take: &mut dyn FnMut(&Release<'_>, u64),
) -> Result<(), LakeError> {
    let rows = Tenders::of(tenders)?;
    check_counts(tenders, rows.bid_count, bids)?;
    check_counts(tenders, rows.award_count, awards)?;
    let classes = awards.lists("classes")?;
    let bids = Priced::of(bids, ["bid", "tenderers", "tenderer_names"])?;
    let awards = Priced::of(awards, ["award", "suppliers", "supplier_names"])?;
    let (mut next_bid, mut next_award) = (0, 0);
    let mut release = Release::default();
    for row in 0..tenders.rows() {
        release.clear();
        let line = rows.fill(row, &mut release)?;
        for bid in advance(&mut next_bid, rows.bid_count.value(row)) {
            let tenderers = bids.parties(bid, &mut release.organizations);
            release.bids.push(Bid {
                id: unique(bids.id, bid).into(),
                status: bids.status.get(bid).into(),
                date: bids.date.get(bid),
                value: bids.value(bid),
                tenderers,
            });
        }
        for award in advance(&mut next_award, rows.award_count.value(row)) {
            let suppliers = awards.parties(award, &mut release.organizations);
            let start = short(release.classifications.len());
            let texts = classes.range(award).map(|index| classes.texts.get(index).into());
            release.classifications.extend(texts);
            release.awards.push(Award {
                id: unique(awards.id, award).into(),
                status: awards.status.get(award).into(),
                date: awards.date.get(award),
                value: awards.value(award),
                suppliers,
                classes: Range {
                    start,
                    end: short(release.classifications.len()),
                },
            });
        }
        take(&release, line);
    }
    Ok(())
}

/// Sees that the counts of all tenders are those of the rows that belong to them, so that the cursors may trust them.
fn check_counts(tenders: &Group, counts: &Int32Array, of: &Group) -> Result<(), LakeError> {
    let sum: i64 = counts.values().iter().map(|count| i64::from(*count)).sum();
    let whole = counts.values().iter().all(|count| *count >= 0);
    if whole && usize::try_from(sum) == Ok(of.rows()) {
        return Ok(());
    }
    let what = format!(
        "expected {sum} rows, as counted in {}, found {}",
        tenders.path().display(),
        of.rows()
    );
    Err(LakeError::damaged(of.path(), what))
}

/// The rows that come next.
#[expect(clippy::cast_sign_loss, reason = "checked for the whole group")]
fn advance(next: &mut usize, count: i32) -> std::ops::Range<usize> {
    let start = *next;
    *next += count as usize;
    start..*next
}

/// An index of one of the record's lists, which hold no more than Arrow's offsets of 31 bits count.
#[expect(
    clippy::cast_possible_truncation,
    reason = "Arrow counts the elements of a row group in 31 bits"
)]
fn short(index: usize) -> u32 {
    index as u32
}

/// The columns of `tenders`.
struct Tenders<'a> {
    group: &'a Group,
    tender: &'a StringArray,
    line: &'a Int64Array,
    released_at: Moments<'a>,
    buyer: Texts<'a>,
    buyer_name: Texts<'a>,
    procuring_entity: Texts<'a>,
    procuring_entity_name: Texts<'a>,
    status: Texts<'a>,
    method: Texts<'a>,
    method_details: Texts<'a>,
    category: Texts<'a>,
    number_of_tenderers: &'a Int64Array,
    published_at: Moments<'a>,
    period_start: Moments<'a>,
    period_end: Moments<'a>,
    value_minor: &'a Int64Array,
    currency: Texts<'a>,
    bids_published: &'a BooleanArray,
    bid_count: &'a Int32Array,
    awards_published: &'a BooleanArray,
    award_count: &'a Int32Array,
}

impl<'a> Tenders<'a> {
    fn of(group: &'a Group) -> Result<Self, LakeError> {
        Ok(Self {
            group,
            tender: group.uniques("tender")?,
            line: group.longs("line")?,
            released_at: group.moments("released_at")?,
            buyer: group.texts("buyer")?,
            buyer_name: group.texts("buyer_name")?,
            procuring_entity: group.texts("procuring_entity")?,
            procuring_entity_name: group.texts("procuring_entity_name")?,
            status: group.texts("status")?,
            method: group.texts("method")?,
            method_details: group.texts("method_details")?,
            category: group.texts("category")?,
            number_of_tenderers: group.longs("number_of_tenderers")?,
            published_at: group.moments("published_at")?,
            period_start: group.moments("period_start")?,
            period_end: group.moments("period_end")?,
            value_minor: group.longs("value_minor")?,
            currency: group.texts("currency")?,
            bids_published: group.flags("bids_published")?,
            bid_count: group.smalls("bid_count")?,
            awards_published: group.flags("awards_published")?,
            award_count: group.smalls("award_count")?,
        })
    }

    /// Fills everything but bids and awards, and gives the line.
    fn fill(&self, row: usize, release: &mut Release<'a>) -> Result<u64, LakeError> {
        release.ocid = unique(self.tender, row).into();
        release.date = self.released_at.get(row);
        release.buyer = Organization {
            id: self.buyer.get(row).into(),
            name: self.buyer_name.get(row).into(),
        };
        let tenderers = long(self.number_of_tenderers, row);
        release.tender = Tender {
            status: self.status.get(row).into(),
            procuring_entity: Organization {
                id: self.procuring_entity.get(row).into(),
                name: self.procuring_entity_name.get(row).into(),
            },
            method: self.method.get(row).into(),
            method_details: self.method_details.get(row).into(),
            category: self.category.get(row).into(),
            number_of_tenderers: match tenderers {
                Some(number) => Some(self.group.fit("number_of_tenderers", number)?),
                None => None,
            },
            published: self.published_at.get(row),
            period: Period {
                start: self.period_start.get(row),
                end: self.period_end.get(row),
            },
            value: Money {
                minor: long(self.value_minor, row),
                currency: self.currency.get(row).into(),
            },
        };
        release.bids_published = self.bids_published.value(row);
        release.awards_published = self.awards_published.value(row);
        self.group.fit("line", self.line.value(row))
    }
}

/// The columns that `bids` and `awards` share.
struct Priced<'a> {
    id: &'a StringArray,
    status: Texts<'a>,
    date: Moments<'a>,
    parties: Lists<'a>,
    party_names: Lists<'a>,
    amount_minor: &'a Int64Array,
    currency: Texts<'a>,
}

impl<'a> Priced<'a> {
    /// `names` are those of the columns that differ: the row's own id, its parties and their names.
    fn of(group: &'a Group, [id, parties, party_names]: [&str; 3]) -> Result<Self, LakeError> {
        let columns = Self {
            id: group.uniques(id)?,
            status: group.texts("status")?,
            date: group.moments("date")?,
            parties: group.lists(parties)?,
            party_names: group.lists(party_names)?,
            amount_minor: group.longs("amount_minor")?,
            currency: group.texts("currency")?,
        };
        if columns.parties.same_lengths(&columns.party_names) {
            return Ok(columns);
        }
        let what =
            format!("expected as many `{party_names}` as `{parties}` in every row, found other lengths");
        Err(LakeError::damaged(group.path(), what))
    }

    /// Lays the row's parties behind those that are there.
    fn parties(&self, row: usize, organizations: &mut Vec<Organization<'a>>) -> Range {
        let start = short(organizations.len());
        let parties = self.parties.range(row).map(|index| Organization {
            id: self.parties.texts.get(index).into(),
            name: self.party_names.texts.get(index).into(),
        });
        organizations.extend(parties);
        Range {
            start,
            end: short(organizations.len()),
        }
    }

    fn value(&self, row: usize) -> Money<'a> {
        Money {
            minor: long(self.amount_minor, row),
            currency: self.currency.get(row).into(),
        }
    }
}
