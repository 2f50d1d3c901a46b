//! What features remember between two pages, each under its own type, so that the site needs to know none of them.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

type Remembered = Arc<dyn Any + Send + Sync>;

/// One value of each type. Nothing of it outlives the process.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<RwLock<HashMap<TypeId, Remembered>>>);

impl Memory {
    /// The value of this type; a new one where there was none.
    pub(super) fn get<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(Ok(known)) = known.get(&TypeId::of::<T>()).cloned().map(Arc::downcast) {
            return known;
        }
        drop(known);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let value = known
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        // Under a type's name lies a value of that type.
        Arc::downcast(Arc::clone(value)).unwrap_or_default()
    }

    /// Puts a value in the place of its type.
    pub(super) fn set<T: Send + Sync + 'static>(&self, value: T) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(TypeId::of::<T>(), Arc::new(value));
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::Memory;

    #[test]
    fn each_type_has_one_value_for_all() {
        let memory = Memory::default();
        *memory.get::<Mutex<i64>>().lock().unwrap() = 7;
        let same = memory.clone();
        assert_eq!(*same.get::<Mutex<i64>>().lock().unwrap(), 7);
        assert_eq!(*same.get::<Mutex<String>>().lock().unwrap(), "");
        same.set(Mutex::new(8_i64));
        assert_eq!(*memory.get::<Mutex<i64>>().lock().unwrap(), 8);
    }
}
