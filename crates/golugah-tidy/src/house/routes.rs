//! Every route and who may ask for it, read from where routes are added.

use std::collections::BTreeSet;

use crate::features::{Feature, Source, owner};
use crate::rust_text::{closing_bracket, line_at, literals};

/// What the method is called that adds a route, by a word in it, and what the route answers. A route is told by its
/// arguments, a path and who may; under a name that has none of these words it is none that the page could show.
const CALLS: [(&str, &str); 5] = [
    ("page", "GET"),
    ("open_list", "GET"),
    ("sheet", "GET"),
    ("deed", "POST"),
    ("upload", "POST"),
];

/// One route, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Route {
    pub(crate) path: String,
    pub(crate) method: &'static str,
    pub(crate) who: String,
    pub(crate) of: String,
}

/// The routes, and the places of those that could not be read, as `file:line`.
pub(crate) fn routes(sources: &[Source<'_>], features: &[Feature]) -> (BTreeSet<Route>, Vec<String>) {
    let (mut found, mut unread) = (BTreeSet::new(), Vec::new());
    for source in sources.iter().filter(|source| source.code.contains("Who")) {
        for (open, _) in source.code.match_indices('(') {
            let Some(name) = method_before(&source.code[..open]) else {
                continue;
            };
            let end = closing_bracket(&source.code, open);
            let arguments = arguments(source, open + 1, end - 1);
            let [path, who, ..] = arguments.as_slice() else {
                continue;
            };
            let Some(who) = who_of(source, who) else {
                // Something else that takes two words.
                continue;
            };
            let method = CALLS.iter().find(|(word, _)| name.contains(word));
            let paths = paths_of(sources, source, path, open);
            let Some((_, method)) = method.filter(|_| !paths.is_empty()) else {
                unread.push(format!("{}:{}", source.path, line_at(source.text, open)));
                continue;
            };
            let of = owner(features, source.path).map_or_else(String::new, |feature| feature.name.clone());
            found.extend(paths.into_iter().map(|path| Route {
                path,
                method,
                who: who.clone(),
                of: of.clone(),
            }));
        }
    }
    (found, unread)
}

/// The method called at the end of this code, its types in angles left out: `.form_page::<List>` is `form_page`.
fn method_before(code: &str) -> Option<&str> {
    let code = match code.strip_suffix('>') {
        Some(_) => code.rsplit_once("::<")?.0,
        None => code,
    };
    let begun = code.rfind(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    (code[begun..].starts_with('.') && begun + 1 < code.len()).then(|| &code[begun + 1..])
}

/// The arguments of a call between its brackets, each as it is written.
fn arguments<'t>(source: &Source<'t>, mut at: usize, end: usize) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut begun = at;
    while at < end {
        match source.code.as_bytes()[at] {
            b'(' | b'[' | b'{' => at = closing_bracket(&source.code, at),
            b',' => {
                found.push(source.text[begun..at].trim());
                at += 1;
                begun = at;
            }
            _ => at += 1,
        }
    }
    found.push(source.text[begun..end.max(begun)].trim());
    found
}

/// Who may, in words; `None` where the argument is nothing of the kind.
fn who_of(source: &Source<'_>, argument: &str) -> Option<String> {
    let argument = argument.trim();
    if let Some(named) = argument.rsplit("::").next()
        && !named.is_empty()
        && named
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    {
        let constant = format!("const {named}: Who = ");
        let at = source.text.find(&constant)? + constant.len();
        let end = source.text[at..].find(';')?;
        return who_of(source, &source.text[at..at + end]);
    }
    let said = argument.strip_prefix("Who::")?;
    let name = |text: &str| {
        words(
            text.split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default(),
        )
    };
    if said.starts_with("Only") || said.starts_with("OnDuty") {
        // Roles and duties, in the order in which they are named.
        let named = said.split("::").collect::<Vec<_>>();
        let roles = named.windows(2).filter_map(|pair| {
            let kind = pair[0].ends_with("Role") || pair[0].ends_with("Duty");
            kind.then(|| name(pair[1]))
        });
        return Some(roles.collect::<Vec<_>>().join(", "));
    }
    Some(name(said))
}

/// `PublicRelations` as `public relations`.
fn words(name: &str) -> String {
    let mut said = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !said.is_empty() {
            said.push(' ');
        }
        said.extend(letter.to_lowercase());
    }
    said
}

/// The paths that an argument stands for: itself, those in its brackets, those of the loop around it, or those of a table in the same folder.
fn paths_of(sources: &[Source<'_>], source: &Source<'_>, argument: &str, at: usize) -> Vec<String> {
    if let Some(path) = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return vec![path.to_owned()];
    }
    if argument.starts_with('[') {
        return literals(argument)
            .iter()
            .map(|(_, path)| (*path).to_owned())
            .collect();
    }
    if let Some((_, field)) = argument.split_once('.') {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = sources
            .iter()
            .filter(|other| other.path.rsplit_once('/').is_some_and(|(its, _)| its == folder));
        return beside
            .flat_map(|other| paths_of_field(other.text, field))
            .collect();
    }
    let begin = format!("for {argument} in [");
    let Some(begun) = source.text[..at].rfind(&begin) else {
        return Vec::new();
    };
    let list = source.text[begun..at].split(']').next().unwrap_or_default();
    literals(list)
        .iter()
        .map(|(_, path)| (*path).to_owned())
        .collect()
}

/// The paths that a file gives to a field: written out, or put together in a macro around the name it is called with.
fn paths_of_field(text: &str, field: &str) -> Vec<String> {
    let quoted = |rest: &str| {
        rest.strip_prefix('"')
            .and_then(|rest| rest.split('"').next().map(str::to_owned))
    };
    let mut found = Vec::new();
    for rest in text.split(&format!("{field}: ")).skip(1) {
        found.extend(quoted(rest).filter(|path| path.starts_with('/')));
        let Some((before, after)) = rest
            .strip_prefix("concat!(")
            .and_then(|rest| rest.split(')').next()?.split_once(", $name"))
        else {
            continue;
        };
        let (before, after) = (quoted(before), quoted(after.trim_start_matches([',', ' '])));
        let called = text
            .split_once("macro_rules! ")
            .and_then(|(_, rest)| rest.split(' ').next())
            .map_or_else(String::new, |name| format!("{name}!("));
        for call in text.split(&called).skip(1) {
            let name = call.split(')').next().and_then(|call| call.split('"').nth(1));
            found.extend(name.map(|name| {
                let (before, after) = (before.as_deref().unwrap_or(""), after.as_deref().unwrap_or(""));
                format!("{before}{name}{after}")
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::routes;
    use crate::features::{features, sources};
    use crate::tree::Tree;

    #[test]
    fn routes_are_read_however_they_are_written() {
        let folder = "crates/golugah-county/src/works/claims";
        let text = "const HEAD: Who = Who::Only(&[Role::AgencyHead, Role::Governor]);\n\
                    fn routes() { Routes::new().form_page::<List>(\"/claims\", Who::Staff)\n.deed(\n\"/claims/{id}\",\nHEAD,\nask,\n);\n\
                    for path in [\"/\", \"/portal\"] { r.page(path, Who::Anybody, |a, b| c(a, b)); }\n\
                    for list in LISTS { r.page(list.path, Who::Anybody, d); }\n\
                    r.page(\"/door\", Who::OnlyOrOnDuty(&[Role::Secretary], &[Duty::CaseOfficer]), g);\n\
                    other.page(1, 2); r.page(unknown, Who::Staff, e); r.odd(\"/odd\", Who::Staff); // r.page(\"/no\", Who::Staff, f)\n }";
        let tree = Tree::made_up(&[
            (&format!("{folder}/mod.rs"), text),
            (
                &format!("{folder}/lists.rs"),
                "const LISTS: [List; 1] = [List { path: \"/portal/claims.csv\" }];\n\
                 macro_rules! list { ($name:literal) => { List { path: concat!(\"/portal/\", $name, \".json\") } }; }\n\
                 list!(\"parties\");",
            ),
            (&format!("{folder}/actions/a.rs"), "impl Deed for A {}"),
        ]);
        let (found, unread) = routes(&sources(&tree), &features(&tree));
        let lines: Vec<_> = found
            .iter()
            .map(|route| format!("{} {} {} {}", route.method, route.path, route.who, route.of))
            .collect();
        let expected = [
            "GET / anybody claims",
            "GET /claims staff claims",
            "POST /claims/{id} agency head, governor claims",
            "GET /door secretary, case officer claims",
            "GET /portal anybody claims",
            "GET /portal/claims.csv anybody claims",
            "GET /portal/parties.json anybody claims",
        ];
        assert_eq!(lines, expected);
        let place = format!("{folder}/mod.rs:11");
        assert_eq!(unread, [place.clone(), place]);
    }
}
