//! Files that people send within a form, and the names they give them. Neither is believed: a name is shown and never a
//! path, and what a file is, its bytes say.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;

use sha2::{Digest, Sha256};

use super::refused::Noted;
use super::typed::is_unseen;
use super::{Form, PageError};
use golugah_desk::store::{Aside, Store};
use golugah_desk::{NO_ROOM, hex};

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// How much is typed into a form with a file at most, in bytes.
const MOST_TYPED: usize = 1024 * 1024;

/// How many bytes tell what a file is.
const BEGINNING: usize = 512;

/// A form with a file, as far as it came.
#[derive(Debug, Default)]
pub struct SentForm {
    /// What was typed.
    pub form: Form,
    /// The file, where one was chosen and kept.
    pub file: Option<SentFile>,
    /// The hash of the file that was chosen, kept or not.
    pub sha256: Option<String>,
    /// The key of the sentence that says why it cannot be taken.
    pub refused: Option<&'static str>,
}

/// A file that the store has taken and that waits for its deed.
#[derive(Debug)]
pub struct SentFile {
    /// What it is called where it came from.
    pub name: String,
    /// The file itself, gone again where no deed takes it.
    pub aside: Aside,
    /// What its bytes say it is: a media type of [`kind_of`].
    pub kind: &'static str,
}

impl SentForm {
    /// Reads a form, sent in parts or, from where there is no file, plain. The file named `file` goes to the store if it
    /// is to be kept, and may have `most` bytes.
    pub async fn read(store: &Store, request: Request, keep: bool, most: u64) -> Result<Self, PageError> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/")) {
            let noted = request.extensions().get::<Noted>().cloned().unwrap_or_default();
            return match Multipart::from_request(request, &()).await {
                Ok(parts) => {
                    let mut fields = Vec::new();
                    let taken = Self::take(store, parts, &mut fields, keep, most).await?;
                    Ok(Self {
                        form: Form::new(fields).noting(noted),
                        ..taken
                    })
                }
                Err(_) => Ok(Self::default().cut_short()),
            };
        }
        Ok(Self {
            form: request.extensions().get().cloned().unwrap_or_default(),
            ..Self::default()
        })
    }

    async fn take(
        store: &Store,
        mut parts: Multipart,
        fields: &mut Vec<(String, String)>,
        keep: bool,
        most: u64,
    ) -> Result<Self, PageError> {
        let mut form = Self::default();
        let (mut typed, mut files) = (0, 0);
        loop {
            let mut part = match parts.next_field().await {
                Ok(Some(part)) => part,
                Ok(None) => return Ok(form),
                Err(_) => return Ok(form.cut_short()),
            };
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" && part.file_name().is_some() {
                let called = plain_name(part.file_name().unwrap_or_default());
                files += 1;
                if files > 1 {
                    return Ok(form.refused("refusal-proof-twice"));
                }
                let mut incoming = Incoming::begin(store, keep).await?;
                loop {
                    match part.chunk().await {
                        Ok(Some(bytes)) => incoming.push(&bytes, most).await?,
                        Ok(None) => break,
                        Err(_) => return Ok(form.cut_short()),
                    }
                }
                form.keep(incoming, called, most).await?;
                continue;
            }
            let mut text = Vec::new();
            loop {
                match part.chunk().await {
                    Ok(Some(bytes)) => {
                        typed += bytes.len();
                        if typed > MOST_TYPED {
                            return Ok(form.refused("refusal-form-too-long"));
                        }
                        text.extend_from_slice(&bytes);
                    }
                    Ok(None) => break,
                    Err(_) => return Ok(form.cut_short()),
                }
            }
            fields.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }

    fn cut_short(self) -> Self {
        self.refused("refusal-proof-cut-short")
    }

    /// What cannot be taken is not kept either.
    fn refused(mut self, key: &'static str) -> Self {
        self.file = None;
        self.refused = Some(key);
        self
    }

    /// The end of a file. A field in which nothing was chosen comes without name and bytes.
    async fn keep(&mut self, incoming: Incoming, name: String, most: u64) -> Result<(), PageError> {
        if incoming.no_room {
            self.refused = Some(NO_ROOM);
        } else if incoming.bytes > most {
            self.refused = Some("refusal-proof-too-large");
        } else if incoming.bytes == 0 && name.is_empty() {
            return Ok(());
        } else if incoming.bytes == 0 || name.is_empty() {
            self.refused = Some("refusal-proof-file-empty");
        } else if let Some(kept) = incoming.kept {
            let kind = kind_of(&incoming.beginning);
            match kept.finish().await {
                Ok(aside) => {
                    self.sha256 = Some(aside.taken().sha256.clone());
                    self.file = Some(SentFile { name, aside, kind });
                }
                Err(error) if is_full(&error) => self.refused = Some(NO_ROOM),
                Err(error) => return Err(error.into()),
            }
        } else {
            self.sha256 = Some(hex(&incoming.hash.finalize()));
        }
        Ok(())
    }
}

/// A file on its way: counted always, kept only where it may come to stay.
struct Incoming {
    kept: Option<golugah_desk::store::Incoming>,
    /// Over what is not kept: what is, is hashed as it is kept.
    hash: Sha256,
    beginning: Vec<u8>,
    bytes: u64,
    /// The disk has no room for it; it is read to its end all the same, so that what was typed beside it comes too.
    no_room: bool,
}

impl Incoming {
    async fn begin(store: &Store, keep: bool) -> Result<Self, PageError> {
        let mut incoming = Self {
            kept: None,
            hash: Sha256::new(),
            beginning: Vec::new(),
            bytes: 0,
            no_room: false,
        };
        if keep {
            match store.begin().await {
                Ok(kept) => incoming.kept = Some(kept),
                Err(error) if is_full(&error) => incoming.no_room = true,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(incoming)
    }

    async fn push(&mut self, bytes: &[u8], most: u64) -> Result<(), PageError> {
        self.bytes += bytes.len() as u64;
        if self.bytes > most {
            self.kept = None;
        }
        let wanting = BEGINNING - self.beginning.len();
        self.beginning.extend(bytes.iter().take(wanting));
        let Some(kept) = &mut self.kept else {
            self.hash.update(bytes);
            return Ok(());
        };
        match kept.push(bytes).await {
            Err(error) if is_full(&error) => {
                self.kept = None;
                self.no_room = true;
                Ok(())
            }
            pushed => pushed.map_err(PageError::from),
        }
    }
}

fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded)
}

/// The last part of a path, as browsers may send, without what would not be seen or would turn the rest around; at most
/// two hundred characters.
pub fn plain_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|c| !c.is_control() && !is_unseen(*c));
    seen.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// What a file is by how its bytes begin, as a media type. A text that is HTML stays a text.
fn kind_of(beginning: &[u8]) -> &'static str {
    let at = |from: usize, text: &[u8]| beginning.get(from..).is_some_and(|rest| rest.starts_with(text));
    if at(0, b"%PDF-") {
        "application/pdf"
    } else if at(0, b"\xff\xd8\xff") {
        "image/jpeg"
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        "image/gif"
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        "image/webp"
    } else if at(0, b"II*\0") || at(0, b"MM\0*") {
        "image/tiff"
    } else if at(4, b"ftypheic") || at(4, b"ftypmif1") {
        "image/heic"
    } else if at(4, b"ftyp") {
        "video/mp4"
    } else if at(0, b"PK\x03\x04") {
        "application/zip"
    } else if at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        "application/x-ole-storage"
    } else if is_text(beginning) {
        "text/plain"
    } else {
        "application/octet-stream"
    }
}

/// Whether this is the beginning of a text in UTF-8; its last letter may be cut.
fn is_text(beginning: &[u8]) -> bool {
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&beginning[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// A text as addresses and headers carry it.
pub fn percent_coded(text: &str) -> String {
    let mut coded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    coded
}

/// The header by which a browser keeps an answer as a file of this name: `plain` for old ones, the name itself for all
/// others, in a form in which no letter can end the header.
pub fn attached(plain: &str, name: &str) -> Result<HeaderValue, PageError> {
    let coded = percent_coded(name);
    let header = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}");
    HeaderValue::from_str(&header).map_err(|error| PageError::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_cannot_turn_its_ending_around() {
        for (sent, kept) in [
            ("C:\\پوشه\\نامهٔ ۱۲.pdf", "نامهٔ ۱۲.pdf"),
            ("../../etc/passwd", "passwd"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("a\r\nSet-Cookie: b\0.png", "aSet-Cookie: b.png"),
            ("گواه‌ها.jpg", "گواه\u{200c}ها.jpg"),
            ("..\\", ""),
        ] {
            assert_eq!(plain_name(sent), kept, "{sent:?}");
        }
        assert_eq!(plain_name(&"x".repeat(999)).len(), 200);
    }

    #[test]
    fn bytes_say_what_a_file_is() {
        for (bytes, kind) in [
            (b"%PDF-1.7".as_slice(), "application/pdf"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"<script>alert(1)</script>", "text/plain"),
            ("ن".as_bytes().split_at(1).0, "application/octet-stream"),
            ("نامه ن".as_bytes().split_at(10).0, "text/plain"),
            (b"MZ\x90\x00", "application/octet-stream"),
            (b"", "application/octet-stream"),
            (b"PK\x03\x04", "application/zip"),
        ] {
            assert_eq!(kind_of(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn no_name_ends_the_header() {
        let header = attached("evidence-1.pdf", "نامه\"; x=\r\n.pdf").unwrap();
        assert_eq!(
            header.to_str().unwrap(),
            "attachment; filename=\"evidence-1.pdf\"; filename*=UTF-8''%D9%86%D8%A7%D9%85%D9%87%22%3B%20x%3D%0D%0A.pdf"
        );
    }
}
