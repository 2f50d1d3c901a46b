mod drawings;
mod expected;
mod figures;
mod folded;
mod metamorphic;
mod passages;
mod random;
mod small;

pub(crate) use self::random::Random;
