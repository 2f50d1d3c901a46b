/// So many lie in place.
const IN_PLACE: usize = 16;

/// A list that is nearly always short and then needs no memory of its own: most processes have a handful of bids.
pub(crate) struct Few<T> {
    place: [T; IN_PLACE],
    count: usize,
    /// All of them, once they are more.
    spilled: Vec<T>,
}

impl<T: Copy + Default> Few<T> {
    pub(crate) fn new() -> Self {
        Self {
            place: [T::default(); IN_PLACE],
            count: 0,
            spilled: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, one: T) {
        if let Some(free) = self.place.get_mut(self.count) {
            *free = one;
        } else {
            if self.spilled.is_empty() {
                self.spilled.extend_from_slice(&self.place);
            }
            self.spilled.push(one);
        }
        self.count += 1;
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        self.place.get(..self.count).unwrap_or(&self.spilled)
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        self.place.get_mut(..self.count).unwrap_or(&mut self.spilled)
    }
}

impl<T: Copy + Default + Ord> Few<T> {
    /// Each once, in order.
    pub(crate) fn each_once(&mut self) -> &[T] {
        self.each_once_without(&[])
    }

    /// Each once, in order, but for those of `others`, which are in order too.
    pub(crate) fn each_once_without(&mut self, others: &[T]) -> &[T] {
        let all = self.as_mut_slice();
        if all.len() > 1 {
            all.sort_unstable();
        }
        let mut kept = 0;
        for at in 0..all.len() {
            let one = all[at];
            if (kept == 0 || one != all[kept - 1]) && others.binary_search(&one).is_err() {
                all[kept] = one;
                kept += 1;
            }
        }
        if self.count > IN_PLACE {
            self.spilled.truncate(kept);
            if kept <= IN_PLACE {
                self.place[..kept].copy_from_slice(&self.spilled);
                self.spilled.clear();
            }
        }
        self.count = kept;
        self.as_slice()
    }
}

impl<T: Copy + Default> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, all: I) {
        for one in all {
            self.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_kept_and_told_apart() {
        for count in [0, 1, 2, 15, 16, 17, 18, 40, 200] {
            for different in [1, 3, 16, 17, 500] {
                let all: Vec<u32> = (0..count).map(|number| number * 7 % different).collect();
                let mut few = Few::new();
                few.extend(all.iter().copied());
                assert_eq!(few.as_slice(), all);
                let mut wanted = all.clone();
                wanted.sort_unstable();
                wanted.dedup();
                assert_eq!(few.each_once(), wanted, "{count} of {different}");
                // Some are taken out, and are not there any more.
                wanted.retain(|one| ![0, 5, 7, 21].contains(one));
                let found = few.each_once_without(&[0, 5, 7, 21]);
                assert_eq!(found, wanted, "{count} of {different}");
                // What comes later stands behind what was kept.
                few.push(9);
                wanted.push(9);
                assert_eq!(few.as_slice(), wanted, "{count} of {different}");
            }
        }
    }
}
