//! Rows by their numbers, as a query takes a list of them.

/// These numbers for what stands in the brackets of `IN ()`. Where there are none, that of no row: an empty list is no SQL.
pub fn numbers(ids: &[i64]) -> String {
    if ids.is_empty() {
        return "0".to_owned();
    }
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(", ")
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_list_is_never_empty() {
        assert_eq!(numbers(&[3, 17]), "3, 17");
        assert_eq!(numbers(&[]), "0");
    }
}
