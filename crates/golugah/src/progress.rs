//! What is said while working: to the terminal, never into a result.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Says one line to the error stream.
pub(crate) fn say(line: &str) {
    // A closed error stream is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A bar that follows how many bytes of a file were read; nothing where nobody looks.
pub(crate) struct FileBar {
    watching: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl FileBar {
    /// Follows `read` up to `size` bytes.
    pub(crate) fn follow(file: &str, size: u64, read: Arc<AtomicU64>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { watching: None };
        }
        let bar = ProgressBar::new(size);
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {bytes}/{total_bytes} {eta}") {
            bar.set_style(style.progress_chars("█▌ "));
        }
        bar.set_message(file.to_owned());
        let done = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&done);
        let thread = std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                bar.set_position(read.load(Ordering::Relaxed));
                std::thread::sleep(Duration::from_millis(80));
            }
            bar.finish_and_clear();
        });
        Self {
            watching: Some((done, thread)),
        }
    }
}

impl Drop for FileBar {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.watching.take() {
            done.store(true, Ordering::Relaxed);
            // The bar's thread only draws; if it failed, the work did not.
            let _ = thread.join();
        }
    }
}
