//! Where the site's journal goes: to the error stream, line by line, by a thread of its own.

use std::io::Write;
use std::sync::mpsc::sync_channel;

use golugah_county::support::web::Journal;

/// How many lines may wait to be written. Whoever reads the error stream slowly loses lines and holds up no page.
const WAITING: usize = 1024;

/// A journal on the error stream.
pub(crate) fn on_error_stream() -> Journal {
    let (sender, lines) = sync_channel::<String>(WAITING);
    std::thread::spawn(move || {
        for line in lines {
            // A closed error stream is no reason to fail.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    });
    Journal::new(move |line| {
        let _ = sender.try_send(line);
    })
}
