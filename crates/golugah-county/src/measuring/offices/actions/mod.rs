//! What can be done with the offices of the data.

mod link_office;
mod link_offices;

pub use link_office::LinkOffice;
pub use link_offices::LinkOffices;
