/// Elements of a piece.
const PIECE: usize = 4096;

/// A list that only grows, in pieces: what is there is never moved, and no memory lies in wait for twice as much.
#[derive(Debug)]
pub(crate) struct Pieces<T>(Vec<Vec<T>>);

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Pieces<T> {
    pub(crate) fn push(&mut self, one: T) {
        match self.0.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(one),
            _ => {
                // A short list takes no more than it needs.
                let room = if self.0.is_empty() { 0 } else { PIECE };
                let mut piece = Vec::with_capacity(room);
                piece.push(one);
                self.0.push(piece);
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        let full = self.0.len().saturating_sub(1) * PIECE;
        full + self.0.last().map_or(0, Vec::len)
    }

    pub(crate) fn get(&self, at: usize) -> &T {
        &self.0[at / PIECE][at % PIECE]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pushed_is_there_in_order() {
        let mut pieces = Pieces::default();
        assert_eq!(pieces.len(), 0);
        for number in 0..3 * PIECE + 5 {
            pieces.push(number);
            assert_eq!((pieces.len(), *pieces.get(number)), (number + 1, number));
        }
        assert!(pieces.iter().copied().eq(0..3 * PIECE + 5));
    }
}
