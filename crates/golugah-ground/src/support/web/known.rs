use std::collections::BTreeMap;
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

/// How much of one kind is known at most: more can be asked for only by whoever turns every page there is.
const MOST: usize = 64;

/// The same for something of which there are several, each under its name.
#[derive(Debug)]
pub struct KnownBy<K, T>(Mutex<BTreeMap<K, (Stamp, T)>>);

impl<K, T> Default for KnownBy<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Ord, T: Clone> KnownBy<K, T> {
    /// What is known of this at this stamp, made anew where it is another one.
    pub async fn at<E>(
        &self,
        name: K,
        stamp: Stamp,
        make: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some((known, value)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&name)
            && *known == stamp
        {
            return Ok(value.clone());
        }
        let value = make().await?;
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.len() >= MOST && !shelf.contains_key(&name) {
            // Full of what nobody may ask for again: what is asked for comes back by itself.
            shelf.clear();
        }
        shelf.insert(name, (stamp, value.clone()));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::KnownBy;

    #[tokio::test]
    async fn what_is_known_is_made_once_for_each_stamp_and_name() {
        let known = KnownBy::<i64, i64>::default();
        let at = async |name: i64, version: i64, value: i64| {
            let made = known.at(name, (version, String::new()), async || Ok::<_, ()>(value));
            made.await.unwrap()
        };
        assert_eq!(at(1, 1, 10).await, 10);
        assert_eq!(at(1, 1, 11).await, 10, "nothing has changed");
        assert_eq!(at(2, 1, 20).await, 20);
        assert_eq!(at(1, 2, 12).await, 12, "a table has changed");
        for name in 3..200 {
            at(name, 1, name).await;
        }
        assert!(known.0.lock().unwrap().len() <= super::MOST);
    }
}
