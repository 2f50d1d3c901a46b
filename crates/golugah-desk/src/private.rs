//! Files and folders that nobody else on the machine may read: 0600 and 0700, whatever the shell's mask says.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder with those around it that are missing; what is there already stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file to write it anew.
///
/// # Errors
/// Where it cannot be opened.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = options();
    options.write(true).create(true).truncate(true);
    options.open(path)
}

/// Makes a file that must not be there yet.
///
/// # Errors
/// Where it is there, or cannot be made.
pub fn new_file(path: &Path) -> io::Result<File> {
    let mut options = options();
    options.write(true).create_new(true);
    options.open(path)
}

fn options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut, reason = "the mode is Unix's"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes from everybody else what they may do with a folder and all in it.
/// What is no plain file and no folder is left alone.
///
/// # Errors
/// Where the folder cannot be read, or something in it belongs to another user.
#[cfg(unix)]
pub fn keep_to_oneself(path: &Path) -> io::Result<()> {
    let about = fs::symlink_metadata(path)?;
    keep_this(path)?;
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            match keep_to_oneself(&entry?.path()) {
                // The worker or the database took it away meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                done => done?,
            }
        }
    }
    Ok(())
}

/// The same of a file or folder alone, and not of what lies in it.
///
/// # Errors
/// Where it is not there, or belongs to another user.
#[cfg(unix)]
pub fn keep_this(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let about = fs::symlink_metadata(path)?;
    let mode = about.permissions().mode() & 0o777;
    if (about.is_dir() || about.is_file()) && mode & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    }
    Ok(())
}

/// Rights are the system's matter here.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn keep_this(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Rights are the system's matter here.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn keep_to_oneself(_path: &Path) -> io::Result<()> {
    Ok(())
}
