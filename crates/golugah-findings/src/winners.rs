use serde::{Deserialize, Serialize};

use crate::{Datum, Group};

/// Who was awarded by one office, where the bids are not known: a table without a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficeAwards {
    /// The office that ran the tenders; where it is not named, the buyer.
    pub office: Group,
    /// Its active awards that name a supplier.
    pub awards: u64,
    /// How many suppliers they went to.
    pub winners: u64,
    /// What they come to; none where an amount or its currency is missing or they differ in currency.
    pub money: Option<Datum>,
    /// The suppliers with the most awards, the first first.
    pub first: Vec<SupplierAwards>,
}

/// What one supplier was awarded by an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupplierAwards {
    /// The supplier.
    pub supplier: Group,
    /// Its awards.
    pub awards: u64,
    /// What they come to, as [`OfficeAwards::money`].
    pub money: Option<Datum>,
}
