use crate::support::stored::words;

words! {
    /// What a place is in the country's division, the widest first. The words are those of the database.
    pub enum PlaceKind {
        /// A part of the county with a district governor.
        District = "district",
        /// A city.
        City = "city",
        /// A part of a district, of villages.
        RuralDistrict = "rural_district",
        /// A village.
        Village = "village",
    }
}

impl PlaceKind {
    /// Whether such a place lies directly within another; `None` is the county.
    pub fn may_lie_in(self, around: Option<Self>) -> bool {
        match self {
            Self::District => around.is_none(),
            Self::City | Self::RuralDistrict => around == Some(Self::District),
            // Where rural districts are not entered, a village lies in its district.
            Self::Village => matches!(around, Some(Self::District | Self::RuralDistrict)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PlaceKind::{City, District, RuralDistrict, Village};

    #[test]
    fn places_nest_as_the_country_is_divided() {
        assert!(District.may_lie_in(None) && !District.may_lie_in(Some(District)));
        assert!(City.may_lie_in(Some(District)) && !City.may_lie_in(None));
        assert!(RuralDistrict.may_lie_in(Some(District)) && !RuralDistrict.may_lie_in(Some(City)));
        assert!(Village.may_lie_in(Some(RuralDistrict)) && Village.may_lie_in(Some(District)));
        assert!(!Village.may_lie_in(Some(Village)) && !Village.may_lie_in(Some(City)));
    }
}
