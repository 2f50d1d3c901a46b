//! What can be done with people.

mod admit_person;

pub use admit_person::AdmitPerson;
