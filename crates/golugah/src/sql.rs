use crate::commands::indicators::Case; use crate::failure::Failure;
pub(crate) fn compare_cases(_: &[Case], _: &mut String) -> Result<usize, Failure> { Ok(0) }
