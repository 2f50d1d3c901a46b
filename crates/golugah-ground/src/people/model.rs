/// The longest name to sign in with, in characters.
const LONGEST_SIGN_IN: usize = 60;

/// A name to sign in with, as it is stored.
pub(super) fn sign_in_name(typed: &str) -> String {
    golugah_persian::normalise(typed.trim()).to_lowercase()
}

/// The key of the sentence that says why a name cannot be signed in with.
pub(super) fn check_sign_in(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("refusal-sign-in-missing");
    }
    let fits = name.chars().count() <= LONGEST_SIGN_IN && !name.contains(char::is_whitespace);
    if fits {
        Ok(())
    } else {
        Err("refusal-sign-in-shape")
    }
}

#[cfg(test)]
mod tests {
    use super::check_sign_in;

    #[test]
    fn a_sign_in_name_is_one_word() {
        assert_eq!(check_sign_in(""), Err("refusal-sign-in-missing"));
        assert_eq!(check_sign_in("دبیر شورا"), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in(&"a".repeat(61)), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in("dabir@shora"), Ok(()));
    }
}
