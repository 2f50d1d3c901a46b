use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};

use tower_http::timeout::TimeoutLayer;

use super::typed::taken_in;
use super::{Duty, FormPage, FromForm, Held, Role, Site, flow};

/// The longest form, in bytes.
const LONGEST_FORM: usize = 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The largest file that can be handed in: a county's tenders of ten years, packed or not, are smaller.
const LARGEST_FILE: usize = 4 * 1024 * 1024 * 1024;

/// The longest form with a file in it. A file that is somewhat too large is read to its end, so that its sender gets an
/// answer and keeps what was typed.
const LONGEST_FORM_WITH_FILE: usize = 64 * 1024 * 1024;

/// How long such a form may take: a photograph over a village's line.
const PATIENCE_WITH_A_FORM: Duration = Duration::from_secs(600);

/// How long handing in a file may take: the largest one over a line of ten megabits a second.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(3600);

/// Who may ask for a page or do its deed. The deed itself may ask more: whose agency, in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, without sign-in.
    Anybody,
    /// Whoever is signed in.
    Staff,
    /// Whoever has one of these roles.
    Only(&'static [Role]),
    /// Whoever has one of these duties today for the whole county, in whatever post.
    OnDuty(&'static [Duty]),
    /// Whoever has one of these roles, or one of these duties today for the whole county.
    OnlyOrOnDuty(&'static [Role], &'static [Duty]),
}

impl Who {
    /// Whether somebody in this role, or nobody signed in, is let through by that alone.
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Anybody, _) | (Self::Staff, Some(_)) => true,
            (Self::Only(roles) | Self::OnlyOrOnDuty(roles, _), Some(role)) => roles.contains(&role),
            (Self::OnDuty(_), _) | (Self::Staff | Self::Only(_) | Self::OnlyOrOnDuty(..), None) => false,
        }
    }

    /// The duty through which somebody who has these is let through: the hat that the deed is done in. One that was given for
    /// an agency, a place or a kind of work opens nothing here: a route does not know whose record it is asked for.
    pub fn admits_on_duty(self, held: &[Held]) -> Option<Duty> {
        let (roles, duties): (&[Role], &[Duty]) = match self {
            Self::Anybody | Self::Staff => return None,
            Self::Only(roles) => (roles, &[]),
            Self::OnDuty(duties) => (&[], duties),
            Self::OnlyOrOnDuty(roles, duties) => (roles, duties),
        };
        // Whatever the secretary may, the duty of the secretariat may: said here, once for every route.
        let opens = |duty: Duty| {
            duties.contains(&duty) || (duty == Duty::Secretariat && roles.contains(&Role::Secretary))
        };
        let mut for_all = held.iter().filter(|held| held.is_for_all());
        for_all.find_map(|held| opens(held.duty).then_some(held.duty))
    }
}

/// One route, as the table of rights has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with `{id}` in place of numbers.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
}

impl Route {
    /// Whether it is answered while nobody is entered: the page on which a county begins, and what that page needs.
    pub(crate) fn is_open_before_the_beginning(&self) -> bool {
        self.path == "/begin" || self.path.starts_with("/assets/")
    }
}

/// Routes as they are added: there is no way to add one without saying who may.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<Site>,
    table: Vec<Route>,
}

impl Routes {
    /// No routes.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn page<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("GET", path, who, get(handler), (LONGEST_FORM, PATIENCE))
    }

    /// A deed.
    #[must_use]
    pub fn deed<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("POST", path, who, post(handler), (LONGEST_FORM, PATIENCE))
    }

    /// A page with a form, which a refused deed shows again.
    #[must_use]
    pub fn form_page<P: FormPage>(self, path: &'static str, who: Who) -> Self {
        self.page(path, who, flow::shown::<P>)
    }

    /// A deed that is done with the form on such a page.
    #[must_use]
    pub fn form_deed<P: FormPage, D: FromForm<At = P::At>>(self, path: &'static str, who: Who) -> Self {
        self.deed(path, who, flow::done::<P, D>)
    }

    /// A deed whose form may carry a file of people's size: a photograph, a letter.
    #[must_use]
    pub fn deed_with_file<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add(
            "POST",
            path,
            who,
            post(handler),
            (LONGEST_FORM_WITH_FILE, PATIENCE_WITH_A_FORM),
        )
    }

    /// A deed that takes a file, which may be long and take long.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add(
            "POST",
            path,
            who,
            post(handler),
            (LARGEST_FILE, PATIENCE_WITH_FILES),
        )
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        who: Who,
        handler: MethodRouter<Site>,
        (longest, patience): (usize, Duration),
    ) -> Self {
        self.table.push(Route { method, path, who });
        // Every handler reads what it is sent through an extractor, and extractors keep to this limit.
        let handler = match method {
            "POST" => handler.layer::<_, Infallible>(middleware::from_fn(taken_in)),
            _ => handler,
        };
        let handler = handler
            .layer::<_, Infallible>(DefaultBodyLimit::max(longest))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                patience,
            ));
        self.router = self.router.route(path, handler);
        self
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The routes, and who may ask for which.
    pub fn split(self) -> (Router<Site>, Vec<Route>) {
        (self.router, self.table)
    }
}
