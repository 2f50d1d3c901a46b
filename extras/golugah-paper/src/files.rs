//! Which paper goes to which file; reading with a limit and writing all or nothing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use golugah_paper::MOST_BYTES;

/// A paper and the PDF it becomes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) paper: PathBuf,
    pub(crate) pdf: PathBuf,
}

/// What each paper becomes; refused where that is not clear, before anything is written.
pub(crate) fn targets(papers: &[PathBuf], out: &Path) -> Result<Vec<Target>, String> {
    let is_file = out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
        && !out.is_dir();
    if let ([paper], true) = (papers, is_file) {
        return Ok(vec![Target {
            paper: paper.clone(),
            pdf: out.to_owned(),
        }]);
    }
    if is_file {
        let reason = format!(
            "--out {}: one file for {} papers; name a folder",
            out.display(),
            papers.len()
        );
        return Err(reason);
    }
    if papers.len() == 1 && out.extension().is_some() && !out.is_dir() {
        return Err(format!("--out {}: expected FILE.pdf or a folder", out.display()));
    }
    let mut taken = BTreeMap::new();
    let mut targets = Vec::new();
    for paper in papers {
        let name = paper
            .file_stem()
            .filter(|_| !is_stdin(paper))
            .ok_or_else(|| format!("{}: has no name to take; write --out FILE.pdf", paper.display()))?;
        let mut pdf = out.join(name).into_os_string();
        pdf.push(".pdf");
        let pdf = PathBuf::from(pdf);
        if let Some(first) = taken.insert(pdf.clone(), paper) {
            let reason = format!(
                "{} and {} would both become {}; make them one after the other",
                first.display(),
                paper.display(),
                pdf.display()
            );
            return Err(reason);
        }
        targets.push(Target {
            paper: paper.clone(),
            pdf,
        });
    }
    fs::create_dir_all(out)
        .map_err(|error| format!("--out {}: no folder could be made: {error}", out.display()))?;
    Ok(targets)
}

/// The bytes of a paper: at most one more than is allowed, which is enough to refuse it.
pub(crate) fn read(paper: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    if is_stdin(paper) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(paper)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Writes a file beside its place and then puts it there, so that nobody finds half of one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.to_owned().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What could not be finished is not left behind; if even this fails, the first reason is the one to say.
        let _ = fs::remove_file(&part);
    }
    written
}

fn is_stdin(paper: &Path) -> bool {
    paper.as_os_str() == "-"
}
