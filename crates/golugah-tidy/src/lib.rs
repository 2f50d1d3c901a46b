//! The housekeeper: tests of the tree itself.
