use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::actions::{HandInFile, ReadAgain};
use super::columns::may_be_said;
use super::noted::Noted;
use super::queries::{self, Import};
use super::read_as::{ReadAs, look_of};
use super::{HANDS_IN, ImportState, ResultKind, came_again, live, since};
use crate::support::web::{
    Ask, Form, Page, PageError, Pager, Query, Site, Span, Visitor, plain_name, report as worker_report,
};
use golugah_desk::Refusal;
use golugah_desk::store::{Aside, Store};
use golugah_findings::Coverage;

/// How much is read of the form's one-time key; a longer one is none.
const MOST_OF_A_KEY: usize = 64;

#[derive(Template)]
#[template(path = "imports/templates/list.html")]
struct List {
    page: Page,
    imports: Vec<Import>,
    pager: Pager,
    may_hand_in: bool,
    form: Form,
    /// The import that has this file already.
    known: Option<i64>,
}

#[derive(Template)]
#[template(path = "imports/templates/show.html")]
struct Show {
    page: Page,
    import: Import,
    /// What the kept data answers, each with what would answer more.
    covered: Vec<(String, Vec<String>)>,
    /// What this file by itself answers, in the same form.
    own: Vec<(String, Vec<String>)>,
    /// What of it stands in other files too.
    came_again: Vec<String>,
    /// What has changed since the measurement before it, as HTML.
    since: String,
    /// What the measurement said of peers together, and how many more there are.
    families: Vec<String>,
    more_families: i64,
    /// Whether the reader may say what its columns are.
    may_say: bool,
    may_hand_in: bool,
    /// What was noted of the file itself.
    noted: Noted,
    /// Whether there is a list of it, and whether a workbook of what was left out would hold a line.
    has_list: bool,
    has_left: bool,
    /// What is known of how the file is read.
    read_as: ReadAs,
    /// Whether there is a report that the reader may read.
    has_report: bool,
}

async fn page_of(
    site: &Site,
    visitor: &Visitor,
    span: &Span,
    form: Form,
    known: Option<i64>,
) -> Result<Response, PageError> {
    let imports = queries::imports(site.db.read(), span).await?;
    let status = form.status();
    let html = List {
        page: Page::staff(site, visitor).await?,
        pager: imports.pager(""),
        imports: imports.rows,
        may_hand_in: HANDS_IN.admits(visitor.person.as_ref().map(|person| person.role)),
        form,
        known,
    };
    Ok((status, Html(html.render()?)).into_response())
}

/// Which page of the list is wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let span = Span::of(&wanted.after, &wanted.before);
    page_of(&site, &visitor, &span, Form::default(), None).await
}

pub(super) async fn hand_in(
    State(site): State<Site>,
    visitor: Visitor,
    parts: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Response, PageError> {
    let refused = |key| Form::default().refused(key);
    let taken = match parts {
        Ok(parts) => take(&site.store, parts).await?,
        Err(_) => Err("refusal-file-missing"),
    };
    let (name, aside, form) = match taken {
        Ok(taken) => taken,
        Err(key) => return page_of(&site, &visitor, &Span::default(), refused(key), None).await,
    };
    let taken = aside.taken().clone();
    let visitor = visitor.sending(&form, Some(&taken.sha256));
    let doer = visitor.doer().ok_or(PageError::NotAllowed)?;
    let deed = HandInFile {
        name,
        sha256: taken.sha256.clone(),
        bytes: i64::try_from(taken.bytes).unwrap_or(i64::MAX),
    };
    let done = aside.belongs_to(&site.db, doer, deed).await;
    match done.map_err(Refusal::in_a_form) {
        Ok(import) => {
            let to = Page::new(&site, &visitor).link(&format!("/imports/{import}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => {
            let known = queries::of_file(site.db.read(), &taken.sha256).await?;
            page_of(&site, &visitor, &Span::default(), refused(key), known).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes the one file of a form, with what stands beside it; else the key of the sentence that says why not.
async fn take(
    store: &Store,
    mut parts: Multipart,
) -> Result<Result<(String, Aside, Form), &'static str>, PageError> {
    let (mut taken, mut key) = (None, String::new());
    loop {
        let mut part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => {
                let form = Form::default().with("once", &key);
                let taken = taken.map(|(name, aside)| (name, aside, form));
                return Ok(taken.ok_or("refusal-file-missing"));
            }
            Err(_) => return Ok(Err("refusal-file-cut-short")),
        };
        if part.name() == Some("once") {
            while let Ok(Some(bytes)) = part.chunk().await {
                let room = MOST_OF_A_KEY.saturating_sub(key.len());
                key.extend(bytes.iter().take(room).copied().map(char::from));
            }
        }
        if part.name() != Some("file") {
            continue;
        }
        if taken.is_some() {
            return Ok(Err("refusal-file-twice"));
        }
        let name = plain_name(part.file_name().unwrap_or_default());
        let mut incoming = store.begin().await?;
        loop {
            match part.chunk().await {
                Ok(Some(bytes)) => incoming.push(&bytes).await?,
                Ok(None) => break,
                Err(_) => return Ok(Err("refusal-file-cut-short")),
            }
        }
        if incoming.is_empty() || name.is_empty() {
            return Ok(Err("refusal-file-missing"));
        }
        taken = Some((name, incoming.finish().await?));
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let import = queries::import(site.db.read(), id)
        .await?
        .ok_or(PageError::NotFound)?;
    let waits = import.state == ImportState::Waiting.word();
    let page = Page::staff(&site, &visitor).await?;
    // What is not as the program writes it is not shown; whoever verifies the log is told.
    let coverage: Vec<Coverage> = import
        .coverage
        .as_deref()
        .and_then(|coverage| serde_json::from_str(coverage).ok())
        .unwrap_or_default();
    let own = queries::result(site.db.read(), id, ResultKind::Coverage, "").await?;
    let own: Vec<Coverage> = match own {
        Some(sha256) => {
            let kept = site.result(&sha256).await.unwrap_or_default();
            serde_json::from_slice(&kept).unwrap_or_default()
        }
        None => Vec::new(),
    };
    let naming = since::naming_of(&site, &import).await?.unwrap_or_default();
    let since = match naming.day.as_str() {
        "" => String::new(),
        _ => since::told(&page, &site.catalogue, &naming)?,
    };
    let (families, more_families) = since::families(&page, &site.catalogue, &naming);
    let came_again = came_again::told(&site, &page, &import).await?;
    let looked = queries::result(site.db.read(), id, ResultKind::Look, page.language.tag()).await?;
    let role = visitor.person.as_ref().map(|person| person.role);
    let look = match &looked {
        Some(sha256) => look_of(&site, sha256).await,
        None => None,
    };
    let read_as = ReadAs::of(site.db.read(), &import, look).await?;
    let may_say = looked.is_some() && may_be_said(&import) && HANDS_IN.admits(role);
    // What could not be read is told in the words of the file, in which people stand: to those who hand files in.
    let list = if HANDS_IN.admits(role) {
        queries::result(site.db.read(), id, ResultKind::Rejects, "").await?
    } else {
        None
    };
    let (noted, has_list) = match &list {
        Some(sha256) => match site.result(sha256).await {
            // A file that was read anew without a fault has an empty one.
            Ok(list) => (Noted::of(&list), !list.is_empty()),
            // One that was altered is not given out, and the page is no place to say so.
            Err(_) => (Noted::default(), true),
        },
        None => (Noted::default(), false),
    };
    let has_report = match super::report_for(&page) {
        Some(kind) => queries::result(site.db.read(), id, kind, page.language.tag())
            .await?
            .is_some(),
        None => false,
    };
    let html = Show {
        has_report,
        may_say,
        may_hand_in: HANDS_IN.admits(role),
        has_left: noted.has_left(),
        noted,
        has_list,
        read_as,
        covered: golugah_report::covered(&coverage, page.language),
        own: golugah_report::covered_by_file(&own, page.language),
        came_again,
        since,
        families,
        more_families,
        page: page.clone(),
        import,
    }
    .render()?;
    if waits {
        return Ok(live::watch(site, page, id, &html));
    }
    Ok(Html(html).into_response())
}

pub(super) async fn read_again(ask: Ask, Path(id): Path<i64>, form: Form) -> Result<Response, PageError> {
    let deed = ReadAgain {
        import: id,
        version: form.version().map_err(PageError::Refused)?,
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    ask.site.db.perform(doer, deed).await?;
    let to = Page::new(&ask.site, &ask.visitor).link(&format!("/imports/{id}"));
    Ok(Redirect::to(&to).into_response())
}

/// An empty table to be filled.
pub(super) async fn template(
    State(site): State<Site>,
    Path(name): Path<String>,
) -> Result<Response, PageError> {
    let file = site.handed_out.get(&name).ok_or(PageError::NotFound)?;
    let head: [(HeaderName, String); 2] = [
        (
            CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((head, file.clone()).into_response())
}

pub(super) async fn report(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let page = Page::staff(&site, &visitor).await?;
    let kind = super::report_for(&page).ok_or(PageError::NotAllowed)?;
    let html = written(&site, id, kind, visitor.language.tag()).await?;
    Ok(worker_report(html))
}

pub(super) async fn rejects(
    State(site): State<Site>,
    _visitor: Visitor,
    Path(id): Path<i64>,
) -> Result<Response, PageError> {
    let lines = written(&site, id, ResultKind::Rejects, "").await?;
    let head: [(HeaderName, &str); 2] = [
        (CONTENT_TYPE, "application/x-ndjson; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"rejects.jsonl\""),
    ];
    Ok((head, lines).into_response())
}

/// What the worker wrote, if it still is what the import's record names.
async fn written(site: &Site, import: i64, kind: ResultKind, language: &str) -> Result<Vec<u8>, PageError> {
    let sha256 = queries::result(site.db.read(), import, kind, language)
        .await?
        .ok_or(PageError::NotFound)?;
    site.result(&sha256).await
}
