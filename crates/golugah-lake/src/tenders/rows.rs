//! Rows of the three tables under construction: one row group at a time.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Int32Builder, Int64Builder, ListBuilder, StringBuilder};
use golugah_records::{Money, Organization, Release, Text, Timestamp};

use crate::columns::{MomentBuilder, list_builder, push_text, push_texts};

/// Rows of `tenders` under construction.
#[derive(Default)]
pub(super) struct TenderRows {
    tender: StringBuilder,
    file: StringBuilder,
    line: Int64Builder,
    released_at: MomentBuilder,
    buyer: StringBuilder,
    buyer_name: StringBuilder,
    procuring_entity: StringBuilder,
    procuring_entity_name: StringBuilder,
    status: StringBuilder,
    method: StringBuilder,
    method_details: StringBuilder,
    category: StringBuilder,
    number_of_tenderers: Int64Builder,
    tenderers_counted: Int64Builder,
    tenderers_counted_from: StringBuilder,
    published_at: MomentBuilder,
    period_start: MomentBuilder,
    period_end: MomentBuilder,
    value_minor: Int64Builder,
    currency: StringBuilder,
    bids_published: BooleanBuilder,
    bid_count: Int32Builder,
    awards_published: BooleanBuilder,
    award_count: Int32Builder,
    sells: BooleanBuilder,
    again: BooleanBuilder,
    donor: BooleanBuilder,
    lots: Words,
    lot_statuses: Words,
    lot_bids: Words,
    urgent: BooleanBuilder,
    by_quality: BooleanBuilder,
}

/// Lists of texts under construction, with nothing in them to begin with.
struct Words(ListBuilder<StringBuilder>);

impl Default for Words {
    fn default() -> Self {
        Self(list_builder())
    }
}

impl TenderRows {
    pub(super) fn push(&mut self, release: &Release<'_>, file: &str, line: i64, [bids, awards]: [i32; 2]) {
        let tender = &release.tender;
        self.tender.append_value(&release.ocid);
        self.file.append_value(file);
        self.line.append_value(line);
        self.released_at.push(release.date);
        push_text(&mut self.buyer, &release.buyer.id);
        push_text(&mut self.buyer_name, &release.buyer.name);
        push_text(&mut self.procuring_entity, &tender.procuring_entity.id);
        push_text(&mut self.procuring_entity_name, &tender.procuring_entity.name);
        push_text(&mut self.status, &tender.status);
        push_text(&mut self.method, &tender.method);
        push_text(&mut self.method_details, &tender.method_details);
        push_text(&mut self.category, &tender.category);
        self.number_of_tenderers
            .append_option(tender.number_of_tenderers.map(i64::from));
        let counted = tender.counted;
        self.tenderers_counted
            .append_option(counted.map(|counted| i64::from(counted.number)));
        self.tenderers_counted_from
            .append_option(counted.map(|counted| counted.from.word()));
        self.published_at.push(tender.published);
        self.period_start.push(tender.period.start);
        self.period_end.push(tender.period.end);
        self.value_minor.append_option(tender.value.minor);
        push_text(&mut self.currency, &tender.value.currency);
        self.bids_published.append_value(release.bids_published);
        self.bid_count.append_value(bids);
        self.awards_published.append_value(release.awards_published);
        self.award_count.append_value(awards);
        self.sells.append_value(tender.nature.sells);
        self.again.append_value(tender.nature.again);
        self.donor.append_value(tender.nature.donor);
        push_texts(&mut self.lots.0, release.lots.iter().map(|lot| &*lot.id));
        push_texts(
            &mut self.lot_statuses.0,
            release.lots.iter().map(|lot| &*lot.status),
        );
        for lot in &release.lots {
            push_text(
                self.lot_bids.0.values(),
                &lot.counted.map_or_else(String::new, |bids| bids.to_string()),
            );
        }
        self.lot_bids.0.append(true);
        self.urgent.append_value(tender.nature.urgent);
        self.by_quality.append_value(tender.nature.by_quality);
    }

    /// The columns in the table's order; the builders are empty again.
    pub(super) fn finish(&mut self) -> Vec<ArrayRef> {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.tender.finish()),
            Arc::new(self.file.finish()),
            Arc::new(self.line.finish()),
        ];
        columns.extend(self.released_at.finish());
        let texts = [
            &mut self.buyer,
            &mut self.buyer_name,
            &mut self.procuring_entity,
            &mut self.procuring_entity_name,
            &mut self.status,
            &mut self.method,
            &mut self.method_details,
            &mut self.category,
        ];
        columns.extend(texts.map(|text| Arc::new(text.finish()) as ArrayRef));
        columns.push(Arc::new(self.number_of_tenderers.finish()));
        columns.extend(self.published_at.finish());
        columns.extend(self.period_start.finish());
        columns.extend(self.period_end.finish());
        columns.push(Arc::new(self.value_minor.finish()));
        columns.push(Arc::new(self.currency.finish()));
        columns.push(Arc::new(self.bids_published.finish()));
        columns.push(Arc::new(self.bid_count.finish()));
        columns.push(Arc::new(self.awards_published.finish()));
        columns.push(Arc::new(self.award_count.finish()));
        columns.push(Arc::new(self.tenderers_counted.finish()));
        columns.push(Arc::new(self.tenderers_counted_from.finish()));
        let flags = [&mut self.sells, &mut self.again, &mut self.donor];
        columns.extend(flags.map(|flag| Arc::new(flag.finish()) as ArrayRef));
        let lists = [&mut self.lots, &mut self.lot_statuses, &mut self.lot_bids];
        columns.extend(lists.map(|list| Arc::new(list.0.finish()) as ArrayRef));
        columns.push(Arc::new(self.urgent.finish()));
        columns.push(Arc::new(self.by_quality.finish()));
        columns
    }
}

/// Rows of `bids` or `awards` under construction, which differ in names and in `classes`.
pub(super) struct PricedRows {
    tender: StringBuilder,
    position: Int32Builder,
    id: StringBuilder,
    status: StringBuilder,
    date: MomentBuilder,
    parties: ListBuilder<StringBuilder>,
    party_names: ListBuilder<StringBuilder>,
    amount_minor: Int64Builder,
    currency: StringBuilder,
    lots: ListBuilder<StringBuilder>,
}

impl PricedRows {
    pub(super) fn new() -> Self {
        Self {
            tender: StringBuilder::new(),
            position: Int32Builder::new(),
            id: StringBuilder::new(),
            status: StringBuilder::new(),
            date: MomentBuilder::default(),
            parties: list_builder(),
            party_names: list_builder(),
            amount_minor: Int64Builder::new(),
            currency: StringBuilder::new(),
            lots: list_builder(),
        }
    }

    pub(super) fn push(
        &mut self,
        tender: &str,
        position: i32,
        [id, status]: [&str; 2],
        date: Option<Timestamp>,
        (parties, lots): (&[Organization<'_>], &[Text<'_>]),
        value: &Money<'_>,
    ) {
        self.tender.append_value(tender);
        self.position.append_value(position);
        push_text(&mut self.id, id);
        push_text(&mut self.status, status);
        self.date.push(date);
        push_texts(&mut self.parties, parties.iter().map(|party| &*party.id));
        push_texts(&mut self.party_names, parties.iter().map(|party| &*party.name));
        self.amount_minor.append_option(value.minor);
        push_text(&mut self.currency, &value.currency);
        push_texts(&mut self.lots, lots.iter().map(|lot| &**lot));
    }

    /// The columns in the table's order; the builders are empty again.
    pub(super) fn finish(&mut self, classes: Option<ArrayRef>) -> Vec<ArrayRef> {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.tender.finish()),
            Arc::new(self.position.finish()),
            Arc::new(self.id.finish()),
            Arc::new(self.status.finish()),
        ];
        columns.extend(self.date.finish());
        columns.push(Arc::new(self.parties.finish()));
        columns.push(Arc::new(self.party_names.finish()));
        columns.extend(classes);
        columns.push(Arc::new(self.amount_minor.finish()));
        columns.push(Arc::new(self.currency.finish()));
        columns.push(Arc::new(self.lots.finish()));
        columns
    }
}
