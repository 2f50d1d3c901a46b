use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};

use super::Site;
use crate::people::Role;

/// Who may ask for a page or do its deed. The deed itself may ask more: whose agency, in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, without sign-in.
    Anybody,
    /// Whoever is signed in.
    Staff,
    /// Whoever has one of these roles.
    Only(&'static [Role]),
}

impl Who {
    /// Whether somebody in this role, or nobody signed in, is let through.
    pub fn admits(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Anybody, _) | (Self::Staff, Some(_)) => true,
            (Self::Only(roles), Some(role)) => roles.contains(&role),
            (Self::Staff | Self::Only(_), None) => false,
        }
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
        self.add("GET", path, who, get(handler))
    }

    /// A deed.
    #[must_use]
    pub fn deed<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("POST", path, who, post(handler))
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        who: Who,
        handler: MethodRouter<Site>,
    ) -> Self {
        self.table.push(Route { method, path, who });
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
