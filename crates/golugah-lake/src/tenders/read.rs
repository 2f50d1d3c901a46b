use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::{Array as _, BooleanArray, Int32Array, Int64Array, StringArray};
use golugah_records::{
    Award, Bid, Counted, CountedFrom, Lot, Money, Nature, Organization, Period, Range, Release, Tender,
    Timestamp,
};

use crate::LakeError;
use crate::columns::Group;
use crate::views::{Lists, Moments, Texts, long, unique};

/// The next stretch whose words are numbered: never the same twice in one program, so that nobody takes the numbers of
/// one row group for those of another.
static STRETCHES: AtomicU64 = AtomicU64::new(1);

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
    let stretch = STRETCHES.fetch_add(1, Ordering::Relaxed);
    // One row of numbers for the words of all four columns.
    let entities = short(rows.buyer.words().len());
    let tenderers = entities + short(rows.procuring_entity.words().len());
    let suppliers = tenderers + short(bids.parties.texts.words().len());
    for row in 0..tenders.rows() {
        release.clear();
        let line = rows.fill(row, &mut release)?;
        release.numbers.stretch = stretch;
        release.numbers.buyer = rows.buyer.number(row).map(short);
        let entity = rows.procuring_entity.number(row);
        release.numbers.procuring_entity = entity.map(|number| entities + short(number));
        for bid in advance(&mut next_bid, rows.bid_count.value(row)) {
            let range = bids.parties(bid, &mut release, tenderers);
            let lots = bids.lots(bid, &mut release);
            release.bids.push(Bid {
                id: bids.id(bid).into(),
                status: bids.status.get(bid).into(),
                date: bids.date(bid),
                value: bids.value(bid),
                tenderers: range,
                lots,
            });
        }
        for award in advance(&mut next_award, rows.award_count.value(row)) {
            let range = awards.parties(award, &mut release, suppliers);
            let start = short(release.classifications.len());
            let texts = classes.range(award).map(|index| classes.texts.get(index).into());
            release.classifications.extend(texts);
            let lots = awards.lots(award, &mut release);
            release.awards.push(Award {
                id: awards.id(award).into(),
                status: awards.status.get(award).into(),
                date: awards.date(award),
                value: awards.value(award),
                suppliers: range,
                classes: Range {
                    start,
                    end: short(release.classifications.len()),
                },
                lots,
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
    tenderers_counted: Option<&'a Int64Array>,
    tenderers_counted_from: Texts<'a>,
    published_at: Moments<'a>,
    period_start: Moments<'a>,
    period_end: Moments<'a>,
    value_minor: Option<&'a Int64Array>,
    currency: Texts<'a>,
    bids_published: Option<&'a BooleanArray>,
    bid_count: &'a Int32Array,
    awards_published: Option<&'a BooleanArray>,
    award_count: &'a Int32Array,
    /// What the words say: `sells`, `again`, `donor`, `urgent`, `by_quality`.
    nature: [Option<&'a BooleanArray>; 5],
    lots: Option<[Lists<'a>; 3]>,
}

impl<'a> Tenders<'a> {
    fn of(group: &'a Group) -> Result<Self, LakeError> {
        Ok(Self {
            group,
            tender: group.uniques("tender")?,
            line: group.longs("line")?,
            released_at: group.moments("released_at")?,
            buyer: group.texts("buyer")?,
            buyer_name: group.texts_if_asked("buyer_name")?,
            procuring_entity: group.texts("procuring_entity")?,
            procuring_entity_name: group.texts_if_asked("procuring_entity_name")?,
            status: group.texts("status")?,
            method: group.texts("method")?,
            method_details: group.texts_if_asked("method_details")?,
            category: group.texts_if_asked("category")?,
            number_of_tenderers: group.longs("number_of_tenderers")?,
            tenderers_counted: group.longs_if_asked("tenderers_counted")?,
            tenderers_counted_from: group.texts_if_asked("tenderers_counted_from")?,
            published_at: group.moments("published_at")?,
            period_start: group.moments("period_start")?,
            period_end: group.moments("period_end")?,
            value_minor: group.longs_if_asked("value_minor")?,
            currency: group.texts_if_asked("currency")?,
            bids_published: group.flags_if_asked("bids_published")?,
            bid_count: group.smalls("bid_count")?,
            awards_published: group.flags_if_asked("awards_published")?,
            award_count: group.smalls("award_count")?,
            nature: [
                group.flags_if_asked("sells")?,
                group.flags_if_asked("again")?,
                group.flags_if_asked("donor")?,
                group.flags_if_asked("urgent")?,
                group.flags_if_asked("by_quality")?,
            ],
            lots: lots(group)?,
        })
    }

    /// The lots of a tender.
    fn fill_lots(&self, row: usize, release: &mut Release<'a>) -> Result<(), LakeError> {
        let Some([lots, statuses, bids]) = &self.lots else {
            return Ok(());
        };
        for at in lots.range(row) {
            let counted = bids.texts.get(at);
            let number = || {
                let what = format!("expected numbers in `lot_bids`, found `{counted}`");
                counted
                    .parse()
                    .map_err(|_| LakeError::damaged(self.group.path(), what))
            };
            release.lots.push(Lot {
                id: lots.texts.get(at).into(),
                status: statuses.texts.get(at).into(),
                counted: (!counted.is_empty()).then(number).transpose()?,
            });
        }
        Ok(())
    }

    /// A number of tenderers that stands elsewhere.
    fn counted(&self, row: usize) -> Result<Option<Counted>, LakeError> {
        let Some(number) = self.tenderers_counted.and_then(|numbers| long(numbers, row)) else {
            return Ok(None);
        };
        let number = self.group.fit("tenderers_counted", number)?;
        let word = self.tenderers_counted_from.get(row);
        let from = CountedFrom::of_word(word).ok_or_else(|| {
            let what =
                format!("expected `tenderers` or `statistics` in `tenderers_counted_from`, found `{word}`");
            LakeError::damaged(self.group.path(), what)
        })?;
        Ok(Some(Counted { number, from }))
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
            counted: self.counted(row)?,
            published: self.published_at.get(row),
            period: Period {
                start: self.period_start.get(row),
                end: self.period_end.get(row),
            },
            value: Money {
                minor: self.value_minor.and_then(|values| long(values, row)),
                currency: self.currency.get(row).into(),
            },
            nature: {
                let said = |flags: Option<&BooleanArray>| {
                    flags.is_some_and(|flags| flags.is_valid(row) && flags.value(row))
                };
                let [sells, again, donor, urgent, by_quality] = self.nature.map(said);
                Nature {
                    sells,
                    again,
                    donor,
                    urgent,
                    by_quality,
                }
            },
        };
        self.fill_lots(row, release)?;
        release.bids_published = self.bids_published.is_some_and(|flags| flags.value(row));
        release.awards_published = self.awards_published.is_some_and(|flags| flags.value(row));
        self.group.fit("line", self.line.value(row))
    }
}

/// The three lists of lots, if they were asked for and the file has them.
fn lots(group: &Group) -> Result<Option<[Lists<'_>; 3]>, LakeError> {
    let lists = [
        group.lists_if_asked("lots")?,
        group.lists_if_asked("lot_statuses")?,
        group.lists_if_asked("lot_bids")?,
    ];
    let [Some(lots), Some(statuses), Some(bids)] = lists else {
        return Ok(None);
    };
    if lots.same_lengths(&statuses) && lots.same_lengths(&bids) {
        return Ok(Some([lots, statuses, bids]));
    }
    let what = "expected as many `lot_statuses` and `lot_bids` as `lots` in every row, found other lengths";
    Err(LakeError::damaged(group.path(), what))
}

/// The columns that `bids` and `awards` share.
struct Priced<'a> {
    id: Option<&'a StringArray>,
    status: Texts<'a>,
    date: Option<Moments<'a>>,
    parties: Lists<'a>,
    party_names: Option<Lists<'a>>,
    amount_minor: Option<&'a Int64Array>,
    currency: Texts<'a>,
    lots: Option<Lists<'a>>,
}

impl<'a> Priced<'a> {
    /// `names` are those of the columns that differ: the row's own id, its parties and their names.
    fn of(group: &'a Group, [id, parties, party_names]: [&str; 3]) -> Result<Self, LakeError> {
        let columns = Self {
            id: group.uniques_if_asked(id)?,
            status: group.texts("status")?,
            date: group.moments_if_asked("date")?,
            parties: group.lists(parties)?,
            party_names: group.lists_if_asked(party_names)?,
            amount_minor: group.longs_if_asked("amount_minor")?,
            currency: group.texts_if_asked("currency")?,
            lots: group.lists_if_asked("lots")?,
        };
        let names = columns.party_names.as_ref();
        if names.is_none_or(|names| columns.parties.same_lengths(names)) {
            return Ok(columns);
        }
        let what =
            format!("expected as many `{party_names}` as `{parties}` in every row, found other lengths");
        Err(LakeError::damaged(group.path(), what))
    }

    /// Lays the row's parties behind those that are there, numbered from `first` on.
    fn parties(&self, row: usize, release: &mut Release<'a>, first: u32) -> Range {
        let start = short(release.organizations.len());
        let (ids, range) = (&self.parties.texts, self.parties.range(row));
        let names = self.party_names.as_ref().map(|names| &names.texts);
        let parties = range.clone().map(|index| Organization {
            id: ids.get(index).into(),
            name: names.map_or("", |names| names.get(index)).into(),
        });
        release.organizations.extend(parties);
        let numbers = range.map(|index| ids.number(index).map(|number| first + short(number)));
        release.numbers.organizations.extend(numbers);
        Range {
            start,
            end: short(release.organizations.len()),
        }
    }

    /// Lays the row's lots behind those that are there.
    fn lots(&self, row: usize, release: &mut Release<'a>) -> Range {
        let start = short(release.related.len());
        if let Some(lots) = &self.lots {
            let texts = lots.range(row).map(|index| lots.texts.get(index).into());
            release.related.extend(texts);
        }
        Range {
            start,
            end: short(release.related.len()),
        }
    }

    fn id(&self, row: usize) -> &'a str {
        self.id.map_or("", |ids| unique(ids, row))
    }

    fn date(&self, row: usize) -> Option<Timestamp> {
        self.date.as_ref()?.get(row)
    }

    fn value(&self, row: usize) -> Money<'a> {
        Money {
            minor: self.amount_minor.and_then(|amounts| long(amounts, row)),
            currency: self.currency.get(row).into(),
        }
    }
}
