use std::sync::{Mutex, PoisonError};

/// Something that every page needs and that seldom changes, as it was last made: right as long as the tables it was made of
/// stand at the same version, and it is the same day or minute where it depends on one.
#[derive(Debug)]
pub struct Known<T>(Mutex<Option<(Stamp, T)>>);

/// What it was made at: the version of its tables and, where it depends on it, the time.
pub(crate) type Stamp = (i64, String);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Known<T> {
    /// What is known at this stamp, made anew where it is another one.
    pub async fn at<E>(&self, stamp: Stamp, make: impl AsyncFnOnce() -> Result<T, E>) -> Result<T, E> {
        if let Some((known, value)) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && *known == stamp
        {
            return Ok(value.clone());
        }
        let value = make().await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, value.clone()));
        Ok(value)
    }
}
