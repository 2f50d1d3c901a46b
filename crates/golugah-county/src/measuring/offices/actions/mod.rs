//! What can be done with the offices of the data.

mod link_office;

pub use link_office::LinkOffice;
