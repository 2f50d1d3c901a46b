//! What the program asks of its database, for the test that looks at every query's plan.
//!
//! Of the whole process, because a statement has no room for a listener; nothing is kept while nobody listens.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

static LISTENING: AtomicBool = AtomicBool::new(false);
static HEARD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Begins to listen.
pub fn listen() {
    LISTENING.store(true, Ordering::Relaxed);
}

/// Every text of a statement since somebody began to listen, each once.
pub fn heard() -> BTreeSet<String> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Takes a statement in.
pub(crate) fn hear(sql: &str) {
    if LISTENING.load(Ordering::Relaxed) {
        let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
        if !heard.contains(sql) {
            heard.insert(sql.to_owned());
        }
    }
}
