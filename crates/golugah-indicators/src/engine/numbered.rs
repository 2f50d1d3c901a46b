use super::bids::Party;

/// Parties by the numbers that their source gives them.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    stretch: u64,
    parties: Vec<Party>,
}

impl Numbered {
    /// Forgets everything in another stretch of the source.
    pub(crate) fn begin(&mut self, stretch: u64) {
        if self.stretch != stretch {
            self.stretch = stretch;
            self.parties.clear();
        }
    }

    /// The party of this number, looked up once; every time where it has none.
    pub(crate) fn party(&mut self, number: Option<u32>, look_up: impl FnOnce() -> Party) -> Party {
        let Some(at) = number.map(|number| number as usize) else {
            return look_up();
        };
        match self.parties.get(at) {
            Some(known) if known.id.is_some() => *known,
            _ => {
                if self.parties.len() <= at {
                    self.parties.resize(at + 1, Party::default());
                }
                self.parties[at] = look_up();
                self.parties[at]
            }
        }
    }
}
