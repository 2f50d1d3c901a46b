//! Every page of the demonstration's county, as everybody who can sign in, in both languages: what is true of all pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use golugah_county::site::rights;

use crate::program::{Room, demonstration};
use crate::served::{Served, ask, sign_in};

/// Who asks, and how the links they follow begin.
struct Visitor {
    name: String,
    cookie: String,
}

/// What a browser would see of a page.
#[derive(Default)]
struct Seen {
    /// Texts for people, in order, without those that are set apart: names, codes, what is in another language.
    texts: Vec<String>,
    /// How deep each heading is.
    headings: Vec<u32>,
    ids: Vec<String>,
    links: Vec<String>,
    html: String,
}

/// Elements that have no end.
const VOID: [&str; 10] = [
    "area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr",
];

fn see(page: &str) -> Seen {
    let mut seen = Seen::default();
    // The open elements, each with whether what is in it is set apart.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let apart = open.last().is_some_and(|(_, apart)| *apart);
        if !apart {
            seen.texts.push(plain(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len() - 1);
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n', '/'])
            .next()
            .unwrap_or_default();
        if tag.starts_with('/') {
            // An element that was left open ends with the one around it.
            while let Some((last, _)) = open.pop() {
                if last == name {
                    break;
                }
            }
            continue;
        }
        if name.starts_with('!') {
            continue;
        }
        if name == "html" {
            seen.html = tag.to_owned();
        }
        if let Some(depth) = name.strip_prefix('h').and_then(|depth| depth.parse().ok()) {
            seen.headings.push(depth);
        }
        seen.ids.extend(value(tag, "id").map(str::to_owned));
        seen.links.extend(value(tag, "href").map(plain));
        if VOID.contains(&name) || tag.ends_with('/') {
            continue;
        }
        let own = matches!(
            name,
            "title" | "style" | "script" | "bdi" | "code" | "pre" | "textarea"
        ) || value(tag, "dir") == Some("ltr") && name != "html"
            || value(tag, "dir") == Some("auto")
            || value(tag, "lang").is_some() && name != "html"
            || value(tag, "class")
                .is_some_and(|class| class.split(' ').any(|class| class == "code" || class == "prose"));
        open.push((name.to_owned(), apart || own));
    }
    seen
}

fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// A text without its entities.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';') {
            Some((entity, after)) if entity.len() <= 6 => {
                out.push(match entity {
                    "amp" | "#38" => '&',
                    _ => ' ',
                });
                rest = after;
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// How the keys of the words begin, and every text in English: what is in none of them and begins so is a key without
/// words.
struct Words {
    families: BTreeSet<String>,
    english: String,
}

impl Words {
    fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en");
        let (mut families, mut english) = (BTreeSet::new(), String::new());
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for (key, said) in text.lines().filter_map(|line| line.split_once(" = ")) {
                families.insert(key.split('-').next().unwrap().to_owned());
                english.push_str(&said.to_lowercase());
                english.push('\n');
            }
        }
        Self { families, english }
    }

    /// Words of a text that look like keys: `site-sign-in`.
    fn keys<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let words = text.split(|c: char| !(is_part(c) || c.is_alphanumeric() || c == '_' || c == '.'));
        words
            .filter(|word| word.chars().all(is_part) && !self.english.contains(*word))
            .filter(|word| {
                let family = word
                    .split_once('-')
                    .map(|(family, rest)| (family, rest.is_empty()));
                family.is_some_and(|(family, empty)| !empty && self.families.contains(family))
            })
            .collect()
    }
}

/// What is wrong with a page in a language; one with `foreign` texts cites the works it stands on.
fn faults(seen: &Seen, persian: bool, foreign: bool, words: &Words) -> Vec<String> {
    let mut faults = Vec::new();
    let expected = if persian { ("fa", "rtl") } else { ("en", "ltr") };
    if value(&seen.html, "lang").zip(value(&seen.html, "dir")) != Some(expected) {
        faults.push(format!("<{}>", seen.html));
    }
    let mut ids = BTreeSet::new();
    faults.extend(
        seen.ids
            .iter()
            .filter(|id| !ids.insert(*id))
            .map(|id| format!("twice the id {id}")),
    );
    if seen.headings.iter().filter(|depth| **depth == 1).count() != 1 {
        faults.push("not one h1".to_owned());
    }
    let jumps = seen.headings.windows(2).filter(|pair| pair[1] > pair[0] + 1);
    faults.extend(jumps.map(|pair| format!("h{} after h{}", pair[1], pair[0])));
    for text in &seen.texts {
        if text.contains("{$") || text.contains("{ $") || text.contains("{{") {
            faults.push(format!("a place was not filled: {text}"));
        }
        faults.extend(words.keys(text).iter().map(|key| format!("no words for {key}")));
        // A code like R018 or SHA-256, or a lot of a tender with a slash before its number, bears letters; a number in a Persian
        // sentence bears none.
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '/'));
        let is_latin = |word: &&str| {
            word.bytes().any(|byte| byte.is_ascii_digit())
                && !word.bytes().any(|byte| byte.is_ascii_alphabetic())
        };
        if persian && !foreign && words.filter(is_latin).count() > 0 {
            faults.push(format!("Latin digits: {}", text.trim()));
        }
    }
    faults
}

/// The route that an address is of.
fn route<'r>(routes: &[&'r str], path: &str) -> Option<&'r str> {
    let fits = |route: &str| {
        let mut parts = path.split('/');
        for part in route.split('/') {
            match (part, parts.next()) {
                ("{*path}", Some(_)) => return true,
                (part, Some(found)) if part == found || part.starts_with('{') && !found.is_empty() => {}
                _ => return false,
            }
        }
        parts.next().is_none()
    };
    // A route with a name of its own goes before one with a place for anything.
    let mut fitting: Vec<&str> = routes.iter().copied().filter(|route| fits(route)).collect();
    fitting.sort_by_key(|route| route.matches('{').count());
    fitting.first().copied()
}

/// How many pages of one route are looked at, for one visitor in one language.
const OF_A_ROUTE: usize = 5;

/// The engine's own reports, which cite laws, programs and works by their published names.
const REPORTS: [&str; 2] = ["/imports/{id}/report", "/log/report"];

/// Pages that need not be reached, each with the reason.
const UNLINKED: [(&str, &str); 10] = [
    (
        "/evidence/{id}/file",
        "one resolution of the demonstration has a file, which need not be among those looked at; `proofs` follows its link",
    ),
    ("/portal", "the front page by the name that people guess"),
    ("/search", "a form in the head of each page leads there"),
    ("/portal/search", "a form in the head of each page leads there"),
    ("/assets/Vazirmatn-wght.woff2", "the style asks for it"),
    ("/begin", "there only while nobody is entered"),
    (
        "/log/tile/{*path}",
        "read by programs, which know their names from the standard",
    ),
    (
        "/imports/{id}/rejects",
        "only files of which something was noted lead there, and they need not be among those looked at",
    ),
    (
        "/pasted/{id}",
        "the demonstration's county held its sessions with the program; `pasted` of the county follows its link",
    ),
    (
        "/imports/{id}/columns",
        "the demonstration's data are no tables; `table_columns` of the county follows its link",
    ),
];

#[test]
fn every_page_is_whole_in_both_languages_for_everybody() {
    let room = Room::with_demonstration();
    let (_, said) = demonstration();
    let said = said
        .split("sign in as ")
        .nth(1)
        .unwrap_or_else(|| panic!("{said}"));
    let (names, password) = said
        .lines()
        .next()
        .unwrap()
        .split_once(" with the password ")
        .unwrap();
    let site = Served::over(&room, "county", &["--no-worker"]);
    let mut visitors = vec![Visitor {
        name: "nobody".to_owned(),
        cookie: String::new(),
    }];
    // One of each role: two heads of agencies see the same pages.
    let mut roles = BTreeSet::new();
    for name in names.split(", ") {
        let cookie = sign_in(&site.address, name, password);
        let today = ask(&site.address, "GET", "/today", &cookie, "").unwrap();
        let (_, role) = today.split_once("<span class=\"who\">").unwrap();
        if roles.insert(role.split("</span>").next().unwrap().to_owned()) {
            let name = name.to_owned();
            visitors.push(Visitor { name, cookie });
        }
    }
    assert!(visitors.len() >= 6, "{roles:?}");
    let routes: Vec<&str> = rights()
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| route.path)
        .collect();
    let words = Words::read();
    let mut reached = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    let mut pages = 0;
    for visitor in &visitors {
        for (start, persian) in [("/", true), ("/en/", false)] {
            let mut waiting = vec![start.to_owned()];
            let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
            let mut of_route: BTreeMap<&str, usize> = BTreeMap::new();
            while let Some(path) = waiting.pop() {
                let within = path.strip_prefix("/en").filter(|_| !persian).unwrap_or(&path);
                let bare = within.split('?').next().unwrap();
                let Some(route) = route(&routes, bare) else {
                    wrong.insert(format!("{path}: no such route, and a link leads there"));
                    continue;
                };
                let count = of_route.entry(route).or_default();
                *count += 1;
                if *count > OF_A_ROUTE {
                    continue;
                }
                let answer = ask(&site.address, "GET", &path, &visitor.cookie, "").unwrap();
                let (head, body) = answer.split_once("\r\n\r\n").unwrap();
                let what = format!("{path} as {}", visitor.name);
                if !head.starts_with("HTTP/1.1 200") {
                    wrong.insert(format!("{what}: {}", head.lines().next().unwrap()));
                    continue;
                }
                reached.insert(route);
                if !head.contains("content-type: text/html") {
                    continue;
                }
                pages += 1;
                let seen = see(body);
                for fault in faults(&seen, persian, REPORTS.contains(&route), &words) {
                    wrong.insert(format!(
                        "{}: {fault}",
                        if visitor.name == "nobody" {
                            what.clone()
                        } else {
                            path.clone()
                        }
                    ));
                }
                for link in &seen.links {
                    let link = link.split('#').next().unwrap();
                    let link = match link.strip_prefix('?') {
                        Some(query) => format!("{}?{query}", path.split('?').next().unwrap()),
                        None => link.to_owned(),
                    };
                    // The other language has its own turn.
                    let other = link == "/en" || link.starts_with("/en/");
                    if link.starts_with('/') && other != persian && known.insert(link.clone())
                        || link.starts_with("/log/") && known.insert(link.clone())
                    {
                        waiting.push(link);
                    }
                }
            }
        }
    }
    let unreached: Vec<_> = routes
        .iter()
        .filter(|route| !reached.contains(**route) && UNLINKED.iter().all(|(known, _)| known != *route))
        .collect();
    println!("{pages} pages as {} visitors", visitors.len());
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unreached.is_empty(), "no page leads to {unreached:?}");
    assert!(pages > 200, "only {pages} pages were seen");
}

#[test]
fn what_is_wrong_with_a_page_is_seen() {
    let words = Words {
        families: BTreeSet::from(["site".to_owned()]),
        english: "a site-wide notice\n".to_owned(),
    };
    let page =
        |main: &str| format!("<!DOCTYPE html>\n<html lang=\"fa\" dir=\"rtl\"><body>{main}</body></html>");
    let sound = "<h1>گلوگاه‌ها</h1><p id=\"a\">۱۲ R018 <bdi>12</bdi> site-wide &#39; <span class=\"code\">7</span></p><h2>x</h2>";
    assert_eq!(
        faults(&see(&page(sound)), true, false, &words),
        Vec::<String>::new()
    );
    for (main, fault) in [
        ("<h1>a</h1><p>در 12 روز</p>", "Latin digits"),
        ("<h1>a</h1><p>site-menu</p>", "no words for site-menu"),
        ("<h1>a</h1><p>{ $count }</p>", "a place was not filled"),
        ("<h1 id=\"x\">a</h1><p id=\"x\">b</p>", "twice the id x"),
        ("<h1>a</h1><h3>b</h3>", "h3 after h1"),
        ("<h2>a</h2>", "not one h1"),
    ] {
        let found = faults(&see(&page(main)), true, false, &words);
        assert!(
            found.len() == 1 && found[0].starts_with(fault),
            "{main}: {found:?}"
        );
    }
    let found = faults(&see(&page(sound)), false, false, &words);
    assert!(
        found.len() == 1 && found[0].starts_with("<html lang=\"fa\""),
        "{found:?}"
    );
}
