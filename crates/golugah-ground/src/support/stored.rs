//! Words that are stored: an enum whose values a row bears as text.

/// Makes an enum of stored words: `Stage::Asked` is stored as `asked`. It gives `ALL`, `word`, `of_word`, and lets queries read it
/// from a row and deeds write it. A word that no value has is an error of the row, not of the reader.
///
/// ```text
/// words! {
///     /// How far a claim has come.
///     pub enum Step { /// Asked for by letter.
///                     Asked = "asked" }
/// }
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $vis:vis enum $name:ident { $($(#[$of:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$of])* $value),+ }

        impl $name {
            /// Every value, in the order of the enum.
            $vis const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The word that is stored.
            $vis fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }

            /// The value of a stored word.
            $vis fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)+ _ => None }
            }
        }

        impl From<$name> for sea_orm::Value {
            fn from(value: $name) -> Self {
                Self::from(value.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word: String = serde::Deserialize::deserialize(from)?;
                Self::of_word(&word).ok_or_else(|| {
                    serde::de::Error::custom(format_args!("`{word}` is no word of {}", stringify!($name)))
                })
            }
        }
    };
}

pub use words;
