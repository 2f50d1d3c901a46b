/// Strings side by side in one piece of memory, each with a number, in order of arrival.
///
/// The pool does not look for equal strings: a reader that wants each name once keeps its own index beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringPool {
    text: String,
    ends: Vec<usize>,
}

impl StringPool {
    /// Adds a string and gives its number.
    ///
    /// # Panics
    /// Beyond `u32::MAX − 1` strings; readers refuse such files long before.
    pub fn push(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.ends.len())
            .ok()
            .filter(|number| *number != super::NO_ENTRY);
        self.text.push_str(text);
        self.ends.push(self.text.len());
        number.expect("a pool holds fewer than u32::MAX strings")
    }

    /// The string of this number; `None` for [`NO_ENTRY`](super::NO_ENTRY) and numbers not given.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let number = usize::try_from(number).ok()?;
        let end = *self.ends.get(number)?;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        self.text.get(start..end)
    }

    /// How many strings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The strings in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).map_while(|number| self.get(number))
    }

    /// The number of the first string equal to this one, found by walking the pool: for few look-ups, not for reading.
    #[must_use]
    pub fn position(&self, text: &str) -> Option<u32> {
        (0..)
            .map_while(|number| Some((number, self.get(number)?)))
            .find(|(_, held)| *held == text)
            .map(|found| found.0)
    }
}
