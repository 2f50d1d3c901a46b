//! OCEL 2.0 as XML, and 1.0, whose values stand in attributes called `key` and `value`.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::{Described, Fault, ObjectStore, Trait, is_kept};
use crate::xes::{Source, XesError, XesLimits, key_and_value, text_of};

/// Which of the two is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Objects,
    Events,
}

/// What the elements under an event or object tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Values,
    Objects,
    Other,
}

struct Walk<'s, 'r> {
    store: &'s mut ObjectStore<'r>,
    depth: u32,
    part: Option<Part>,
    under: Under,
    described: Described,
    is_open: bool,
    fault: Option<&'static str>,
    /// The value whose text is being read.
    value: Option<Trait>,
}

/// Reads the document to its end.
pub(super) fn read<R: BufRead>(reader: R, store: &mut ObjectStore<'_>) -> Result<(), Fault> {
    let limits = XesLimits::default();
    let mut ignored = |_| {};
    let mut source = Source::new(reader, limits.token_bytes, &mut ignored);
    source.begin().map_err(|error| told(&error))?;
    let mut reader = Reader::from_reader(source);
    let mut walk = Walk {
        store,
        depth: 0,
        part: None,
        under: Under::Other,
        described: Described::default(),
        is_open: false,
        fault: None,
        value: None,
    };
    walk.run(&mut reader, &limits)
}

fn told(error: &XesError) -> Fault {
    Fault::Told(error.to_string())
}

fn broken<R: Read, T>(reader: &mut Reader<Source<'_, R>>, what: &str) -> Result<T, Fault> {
    Err(Fault::Told(format!(
        "line {}: {what}; expected a well-formed object-centric log (OCEL) in XML. Of a file that breaks off nobody can tell which \
         cases are whole, so nothing of it was read; export it again",
        reader.get_mut().line()
    )))
}

/// The value of one attribute of a tag, its entities read; empty where it has none.
fn named(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut rest = tag.attributes_raw();
    while let Some(equals) = memchr::memchr(b'=', rest.as_bytes()) {
        let own = rest[..equals].trim_ascii();
        let quoted = rest[equals + 1..].trim_ascii_start();
        let quote = *quoted.as_bytes().first()?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let end = 1 + memchr::memchr(quote, quoted.as_bytes().get(1..)?)?;
        if own == name {
            return text_of(&quoted[1..end]).map(|text| text.into_owned());
        }
        rest = &quoted[end + 1..];
    }
    Some(String::new())
}

impl Walk<'_, '_> {
    fn run<R: Read>(&mut self, reader: &mut Reader<Source<'_, R>>, limits: &XesLimits) -> Result<(), Fault> {
        let mut buffer = Vec::new();
        let mut seen = false;
        while !self.store.is_full() {
            buffer.clear();
            reader.get_mut().begin_token();
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return broken(reader, &error.to_string()),
            };
            match event {
                Event::Empty(tag) => {
                    seen |= self.depth == 0;
                    let line = line_of(&tag, reader);
                    self.open(&tag, line);
                    self.depth += 1;
                    self.close();
                }
                Event::Start(tag) => {
                    seen |= self.depth == 0;
                    let line = line_of(&tag, reader);
                    self.open(&tag, line);
                    self.depth += 1;
                    if self.depth > limits.depth {
                        return broken(reader, &format!("elements nest deeper than {}", limits.depth));
                    }
                }
                Event::End(_) => self.close(),
                Event::DocType(_) => {
                    let line = reader.get_mut().line();
                    return Err(Fault::Told(format!(
                        "line {line}: found a document type definition (<!DOCTYPE>); an object-centric log (OCEL) has none and it may \
                         do harm; remove it if you trust the file"
                    )));
                }
                Event::Text(text) => self.text(&text, limits),
                Event::CData(text) => self.text(&text, limits),
                Event::GeneralRef(name) => self.entity(&format!("&{};", &*name), limits),
                Event::Decl(declaration) => {
                    if let Some(Ok(encoding)) = declaration.encoding()
                        && !["utf-8", "utf8", "us-ascii", "ascii"]
                            .iter()
                            .any(|known| encoding.eq_ignore_ascii_case(known))
                    {
                        let found = encoding.into_owned();
                        return Err(told(&XesError::Encoding { found }));
                    }
                }
                Event::Eof if self.depth > 0 => {
                    let what = format!("the file ends with {} elements still open", self.depth);
                    return broken(reader, &what);
                }
                Event::Eof if !seen => return broken(reader, "the file holds no element"),
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
            }
        }
        Ok(())
    }

    /// Takes the opening of an element; `depth` still is that of its parent.
    fn open(&mut self, tag: &BytesStart<'_>, line: u64) {
        let name = tag.local_name();
        match self.depth {
            1 => {
                self.part = match name.as_ref() {
                    "objects" => Some(Part::Objects),
                    "events" => Some(Part::Events),
                    _ => None,
                };
            }
            2 if self.part.is_some() => {
                self.described.clear();
                self.described.line = line;
                self.is_open = matches!(name.as_ref(), "object" | "event");
                self.fault = None;
                let mut of = |name: &str| {
                    named(tag, name).unwrap_or_else(|| {
                        self.fault = Some("its attributes cannot be read");
                        String::new()
                    })
                };
                let told = [of("id"), of("type"), of("time")];
                [self.described.id, self.described.kind, self.described.time] = told;
            }
            3 if self.is_open => self.open_group(tag, name.as_ref()),
            4 if self.is_open => self.open_member(tag, name.as_ref()),
            _ => {}
        }
    }

    fn open_group(&mut self, tag: &BytesStart<'_>, name: &str) {
        let first = key_and_value(tag).and_then(|(key, value)| Some((key, text_of(value)?)));
        let key = named(tag, "key").unwrap_or_default();
        self.under = match (name, key.as_str()) {
            ("attributes", _) | ("list", "vmap" | "ovmap") => Under::Values,
            ("objects", _) | ("list", "omap") => Under::Objects,
            _ => Under::Other,
        };
        match first {
            Some(("id", value)) => self.described.id = value.into_owned(),
            Some(("activity" | "type", value)) => self.described.kind = value.into_owned(),
            Some(("timestamp", value)) => self.described.time = value.into_owned(),
            _ => {}
        }
    }

    fn open_member(&mut self, tag: &BytesStart<'_>, name: &str) {
        match self.under {
            Under::Objects => {
                let id = match key_and_value(tag) {
                    Some((_, value)) => text_of(value).map(|text| text.into_owned()),
                    None => named(tag, "object-id"),
                };
                match id {
                    Some(id) => self.described.objects.push(id),
                    None => self.fault = Some("a relation of it cannot be read"),
                }
            }
            Under::Values if name == "attribute" => {
                let of = named(tag, "name").filter(|name| is_kept(name));
                self.value = of.map(|name| Trait {
                    name,
                    time: named(tag, "time").unwrap_or_default(),
                    value: String::new(),
                });
            }
            Under::Values => {
                if let Some((key, value)) = key_and_value(tag)
                    && is_kept(key)
                    && let Some(value) = text_of(value)
                {
                    self.described.traits.push(Trait {
                        name: key.to_owned(),
                        time: String::new(),
                        value: value.into_owned(),
                    });
                }
            }
            Under::Other => {}
        }
    }

    /// Takes the end of an element.
    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        match self.depth {
            4 => self.described.traits.extend(self.value.take()),
            2 if self.is_open => {
                self.is_open = false;
                let line = self.described.line;
                match (self.fault, self.part) {
                    (Some(what), Some(Part::Objects)) => {
                        self.store.reject(line, format!("an object is set aside: {what}"));
                    }
                    (Some(what), _) => self.store.reject(line, format!("an event is set aside: {what}")),
                    (None, Some(Part::Objects)) => self.described.objects.clear(),
                    (None, _) => self.store.event(&self.described),
                }
                if self.fault.is_none() && self.part == Some(Part::Objects) {
                    self.store.object(&self.described);
                }
            }
            1 => self.part = None,
            _ => {}
        }
    }

    fn entity(&mut self, raw: &str, limits: &XesLimits) {
        match unescape(raw) {
            Ok(text) => self.text(&text, limits),
            Err(_) if self.value.is_some() => self.fault = Some("a value of it has an unknown entity"),
            Err(_) => {}
        }
    }

    fn text(&mut self, text: &str, limits: &XesLimits) {
        // One byte more than is kept is enough to know that it is too long.
        if let Some(value) = &mut self.value
            && value.value.len() <= limits.value_bytes
        {
            value.value.push_str(text);
        }
    }
}

/// The line that a tag begins on; the reader stands behind its end.
fn line_of<R: Read>(tag: &BytesStart<'_>, reader: &mut Reader<Source<'_, R>>) -> u64 {
    reader.get_mut().line() - memchr::memchr_iter(b'\n', tag.as_bytes()).count() as u64
}
