//! How much of the invented county is written, and how much of each tender: most counties have twelve offices and a list of
//! winners.

use std::io::{self, Write};

use serde_json::Value;

/// How large the county is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Twelve offices with at most thirty tenders in three years, and no event logs.
    Small,
    /// Forty offices with at most sixty tenders, and the event logs.
    Middle,
    /// All of it.
    #[default]
    Large,
}

/// What is published of each tender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Who bought what from whom for how much, and when it was awarded: the usual table.
    Winners,
    /// Besides, how it was held and from when until when bids could be handed in.
    Dates,
    /// Besides, every bid.
    #[default]
    Bids,
}

impl Size {
    /// How many offices there are, and how many tenders each has at most.
    pub(crate) fn most(self) -> Option<(usize, usize)> {
        match self {
            Self::Small => Some((12, 30)),
            Self::Middle => Some((40, 60)),
            Self::Large => None,
        }
    }

    /// Whether it has logs of its procedures.
    pub(crate) fn has_logs(self) -> bool {
        self != Self::Small
    }
}

impl Detail {
    /// Writes one release with what is published of it.
    pub(crate) fn write(self, release: &[u8], out: &mut impl Write) -> io::Result<()> {
        if self == Self::Bids {
            return out.write_all(release);
        }
        let mut release: Value = serde_json::from_slice(release)?;
        let mut hidden = vec!["numberOfTenderers", "tenderers", "bidOpening"];
        if self == Self::Winners {
            hidden.extend([
                "tenderPeriod",
                "datePublished",
                "procurementMethod",
                "procurementMethodDetails",
            ]);
        }
        if let Some(release) = release.as_object_mut() {
            release.remove("bids");
            if let Some(tender) = release.get_mut("tender").and_then(Value::as_object_mut) {
                tender.retain(|key, _| !hidden.contains(&key.as_str()));
            }
            // Who bid and did not win is in no list of winners.
            if let Some(parties) = release.get_mut("parties").and_then(Value::as_array_mut) {
                parties.retain(|party| party["roles"] != serde_json::json!(["tenderer"]));
            }
        }
        serde_json::to_writer(&mut *out, &release)?;
        out.write_all(b"\n")
    }
}

/// Which of the groups' members stay. Of the groups that have at least so many members, so many groups are taken, evenly from the
/// largest on; where fewer have enough, all that do. Of each so many members stay, evenly over its own. `of` gives the group of each
/// member, in order.
pub(crate) fn kept(of: &[usize], (groups, each): (usize, usize)) -> Vec<bool> {
    let mut counts = vec![0_usize; of.iter().max().map_or(0, |most| most + 1)];
    of.iter().for_each(|group| counts[*group] += 1);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|group| (std::cmp::Reverse(counts[*group]), *group));
    // Neither the largest nor the smallest: every so many of those that have enough.
    let enough: Vec<usize> = order.into_iter().filter(|group| counts[*group] >= each).collect();
    let step = (enough.len() / groups).max(1);
    let chosen: Vec<usize> = enough.into_iter().step_by(step).take(groups).collect();
    let mut seen = vec![0_usize; counts.len()];
    of.iter()
        .map(|group| {
            let (at, count) = (seen[*group], counts[*group]);
            seen[*group] += 1;
            // So many of `count`, evenly.
            chosen.contains(group) && at * each / count != (at + 1) * each / count
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Detail, kept};

    #[test]
    fn so_many_groups_stay_with_so_many_each_evenly() {
        let of: Vec<usize> = (0..1_000).map(|number| number % 10).collect();
        let kept = kept(&of, (3, 20));
        let mut by_group = [0; 10];
        of.iter()
            .zip(&kept)
            .filter(|(_, kept)| **kept)
            .for_each(|(group, _)| by_group[*group] += 1);
        assert_eq!(by_group.iter().filter(|count| **count == 20).count(), 3);
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 60);
        let late = kept[500..].iter().filter(|kept| **kept).count();
        assert_eq!(late, 30);
    }

    #[test]
    fn a_list_of_winners_has_no_word_of_those_who_lost() {
        let release = br#"{"ocid":"a","parties":[{"id":"b","roles":["buyer"]},{"id":"l","roles":["tenderer"]},{"id":"w","roles":["tenderer","supplier"]}],"tender":{"id":"1","title":"t","numberOfTenderers":2,"tenderers":[{"id":"l"}],"tenderPeriod":{"startDate":"2024-01-01"},"procurementMethod":"open"},"bids":{"details":[]},"awards":[{"id":"x","suppliers":[{"id":"w"}]}]}"#;
        let written = |detail: Detail| {
            let mut out = Vec::new();
            detail.write(release, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let winners = written(Detail::Winners);
        assert!(!winners.contains("\"l\"") && !winners.contains("tenderPeriod") && winners.contains("\"w\""));
        assert!(written(Detail::Dates).contains("tenderPeriod") && !written(Detail::Dates).contains("bids"));
        assert_eq!(written(Detail::Bids).as_bytes(), release);
    }
}
