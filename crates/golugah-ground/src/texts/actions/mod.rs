//! What can be done with texts by themselves.

mod forget_text;

pub use forget_text::ForgetText;
