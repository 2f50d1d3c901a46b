//! Walking through the XML of a part with a limit for every tag and text.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::package::Part;
use crate::table::rows::Fault;

/// Bytes of one tag or text; a cell holds at most 32,767 signs.
const TOKEN_BYTES: usize = 1 << 20;

/// How deep elements may nest; real ones nest nine deep.
const DEPTH: u32 = 256;

/// One step of a walk.
pub(super) enum Step<'b> {
    /// An element begins.
    Open(BytesStart<'b>),
    /// An element ends, that of this name.
    Close(&'b str),
    /// Some text, its entities read.
    Text(&'b str),
    /// The end of the part.
    End,
}

/// The walk.
pub(super) struct Markup {
    reader: Reader<Guarded>,
    buffer: Vec<u8>,
    text: String,
    depth: u32,
    part: String,
    /// The name of an empty element, whose end is still to be told.
    empty: Option<String>,
}

impl Markup {
    pub(super) fn new(part: Part, name: &str) -> Self {
        let inner = BufReader::with_capacity(1 << 16, part);
        let guarded = Guarded { inner, token: 0 };
        Self {
            reader: Reader::from_reader(guarded),
            buffer: Vec::new(),
            text: String::new(),
            depth: 0,
            part: name.to_owned(),
            empty: None,
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Step<'_>> {
        if let Some(name) = self.empty.take() {
            self.text = name;
            return Ok(Step::Close(&self.text));
        }
        self.buffer.clear();
        self.reader.get_mut().token = 0;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                // What a part says of itself is kept; the rest is a fault of the markup.
                let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>());
                return Err(own
                    .cloned()
                    .map_or_else(|| self_broken(&self.part), Fault::into_io));
            }
            Err(_) => return Err(self_broken(&self.part)),
        };
        Ok(match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(self_broken(&self.part));
                }
                Step::Open(tag)
            }
            Event::Empty(tag) => {
                self.empty = Some(tag.local_name().as_ref().to_owned());
                Step::Open(tag)
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.text.clear();
                self.text.push_str(tag.local_name().as_ref());
                Step::Close(&self.text)
            }
            Event::Text(text) => {
                self.text.clear();
                self.text.push_str(&text);
                Step::Text(&self.text)
            }
            Event::CData(data) => {
                self.text.clear();
                self.text.push_str(&data.xml10_content());
                Step::Text(&self.text)
            }
            Event::GeneralRef(entity) => {
                self.text.clear();
                match entity.resolve_char_ref() {
                    Ok(Some(sign)) => self.text.push(sign),
                    _ => match resolve_predefined_entity(&entity) {
                        Some(known) => self.text.push_str(known),
                        None => return Err(self_broken(&self.part)),
                    },
                }
                Step::Text(&self.text)
            }
            Event::DocType(_) => return Err(self_broken(&self.part)),
            Event::Eof if self.depth > 0 => return Err(self_broken(&self.part)),
            Event::Eof => Step::End,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Step::Text(""),
        })
    }
}

fn self_broken(part: &str) -> io::Error {
    Fault::new("tables-broken-part", &[("part", part)]).into_io()
}

/// Bytes of a name, a reference or a format; programs allow 255 signs.
const ATTRIBUTE_BYTES: usize = 4096;

/// The value of an attribute, whatever prefix it has, its entities read.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let raw = raw_attribute(tag, name).filter(|raw| raw.len() <= ATTRIBUTE_BYTES)?;
    unescape(raw).ok().map(std::borrow::Cow::into_owned)
}

/// The same as it stands: enough for numbers and references.
pub(super) fn raw_attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<&'t str> {
    let [found] = raw_attributes(tag, [name]);
    found
}

/// Several of them in one walk, for there are as many cells as anything. The first of a name counts.
pub(super) fn raw_attributes<'t, const N: usize>(
    tag: &'t BytesStart<'_>,
    names: [&str; N],
) -> [Option<&'t str>; N] {
    let mut found = [None; N];
    let mut rest = tag.attributes_raw();
    while let Some((key, value, behind)) = first_attribute(rest) {
        let local = key.split_once(':').map(|(_, local)| local);
        for (name, found) in names.iter().zip(&mut found) {
            if found.is_none() && (key == *name || local == Some(*name)) {
                *found = Some(value);
            }
        }
        if found.iter().all(Option::is_some) {
            break;
        }
        rest = behind;
    }
    found
}

/// The name and the value of the first attribute, and what stands behind it; none where there is none or it is broken.
fn first_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let equals = text.bytes().position(|byte| byte == b'=')?;
    let quoted = text[equals + 1..].trim_ascii_start();
    let quote = *quoted.as_bytes().first()?;
    if quote != b'"' && quote != b'\'' {
        return None;
    }
    let behind = quoted.get(1..)?;
    let end = behind.bytes().position(|byte| byte == quote)?;
    Some((text[..equals].trim_ascii(), &behind[..end], &behind[end + 1..]))
}

/// A reader that refuses endless tokens.
struct Guarded {
    inner: BufReader<Part>,
    token: usize,
}

impl Read for Guarded {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let taken = available.len().min(target.len());
        target[..taken].copy_from_slice(&available[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Guarded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.token > TOKEN_BYTES {
            let most = (TOKEN_BYTES >> 20).to_string();
            return Err(Fault::new("tables-token-endless", &[("most", &most)]).into_io());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.token += amount;
        self.inner.consume(amount);
    }
}
