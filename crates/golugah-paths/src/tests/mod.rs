mod drawings;
mod expected;
mod figures;
mod measures;
mod metamorphic;
mod small;
