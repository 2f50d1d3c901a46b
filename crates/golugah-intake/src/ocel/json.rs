//! OCEL 2.0 and 1.0 as JSON.
//!
//! 2.0 has lists of objects and of events, 1.0 has them by identifier; both are read by the same walk.

use std::borrow::Cow;
use std::io::BufRead;

use super::stream::{Held, Stream, shown};
use super::{Described, Fault, ObjectStore, Trait, is_kept};
use crate::json::{self, Cursor};

/// What stands in a part of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Objects,
    Events,
}

/// Reads the document to its end.
pub(super) fn read<R: BufRead>(reader: R, most: usize, store: &mut ObjectStore<'_>) -> Result<(), Fault> {
    let mut walk = Walk {
        stream: Stream::new(reader),
        most,
        bytes: Vec::new(),
        key: Vec::new(),
        described: Described::default(),
    };
    walk.document(store)
}

struct Walk<R> {
    stream: Stream<R>,
    most: usize,
    bytes: Vec<u8>,
    key: Vec<u8>,
    described: Described,
}

impl<R: BufRead> Walk<R> {
    fn document(&mut self, store: &mut ObjectStore<'_>) -> Result<(), Fault> {
        self.stream.expect(b'{')?;
        if self.stream.peek()? == Some(b'}') {
            self.stream.take();
        } else {
            loop {
                let mut key = std::mem::take(&mut self.key);
                self.stream.key(&mut key)?;
                self.stream.expect(b':')?;
                match key.as_slice() {
                    b"\"objects\"" | b"\"ocel:objects\"" => self.part(Part::Objects, store)?,
                    b"\"events\"" | b"\"ocel:events\"" => self.part(Part::Events, store)?,
                    _ => self.cut().map(drop)?,
                }
                self.key = key;
                if store.is_full() {
                    return Ok(());
                }
                match self.stream.peek()? {
                    Some(b',') => self.stream.take(),
                    Some(b'}') => {
                        self.stream.take();
                        break;
                    }
                    found => {
                        return self
                            .stream
                            .broken(&format!("expected a comma or `}}`, found {}", shown(found)));
                    }
                }
            }
        }
        match self.stream.peek()? {
            None => Ok(()),
            found => self
                .stream
                .broken(&format!("expected the end of the file, found {}", shown(found))),
        }
    }

    /// Cuts the next value out; whether it is short enough to be held.
    fn cut(&mut self) -> Result<bool, Fault> {
        self.bytes.clear();
        let mut held = Held {
            bytes: &mut self.bytes,
            most: self.most,
            overlong: false,
        };
        self.stream.value(&mut held)?;
        Ok(!held.overlong)
    }

    /// Takes a list of events or objects, or an object that has them by identifier.
    fn part(&mut self, part: Part, store: &mut ObjectStore<'_>) -> Result<(), Fault> {
        let (by_id, end) = match self.stream.peek()? {
            Some(b'[') => (false, b']'),
            Some(b'{') => (true, b'}'),
            _ => return self.cut().map(drop),
        };
        self.stream.take();
        if self.stream.peek()? == Some(end) {
            self.stream.take();
            return Ok(());
        }
        let mut key = Vec::new();
        loop {
            self.stream.peek()?;
            let line = self.stream.line();
            if by_id {
                self.stream.key(&mut key)?;
                self.stream.expect(b':')?;
            }
            let fits = self.cut()?;
            if fits {
                self.one(part, by_id.then_some(&key), line, store);
            } else {
                let most = self.most;
                store.reject(
                    line,
                    format!("expected an event or object of at most {most} bytes, found a longer one"),
                );
            }
            if store.is_full() {
                return Ok(());
            }
            match self.stream.peek()? {
                Some(b',') => self.stream.take(),
                Some(found) if found == end => {
                    self.stream.take();
                    return Ok(());
                }
                found => {
                    let what = format!(
                        "expected a comma or `{}`, found {}",
                        char::from(end),
                        shown(found)
                    );
                    return self.stream.broken(&what);
                }
            }
        }
    }

    fn one(&mut self, part: Part, key: Option<&Vec<u8>>, line: u64, store: &mut ObjectStore<'_>) {
        let described = &mut self.described;
        described.clear();
        described.line = line;
        let said = describe(&self.bytes, key, described).err();
        match (said, part) {
            (Some(what), Part::Objects) => store.reject(line, format!("an object is set aside: {what}")),
            (Some(what), Part::Events) => store.reject(line, format!("an event is set aside: {what}")),
            (None, Part::Objects) => store.object(described),
            (None, Part::Events) => store.event(described),
        }
    }
}

/// Reads one event or object.
fn describe(bytes: &[u8], key: Option<&Vec<u8>>, described: &mut Described) -> Result<(), String> {
    let utf8 = |bytes| std::str::from_utf8(bytes).map_err(|_| "its letters are no UTF-8".to_owned());
    if let Some(key) = key {
        let mut cursor = Cursor::new(utf8(key)?);
        let id = cursor.text().map_err(|fault| cursor.describe(&fault))?;
        described.id = id.into_owned();
    }
    let mut cursor = Cursor::new(utf8(bytes)?);
    let read = fields(&mut cursor, described).and_then(|()| cursor.end());
    read.map_err(|fault| cursor.describe(&fault))
}

type Read = Result<(), json::Fault>;

fn fields(cursor: &mut Cursor<'_>, described: &mut Described) -> Read {
    if cursor.peek() != b'{' {
        return cursor.fault("an object");
    }
    cursor.object(|cursor, key| {
        match key {
            b"id" => described.id = cursor.text()?.into_owned(),
            b"type" | b"ocel:type" | b"ocel:activity" => described.kind = cursor.text()?.into_owned(),
            b"time" | b"ocel:timestamp" => described.time = cursor.text()?.into_owned(),
            b"attributes" => return cursor.list(|cursor| attribute(cursor, &mut described.traits)),
            b"relationships" => {
                return cursor.list(|cursor| {
                    let mut id = Cow::Borrowed("");
                    cursor.object(|cursor, key| match key {
                        b"objectId" => {
                            id = cursor.text()?;
                            Ok(())
                        }
                        _ => cursor.skip(),
                    })?;
                    described.objects.push(id.into_owned());
                    Ok(())
                });
            }
            b"ocel:omap" => {
                return cursor.list(|cursor| {
                    described.objects.push(cursor.text()?.into_owned());
                    Ok(())
                });
            }
            b"ocel:vmap" | b"ocel:ovmap" => {
                return cursor.object(|cursor, name| {
                    let Some(name) = std::str::from_utf8(name).ok().filter(|name| is_kept(name)) else {
                        return cursor.skip();
                    };
                    let value = scalar(cursor)?;
                    described.traits.push(Trait {
                        name: name.to_owned(),
                        time: String::new(),
                        value,
                    });
                    Ok(())
                });
            }
            _ => return cursor.skip(),
        }
        Ok(())
    })
}

fn attribute(cursor: &mut Cursor<'_>, traits: &mut Vec<Trait>) -> Read {
    let mut one = Trait::default();
    cursor.object(|cursor, key| {
        match key {
            b"name" => one.name = cursor.text()?.into_owned(),
            b"time" => one.time = cursor.text()?.into_owned(),
            b"value" => one.value = scalar(cursor)?,
            _ => return cursor.skip(),
        }
        Ok(())
    })?;
    if is_kept(&one.name) {
        traits.push(one);
    }
    Ok(())
}

/// A text or number; what is neither is no name and no moment.
fn scalar(cursor: &mut Cursor<'_>) -> Result<String, json::Fault> {
    match cursor.peek() {
        b'"' | b'-' | b'0'..=b'9' => Ok(cursor.text()?.into_owned()),
        _ => cursor.skip().map(|()| String::new()),
    }
}
