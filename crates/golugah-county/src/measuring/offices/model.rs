use std::collections::BTreeSet;

use golugah_persian::normalise;

use crate::agencies::Agency;

/// Words that stand in the name of nearly every office or of its units, and tell none from another; one a line.
const COMMON: &str = include_str!("common.txt");

/// Words that say what an office is where a county has several of the kind: they must agree, and tell nothing by themselves.
const KINDS: &str = include_str!("kinds.txt");

/// What the offices of a county are likely to be: its agencies, and what was said of other offices.
pub(super) struct Likeness {
    /// The words of the county's own name, which any of its offices may bear.
    county: BTreeSet<String>,
    agencies: Vec<(i64, Words)>,
    linked: Vec<(i64, BTreeSet<Words>)>,
}

/// The words of a name, or of a part of it, without those that tell nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    /// What kind of office.
    kinds: BTreeSet<String>,
    /// Words of the county's name.
    county: BTreeSet<String>,
    /// Words that tell it from others.
    telling: BTreeSet<String>,
}

impl Likeness {
    /// By the names of the county in both languages, the agencies with their names, and the offices that were laid to one.
    pub(super) fn of(county: &[&str], agencies: &[Agency], linked: &[(i64, String)]) -> Self {
        let names = agencies
            .iter()
            .flat_map(|one| [(one.id, one.name_fa.as_str()), (one.id, one.name_en.as_str())]);
        Self::by_names(county, names, linked)
    }

    /// The names of an agency stand each by itself: the words of one language are no reason to be unlike in the other.
    fn by_names<'a>(
        county: &[&str],
        agencies: impl Iterator<Item = (i64, &'a str)>,
        linked: &[(i64, String)],
    ) -> Self {
        let common = listed(COMMON);
        let of_county = county.iter().flat_map(|name| split(name));
        let mut likeness = Self {
            county: of_county.filter(|word| !common.contains(word)).collect(),
            agencies: Vec::new(),
            linked: Vec::new(),
        };
        likeness.agencies = agencies.map(|(id, name)| (id, likeness.words(name))).collect();
        let linked = linked.iter().map(|(id, name)| (*id, likeness.parts(name)));
        likeness.linked = linked.collect();
        likeness
    }

    /// The agency that an office is, where its name leaves no doubt: what was answered of offices that are called like it, else the
    /// one agency whose name stands in its own. It is a proposal: a person lays an office to an agency.
    pub(super) fn likely(&self, office: &str) -> Option<i64> {
        let parts = self.parts(office);
        let of_linked = self
            .linked
            .iter()
            .filter(|(_, linked)| !parts.is_empty() && *linked == parts);
        let answered: BTreeSet<i64> = of_linked.map(|(id, _)| *id).collect();
        if !answered.is_empty() {
            return only(&answered);
        }
        let named = self
            .agencies
            .iter()
            .filter(|(_, agency)| parts.iter().any(|part| part.names(agency)));
        only(&named.map(|(id, _)| *id).collect())
    }

    /// The parts of a name, as brackets and dashes part them; of a unit it is the bracket that says whose it is.
    fn parts(&self, name: &str) -> BTreeSet<Words> {
        const ENDS: [char; 13] = ['(', ')', '[', ']', '/', '|', '–', '—', '،', ',', '؛', ';', ':'];
        let parts = name.split(ENDS).flat_map(|part| part.split(" - "));
        let parts = parts.map(|part| self.words(part));
        parts
            .filter(|part| !part.telling.is_empty() || !part.kinds.is_empty())
            .collect()
    }

    fn words(&self, name: &str) -> Words {
        let (common, kinds) = (listed(COMMON), listed(KINDS));
        let mut words = Words::default();
        for word in split(name) {
            if kinds.contains(&word) {
                words.kinds.insert(word);
            } else if self.county.contains(&word) {
                words.county.insert(word);
            } else if !common.contains(&word) {
                words.telling.insert(word);
            }
        }
        words
    }
}

impl Words {
    /// Whether this part of an office's name names an agency: all that tells the agency from others stands in it, and little else. The
    /// county's name tells nothing but of the county's own municipality and the like, which bear no other name.
    fn names(&self, agency: &Self) -> bool {
        if self.kinds != agency.kinds {
            return false;
        }
        if agency.telling.is_empty() {
            let is_of_county = !agency.kinds.is_empty() && !agency.county.is_empty();
            return is_of_county && self.telling.is_empty() && agency.county.is_subset(&self.county);
        }
        // One word in two may be another office's: «آب» of «کیفیت آب».
        agency.telling.is_subset(&self.telling) && agency.telling.len() * 2 > self.telling.len()
    }
}

fn only(ids: &BTreeSet<i64>) -> Option<i64> {
    ids.first().copied().filter(|_| ids.len() == 1)
}

fn listed(words: &str) -> BTreeSet<String> {
    words.lines().map(normalise).collect()
}

fn split(name: &str) -> Vec<String> {
    normalise(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    const COUNTY: [&str; 2] = ["شهرستان بلوط‌دره", "Balutdarreh County"];

    fn likely(office: &str, agencies: &[&str], linked: &[(i64, &str)]) -> Option<i64> {
        let linked: Vec<(i64, String)> = linked
            .iter()
            .map(|(id, name)| (*id, (*name).to_owned()))
            .collect();
        let agencies = (1..).zip(agencies.iter().copied());
        Likeness::by_names(&COUNTY, agencies, &linked).likely(office)
    }

    const AGENCIES: [&str; 7] = [
        "شهرداری بلوط‌دره",
        "ادارهٔ راه و شهرسازی",
        "شرکت آب و فاضلاب",
        "شبکهٔ بهداشت و درمان",
        "ادارهٔ گاز",
        "فرمانداری",
        "ادارهٔ آب",
    ];

    #[test]
    fn an_office_is_the_agency_whose_telling_words_stand_in_its_name() {
        for (office, agency) in [
            ("واحد عمرانی (شهرداری بلوط‌دره)", Some(1)),
            ("شهرداري بلوط‌دره", Some(1)),
            ("واحد عمرانی (شهرداری نی‌زار)", None),
            ("شهرداری نی‌زار شهرستان بلوط‌دره", None),
            ("شهرداری", None),
            ("واحد عمرانی (ادارهٔ گاز شهرستان بلوط‌دره)", Some(5)),
            ("واحد عمرانی (ادارهٔ برق شهرستان بلوط‌دره)", None),
            ("دانشگاه بلوط‌دره", None),
            ("دهیاری‌های بلوط‌دره", None),
            ("واحد خدمات (فرمانداری شهرستان بلوط‌دره)", None),
            ("نمایندگی بخش مرکزی (ادارهٔ آب و فاضلاب شهرستان بلوط‌دره)", Some(3)),
            ("واحد فنی (ادارهٔ راه و شهرسازی)", Some(2)),
            (
                "واحد تدارکات (ادارهٔ راهداری و حمل‌ونقل جاده‌ای شهرستان بلوط‌دره)",
                None,
            ),
            ("مرکز پایش کیفیت آب شهرستان بلوط‌دره", None),
            ("شبكه بهداشت و درمان شهرستان", Some(4)),
            ("ادارهٔ کل شهرستان بلوط‌دره", None),
            ("واحد عمرانی", None),
        ] {
            assert_eq!(likely(office, &AGENCIES, &[]), agency, "{office}");
        }
        // Two agencies of a like name, and a name that holds two of them: nobody is proposed.
        assert_eq!(likely("ادارهٔ آب", &["ادارهٔ آب", "شرکت آب"], &[]), None);
        assert_eq!(likely("ادارهٔ گاز (شهرداری بلوط‌دره)", &AGENCIES, &[]), None);
        let english = ["Balutdarreh Municipality", "Education Office"];
        assert_eq!(likely("Office of Education", &english, &[]), Some(2));
        assert_eq!(
            likely("Municipality of Balutdarreh County", &english, &[]),
            Some(1)
        );
        assert_eq!(likely("Balutdarreh Water Company", &english, &[]), None);
    }

    #[test]
    fn what_was_answered_of_an_office_holds_for_the_other_units_of_it() {
        let linked = [(3, "واحد عمرانی (شهرداری نی‌زار)"), (4, "واحد خدمات")];
        for (office, agency) in [
            ("واحد عمراني (شهرداری نی‌زار)", Some(3)),
            ("واحد تدارکات (شهرداری نی‌زار)", Some(3)),
            ("واحد عمرانی (بخشداری نی‌زار)", None),
            ("اورژانس (شهرداری نی‌زار)", None),
            ("واحد تدارکات", None),
        ] {
            assert_eq!(likely(office, &[], &linked), agency, "{office}");
        }
        let both = [(3, "شهرداری نی‌زار"), (4, "واحد عمرانی (شهرداری نی‌زار)")];
        assert_eq!(likely("واحد فنی (شهرداری نی‌زار)", &[], &both), None);
    }
}
