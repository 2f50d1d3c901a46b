//! Links from page to page lead somewhere.

use crate::breach::{Breach, assert_none, places};
use crate::tree::{Tree, numbered};

fn links_lead_somewhere(tree: &Tree) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, text) in tree.ending(&[".md"]) {
        let mut in_code = false;
        for (line, said) in numbered(text) {
            if said.trim_start().starts_with("```") {
                in_code = !in_code;
            }
            if in_code {
                continue;
            }
            for target in targets(said) {
                let there = resolve(path, target);
                if !there
                    .as_deref()
                    .is_some_and(|there| there.is_empty() || tree.has(there))
                {
                    let advice = format!("`{target}` is not there: mend the link, or write what it promises");
                    breaches.push(Breach::new("link", path, line, advice));
                }
            }
        }
    }
    breaches
}

/// The relative targets of a line: `](target)` and `src="target"`, outside of code.
fn targets(said: &str) -> Vec<&str> {
    let plain: Vec<&str> = said.split('`').step_by(2).collect();
    let mut found = Vec::new();
    for (open, close) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
        for part in &plain {
            found.extend(
                part.split(open)
                    .skip(1)
                    .filter_map(|rest| rest.split_once(close))
                    .map(|(target, _)| target),
            );
        }
    }
    // A link whose text is code is cut in two by the split; its end still begins with `](`.
    found.retain(|target| {
        !target.contains("://") && !target.starts_with("mailto:") && !target.starts_with('#')
    });
    found
}

/// The path from the root, without what follows `#`; none where it leads out of the project.
fn resolve(from: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn a_link_to_nowhere_is_found() {
    let page = "[a](b.md) [`c`](../x.md#part) [w](https://example.org) `[no](code.md)`\n```\n[no](code.md)\n```\n\
                <img src=\"p.png\"> [up](../../y.md) [here](#there)\n";
    let tree = Tree::made_up(&[("docs/a.md", page), ("docs/b.md", ""), ("x.md", "")]);
    assert_eq!(
        places(&links_lead_somewhere(&tree)),
        ["docs/a.md:5", "docs/a.md:5"]
    );
}

#[test]
fn the_projects_links_lead_somewhere() {
    assert_none(&links_lead_somewhere(Tree::of_project()));
}
