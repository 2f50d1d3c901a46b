use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A small map: a list of keys with their values, in order of key, each key once.
///
/// A finding has two of them with a handful of entries each, and a scan has findings by the hundred thousand: a tree
/// takes a kilobyte for what fits a list of a hundred bytes. In JSON it is an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs<K, V>(Box<[(K, V)]>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<K: Ord, V> Pairs<K, V> {
    /// The value of a key.
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0
            .iter()
            .find(|(known, _)| known.borrow() == key)
            .map(|(_, value)| value)
    }

    /// Keys and values in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Pairs<K, V> {
    /// Of entries with one key the first stays.
    fn from_iter<T: IntoIterator<Item = (K, V)>>(entries: T) -> Self {
        let mut entries: Vec<(K, V)> = entries.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|later, earlier| later.0 == earlier.0);
        Self(entries.into_boxed_slice())
    }
}

impl<K: Ord, V> From<BTreeMap<K, V>> for Pairs<K, V> {
    fn from(map: BTreeMap<K, V>) -> Self {
        map.into_iter().collect()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Pairs<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Pairs<K, V>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries.into_iter().collect())
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_order_of_key_and_the_first_of_equal_keys_stays() {
        let pairs: Pairs<&str, i32> = [("b", 2), ("a", 1), ("b", 3)].into_iter().collect();
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [(&"a", &1), (&"b", &2)]);
        assert_eq!((pairs.get("b"), pairs.get("c"), pairs.len()), (Some(&2), None, 2));
        assert!(Pairs::<&str, i32>::default().is_empty());
    }
}
