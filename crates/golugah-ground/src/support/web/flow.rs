//! A form, its deed and its page, once for everybody: the form is read, the deed made from it and done, and the page shows itself again
//! with what was typed and the sentence that says why it was refused.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use golugah_desk::{Deed, Read, Refusal};
use serde::de::DeserializeOwned;

use super::{Form, Page, PageError, Site, Visitor};

/// Who asks, and of which site: everything that a page or a form's deed is made from.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The site.
    pub site: Site,
    /// Whoever asks.
    pub visitor: Visitor,
}

impl Ask {
    /// What can be read.
    pub fn read(&self) -> Read<'_> {
        self.site.db.read()
    }

    /// Today, `YYYY-MM-DD`.
    pub fn today(&self) -> String {
        self.site.db.clock().now().day()
    }

    /// The page around an answer to somebody signed in.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub async fn page(&self) -> Result<Page, PageError> {
        Page::staff(&self.site, &self.visitor).await
    }

    /// The day typed into a field, or today where none was.
    ///
    /// # Errors
    /// The key of the sentence that says that this is no day.
    pub fn day_or_today(&self, form: &Form, field: &str) -> Result<String, &'static str> {
        if form.value(field).trim().is_empty() {
            return Ok(self.today());
        }
        form.day(field).ok_or("refusal-no-day")
    }
}

impl FromRequestParts<Site> for Ask {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        Ok(Self {
            site: site.clone(),
            visitor: Visitor::from_request_parts(parts, site).await?,
        })
    }
}

/// A page with a form on it, which can show itself again with what was typed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no page with a form",
    note = "implement `FormPage` for it: `At` is what its address carries (`()` or `i64`), `show` draws it"
)]
pub trait FormPage: 'static {
    /// What its address carries: `()`, a record's number, or several.
    type At: DeserializeOwned + Copy + Send + Sync + 'static;

    /// Draws it. The form is empty when the page is asked for, and bears what was typed after a refusal.
    fn show(ask: &Ask, at: Self::At, form: Form) -> impl Future<Output = Result<Response, PageError>> + Send;
}

/// A deed that people do with a form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a form",
    note = "implement `FromForm` for the deed: `from_form` reads its fields, `leads_to` says where its doer goes next"
)]
pub trait FromForm: Deed {
    /// What the address of its form carries.
    type At;

    /// Makes the deed of what was typed.
    ///
    /// # Errors
    /// The key of the sentence that says what is missing or wrong.
    fn from_form(ask: &Ask, at: Self::At, form: &Form) -> Result<Self, &'static str>;

    /// The address within the language to which its doer goes next.
    fn leads_to(done: &Self::Done, at: Self::At) -> String;
}

/// Shows a page whose form is empty.
pub(super) async fn shown<P: FormPage>(ask: Ask, Path(at): Path<P::At>) -> Result<Response, PageError> {
    P::show(&ask, at, Form::default()).await
}

/// Does a deed with what was typed into a page's form.
pub(super) async fn done<P: FormPage, D: FromForm<At = P::At>>(
    State(site): State<Site>,
    visitor: Visitor,
    Path(at): Path<P::At>,
    form: Form,
) -> Result<Response, PageError> {
    let ask = Ask { site, visitor };
    let deed = match D::from_form(&ask, at, &form) {
        Ok(deed) => deed,
        Err(key) => return P::show(&ask, at, form.refused(key)).await,
    };
    let doer = ask.visitor.doer().ok_or(PageError::NotAllowed)?;
    match ask.site.db.perform(doer, deed).await.map_err(Refusal::in_a_form) {
        Ok(done) => {
            let to = Page::new(&ask.site, &ask.visitor).link(&D::leads_to(&done, at));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Refusal::Rule(key)) => P::show(&ask, at, form.refused(key)).await,
        // The page is drawn from the record as it is now, under what was typed.
        Err(Refusal::Changed) => P::show(&ask, at, form.refused("refusal-changed-kept")).await,
        Err(error) => Err(error.into()),
    }
}
