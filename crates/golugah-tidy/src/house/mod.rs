//! `docs/generated/house.md`: what can be done in the house, and who may, on one page.

mod deeds;
mod routes;

use std::fmt::Write;

use crate::features::{Feature, Source};

pub(crate) use deeds::deeds;
pub(crate) use routes::routes;

/// Where it lies.
pub(crate) const PATH: &str = "docs/generated/house.md";

/// The page.
pub(crate) fn page(sources: &[Source<'_>], features: &[Feature]) -> String {
    let mut page = String::from(
        "# The house\n\nWritten by `cargo run -p golugah-tidy -- --write` from the source; a test fails where it differs.\n\n\
         ## Deeds\n\nEvery act that enters the log, the official tables it may write, itself or by what it calls, and the features that\n\
         react to it in the same transaction.\n\n| Deed | Of | Tables | Who reacts |\n|---|---|---|---|\n",
    );
    let dash = |list: String| if list.is_empty() { "–".to_owned() } else { list };
    for (name, deed) in deeds(sources, features) {
        let tables: Vec<_> = deed.tables.iter().map(|table| format!("`{table}`")).collect();
        let reacts: Vec<_> = deed.reacts.into_iter().collect();
        // Writing to a text cannot fail.
        let _ = writeln!(
            page,
            "| `{name}` | {} | {} | {} |",
            deed.of,
            dash(tables.join(", ")),
            dash(reacts.join(", "))
        );
    }
    page.push_str(
        "\n## Routes\n\nEvery address and who may ask for it; the deed behind it may ask more.\n\n| Method | Path | Who | Of |\n|---|---|---|---|\n",
    );
    for route in routes(sources, features).0 {
        let _ = writeln!(
            page,
            "| {} | `{}` | {} | {} |",
            route.method,
            route.path,
            route.who,
            dash(route.of)
        );
    }
    page
}
