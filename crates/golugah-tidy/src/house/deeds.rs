//! Every deed and the tables it writes, followed through the functions that it hands its desk to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::features::{Feature, Source, owner};
use crate::rust_text::closing_bracket;

/// One deed, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    pub(crate) of: String,
    pub(crate) tables: BTreeSet<String>,
    /// Features that react to it in its own transaction.
    pub(crate) reacts: BTreeSet<String>,
    /// Where it is written: path and line, for the rules that name it.
    pub(crate) place: (String, usize),
}

/// A function of the house: of which type, in which file, and where its body is.
struct Function<'s> {
    of_type: Option<&'s str>,
    name: &'s str,
    source: &'s Source<'s>,
    body: Range<usize>,
}

/// Every deed by its name in the log.
pub(crate) fn deeds(sources: &[Source<'_>], features: &[Feature]) -> BTreeMap<String, Deed> {
    let functions: Vec<Function<'_>> = sources.iter().flat_map(functions_of).collect();
    let mut found: BTreeMap<String, Deed> = BTreeMap::new();
    for (number, function) in functions.iter().enumerate() {
        let (Some(of_type), "perform") = (function.of_type, function.name) else {
            continue;
        };
        let Some((name, path, line)) = name_of(sources, function.source, of_type) else {
            continue;
        };
        let mut tables = BTreeSet::new();
        gather(&functions, number, &mut BTreeSet::new(), &mut tables);
        let reacts = reacting(sources, features, &name);
        let deed = found.entry(name).or_insert_with(|| Deed {
            of: feature_of(features, &path),
            tables: BTreeSet::new(),
            reacts,
            place: (path, line),
        });
        deed.tables.extend(tables);
    }
    found
}

fn feature_of(features: &[Feature], path: &str) -> String {
    owner(features, path).map_or_else(
        || path.split('/').nth(1).unwrap_or_default().to_owned(),
        |feature| feature.name.clone(),
    )
}

/// The deed's name and its line, from `const NAME` of the type's `impl Deed`; one that bears another's name says whose.
fn name_of(sources: &[Source<'_>], near: &Source<'_>, of_type: &str) -> Option<(String, String, usize)> {
    let begin = format!("impl Deed for {of_type} ");
    let (source, at) = std::iter::once(near)
        .chain(sources)
        .find_map(|source| Some((source, source.code.find(&begin)?)))?;
    let constant = at + source.code[at..].find("const NAME")?;
    let value = source.text[constant..].split(['=', ';']).nth(1)?.trim();
    let line = crate::rust_text::line_at(source.text, constant);
    let name = match value.strip_suffix("::NAME") {
        Some(other) if other != of_type => name_of(sources, source, word_at_end(other))?.0,
        Some(_) => return None,
        None => value.trim_matches('"').to_owned(),
    };
    Some((name, source.path.to_owned(), line))
}

/// The features whose `impl Life for …` names the deed.
fn reacting(sources: &[Source<'_>], features: &[Feature], deed: &str) -> BTreeSet<String> {
    let said = format!("\"{deed}\"");
    sources
        .iter()
        .filter(|source| source.code.contains("impl Life for ") && source.text.contains(&said))
        .map(|source| feature_of(features, source.path))
        .collect()
}

/// Adds the tables that a function writes, and those of the functions it hands its desk to.
fn gather(
    functions: &[Function<'_>],
    number: usize,
    seen: &mut BTreeSet<usize>,
    tables: &mut BTreeSet<String>,
) {
    if !seen.insert(number) {
        return;
    }
    let function = &functions[number];
    let (text, code) = (function.source.text, &function.source.code);
    for call in [".insert(", ".update("] {
        for (at, _) in code[function.body.clone()].match_indices(call) {
            let rest = text[function.body.start + at + call.len()..].trim_start();
            let table = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            tables.extend(table.map(str::to_owned));
        }
    }
    for call in calls_with_desk(&code[function.body.clone()]) {
        for (other, called) in functions.iter().enumerate() {
            if called.name == call.name && reaches(function, &call, called) {
                gather(functions, other, seen, tables);
            }
        }
    }
}

/// A call that hands on the desk: `name(…desk…)`, what stands before it, and whether it is a method.
struct Call<'c> {
    name: &'c str,
    before: &'c str,
    is_method: bool,
}

fn calls_with_desk(code: &str) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    // Most functions have no desk to hand on.
    let opens = code.match_indices('(').filter(|_| code.contains("desk"));
    for (open, _) in opens {
        let inner = &code[open + 1..closing_bracket(code, open).saturating_sub(1).max(open + 1)];
        let hands_on = inner
            .split(',')
            .any(|argument| matches!(argument.trim(), "desk" | "&mut *desk"));
        let head = &code[..open];
        let name = word_at_end(head);
        if !hands_on || name.is_empty() {
            continue;
        }
        let head = &head[..head.len() - name.len()];
        let is_method = head.ends_with('.');
        let before = head.strip_suffix("::").or(head.strip_suffix('.')).unwrap_or("");
        calls.push(Call {
            name,
            before: word_at_end(before),
            is_method,
        });
    }
    calls
}

fn word_at_end(text: &str) -> &str {
    let begun = text
        .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[begun..]
}

/// Whether a call in one function may be one of another of that name. In doubt it may: a table too many is seen by
/// whoever reads the page, one too few by nobody.
fn reaches(caller: &Function<'_>, call: &Call<'_>, called: &Function<'_>) -> bool {
    let folder = |path: &str| path.split('/').take(5).collect::<Vec<_>>().join("/");
    let is_near = folder(caller.source.path) == folder(called.source.path);
    match (called.of_type, call.is_method) {
        (Some(of_type), true) if call.before == "self" => caller.of_type == Some(of_type),
        (Some(of_type), true) => caller.of_type != Some(of_type) && has_word(&caller.source.code, of_type),
        (Some(of_type), false) => call.before == of_type,
        (None, true) => false,
        (None, false) => {
            let path = called.source.path;
            match call.before {
                "" | "super" | "self" => is_near,
                module => path.contains(&format!("/{module}/")) || path.ends_with(&format!("/{module}.rs")),
            }
        }
    }
}

fn has_word(code: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !is_letter(code[..at].chars().next_back()) && !is_letter(code[at + word.len()..].chars().next())
    })
}

/// The functions of a file, with the type whose `impl` they stand in.
fn functions_of<'s>(source: &'s Source<'s>) -> Vec<Function<'s>> {
    let code = &source.code;
    let mut impls: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, _) in code.match_indices("impl") {
        let begins = code[..at].is_empty() || code[..at].ends_with('\n');
        let Some(open) = code[at..].find('{').filter(|_| begins) else {
            continue;
        };
        let header = &code[at + 4..at + open];
        let header = header.split(" where ").next().unwrap_or_default();
        let of_type = header.rsplit(" for ").next().unwrap_or_default().trim();
        let of_type = of_type
            .split('<')
            .find(|part| !part.trim().is_empty())
            .unwrap_or_default();
        impls.push((at..closing_bracket(code, at + open), word_at_end(of_type.trim())));
    }
    let mut found = Vec::new();
    for (at, begin) in code.match_indices("fn ") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + begin.len()..];
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let Some(open) = body_of(code, at) else { continue };
        let of_type = impls
            .iter()
            .find(|(range, _)| range.contains(&at))
            .map(|(_, name)| *name);
        found.push(Function {
            of_type,
            name: &rest[..length],
            source,
            body: open..closing_bracket(code, open),
        });
    }
    found
}

/// Where the body of the function at `at` opens; a signature without one has none.
fn body_of(code: &str, at: usize) -> Option<usize> {
    let mut place = at;
    while place < code.len() {
        match code.as_bytes()[place] {
            b'{' => return Some(place),
            b';' => return None,
            b'(' | b'[' => place = closing_bracket(code, place),
            _ => place += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::deeds;
    use crate::features::{features, sources};
    use crate::tree::Tree;

    #[test]
    fn a_deeds_tables_are_followed_through_its_calls() {
        let county = "crates/golugah-county/src";
        let deed = |name: &str, of: &str, body: &str| {
            format!(
                "impl Deed for {of} {{\n    const NAME: &'static str = \"{name}\";\n    async fn perform(self, desk: &mut Desk<'_>) -> R {{\n{body}\n}}\n}}\n"
            )
        };
        let tree = Tree::made_up(&[
            (
                &format!("{county}/council/sessions/actions/close.rs"),
                &deed(
                    "session.close",
                    "Close",
                    "super::step(desk, 1).await?; works::carry(desk); let item = Enter { a };\nitem.perform(desk).await // desk.insert(\"no\", x)",
                ),
            ),
            (
                &format!("{county}/council/sessions/actions/mod.rs"),
                "async fn step(desk: &mut Desk<'_>, a: [u8; 2]) { desk.insert(\n  \"session_steps\", x) }",
            ),
            (
                &format!("{county}/council/sessions/actions/enter.rs"),
                &deed("item.enter", "Enter", "self.enter(desk)"),
            ),
            (
                &format!("{county}/council/sessions/actions/enter_two.rs"),
                &deed("x", "EnterTwo", "desk.insert(\"twos\", x)").replace("\"x\";", "Enter::NAME;"),
            ),
            (
                &format!("{county}/council/sessions/actions/entering.rs"),
                "impl Enter { fn enter(self, desk: D) { desk.insert(\"items\", x); } }\nimpl Other { fn enter(self, desk: D) { desk.insert(\"others\", x); } }",
            ),
            (&format!("{county}/council/works/mod.rs"), ""),
            (
                &format!("{county}/council/works/model.rs"),
                "pub fn carry(desk: &mut Desk<'_>) { desk.update(\"works\", x) }\nfn carry_not(desk: D) { desk.update(\"x\", y) }",
            ),
            (
                &format!("{county}/council/works/life.rs"),
                "impl Life for Works { fn of(&self) { \"session.close\" } }",
            ),
            (&format!("{county}/council/sessions/mod.rs"), ""),
        ]);
        let found = deeds(&sources(&tree), &features(&tree));
        let tables = |name: &str| found[name].tables.iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(tables("session.close"), ["items", "session_steps", "works"]);
        assert_eq!(tables("item.enter"), ["items", "twos"]);
        assert_eq!(found["session.close"].of, "sessions");
        assert!(found["session.close"].reacts.contains("works"));
        assert!(found["item.enter"].reacts.is_empty());
    }
}
