//! What can be done with letters of follow-up.

mod note_letters;

pub use note_letters::NoteLetters;
