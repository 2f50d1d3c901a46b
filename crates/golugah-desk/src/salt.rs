use golugah_ledger::{SALT_BYTES, Salt};
use sea_orm::DbErr;

/// How many salts are drawn at once. Most deeds write fewer rows than this.
const AT_ONCE: usize = 16;

/// Draws the salts of one deed, many at once: asking for randomness costs more than it weighs.
#[derive(Debug)]
pub(super) struct Salts {
    drawn: [u8; SALT_BYTES * AT_ONCE],
    left: usize,
}

impl Salts {
    pub(super) fn new() -> Self {
        Self {
            drawn: [0; SALT_BYTES * AT_ONCE],
            left: 0,
        }
    }

    /// A salt that was never given before.
    pub(super) fn fresh(&mut self) -> Result<Salt, DbErr> {
        if self.left == 0 {
            getrandom::fill(&mut self.drawn).map_err(|error| DbErr::Custom(error.to_string()))?;
            self.left = AT_ONCE;
        }
        self.left -= 1;
        let mut salt = [0; SALT_BYTES];
        salt.copy_from_slice(&self.drawn[self.left * SALT_BYTES..][..SALT_BYTES]);
        Ok(Salt::new(salt))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{AT_ONCE, Salts};

    #[test]
    fn no_salt_is_given_twice() {
        let mut salts = Salts::new();
        let given: BTreeSet<String> = (0..=3 * AT_ONCE).map(|_| salts.fresh().unwrap().text()).collect();
        assert_eq!(given.len(), 3 * AT_ONCE + 1);
    }
}
