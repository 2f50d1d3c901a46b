//! What the program asks of its database, for the tests that look at every query's plan and at what is not asked again.
//!
//! Of one thread, because a statement has no room for a listener; nothing is kept while nobody listens.

use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static HEARD: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// Begins to listen on this thread, anew where somebody listened before.
pub fn listen() {
    HEARD.set(Some(BTreeSet::new()));
}

/// Every text of a statement on this thread since somebody began to listen, each once; nobody listens any more.
pub fn heard() -> BTreeSet<String> {
    HEARD.take().unwrap_or_default()
}

/// Takes a statement in.
pub(crate) fn hear(sql: &str) {
    HEARD.with_borrow_mut(|heard| {
        if let Some(heard) = heard
            && !heard.contains(sql)
        {
            heard.insert(sql.to_owned());
        }
    });
}
