/// The shortest password, in characters. What else a password holds is its owner's business.
const SHORTEST_PASSWORD: usize = 10;

/// The longest password, in bytes: longer ones only keep the machine busy.
const LONGEST_PASSWORD: usize = 1000;

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

/// The key of the sentence that says why a password will not do.
pub(crate) fn check_password(sign_in: &str, password: &str) -> Result<(), &'static str> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err("refusal-password-short");
    }
    if password.len() > LONGEST_PASSWORD {
        return Err("refusal-password-long");
    }
    if sign_in_name(password) == sign_in_name(sign_in) {
        return Err("refusal-password-is-name");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_password, check_sign_in};

    #[test]
    fn a_password_is_long_and_is_not_the_sign_in_name() {
        assert_eq!(
            check_password("dabir", "نه حرف ای"),
            Err("refusal-password-short")
        );
        assert_eq!(check_password("dabir", "ده حرف است"), Ok(()));
        assert_eq!(
            check_password("dabirkhaneh", " DabirKhaneh"),
            Err("refusal-password-is-name")
        );
        assert_eq!(
            check_password("dabir", &"دراز".repeat(126)),
            Err("refusal-password-long")
        );
    }

    #[test]
    fn a_sign_in_name_is_one_word() {
        assert_eq!(check_sign_in(""), Err("refusal-sign-in-missing"));
        assert_eq!(check_sign_in("دبیر شورا"), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in(&"a".repeat(61)), Err("refusal-sign-in-shape"));
        assert_eq!(check_sign_in("dabir@shora"), Ok(()));
    }
}
