use std::io::{self, BufWriter, Write};

use golugah_findings::{Kind, ScanReport};

/// What was measured of one subject that was raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'v> {
    /// The kind of subject.
    pub kind: Kind,
    /// Its published identifier.
    pub id: &'v str,
    /// The indicator's code, or its name where it has none.
    pub code: &'v str,
    /// The measured value.
    pub value: f64,
    /// Input and line where a tender was read: tenders are written in this order, which is faster told than that of
    /// texts. Nothing else stands at one place.
    pub place: Option<(u32, u64)>,
}

/// The values of a whole report's findings.
pub fn values_of(report: &ScanReport) -> Vec<Value<'_>> {
    let values = report.findings.iter().map(|finding| Value {
        kind: finding.subject.kind,
        id: &finding.subject.id,
        code: finding.code.as_deref().unwrap_or(&finding.indicator),
        value: finding.value,
        place: (finding.subject.kind == Kind::Tender).then(|| {
            finding.sources.first().map_or((0, 0), |source| {
                let input = report.inputs.iter().position(|input| input.file == source.file);
                (input.unwrap_or_default() as u32, source.line)
            })
        }),
    });
    values.collect()
}

/// Writes subjects and values as `ocdscardinal indicators` 0.0.8 does: one object per kind of subject, in it one per
/// identifier, in it the value by code. Suppliers stand among the tenderers, as there; kinds that it does not know
/// keep their own word. Of several values of one subject by one code the greatest is written.
///
/// # Errors
/// Those of the writer.
pub fn write_values(mut values: Vec<Value<'_>>, out: &mut dyn Write) -> io::Result<()> {
    // Values come nearly in order of place, which a stable sort makes use of; only what stands at one place is compared
    // by its texts.
    let place = |value: &Value<'_>| (rank(value.kind), value.place);
    values.sort_by_key(place);
    for together in values.chunk_by_mut(|a, b| place(a) == place(b)) {
        together.sort_unstable_by(|a, b| {
            (a.id, a.code)
                .cmp(&(b.id, b.code))
                .then_with(|| b.value.total_cmp(&a.value))
        });
    }
    values.dedup_by(|b, a| (rank(a.kind), a.id, a.code) == (rank(b.kind), b.id, b.code));
    let mut out = BufWriter::with_capacity(1 << 18, out);
    let mut between = "{";
    for kind in values.chunk_by(|a, b| rank(a.kind) == rank(b.kind)) {
        out.write_all(between.as_bytes())?;
        key(&mut out, family(kind[0].kind))?;
        let mut before = "{";
        for subject in kind.chunk_by(|a, b| a.id == b.id) {
            out.write_all(before.as_bytes())?;
            key(&mut out, subject[0].id)?;
            let mut open = "{";
            for value in subject {
                out.write_all(open.as_bytes())?;
                key(&mut out, value.code)?;
                serde_json::to_writer(&mut out, &value.value)?;
                open = ",";
            }
            out.write_all(b"}")?;
            before = ",";
        }
        out.write_all(b"}")?;
        between = ",";
    }
    out.write_all(if values.is_empty() { b"{}\n" } else { b"}\n" })?;
    out.flush()
}

fn key(out: &mut impl Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(&mut *out, text)?;
    out.write_all(b":")
}

/// The place of a kind's word among all of them in their own order: numbers are compared faster.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Buyer => 0,
        Kind::Tender => 1,
        Kind::ProcuringEntity => 2,
        Kind::Tenderer | Kind::Supplier => 3,
        Kind::Applicant => 4,
        Kind::Bid => 5,
        Kind::Case => 6,
        Kind::Officer => 7,
        Kind::Procedure => 8,
        Kind::Step => 9,
    }
}

/// The word under which the peer lists a kind of subject.
fn family(kind: Kind) -> &'static str {
    match kind {
        Kind::Tender => "OCID",
        Kind::Buyer => "Buyer",
        Kind::ProcuringEntity => "ProcuringEntity",
        Kind::Tenderer | Kind::Supplier => "Tenderer",
        other => other.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_stand_under_their_kind_each_once() {
        let value = |kind: Kind, id, code, value| Value {
            kind,
            id,
            code,
            value,
            place: (kind == Kind::Tender).then_some((0, 1)),
        };
        let values = vec![
            value(Kind::Tender, "b\"", "R018", 1.0),
            value(Kind::Supplier, "s", "R048", 4.0),
            value(Kind::Tender, "a", "R036", 0.25),
            value(Kind::Tender, "a", "R018", 1.0),
            value(Kind::Tenderer, "s", "R048", 5.0),
        ];
        let mut out = Vec::new();
        write_values(values, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"OCID\":{\"a\":{\"R018\":1.0,\"R036\":0.25},\"b\\\"\":{\"R018\":1.0}},\"Tenderer\":{\"s\":{\"R048\":5.0}}}\n"
        );
    }

    #[test]
    fn kinds_rank_as_their_words_do() {
        let mut kinds = [
            Kind::Tender,
            Kind::Bid,
            Kind::Buyer,
            Kind::ProcuringEntity,
            Kind::Tenderer,
            Kind::Supplier,
            Kind::Case,
            Kind::Step,
            Kind::Officer,
            Kind::Applicant,
            Kind::Procedure,
        ];
        kinds.sort_by_key(|kind| rank(*kind));
        assert!(kinds.is_sorted_by_key(|kind| family(*kind)));
        for pair in kinds.windows(2) {
            assert_eq!(rank(pair[0]) == rank(pair[1]), family(pair[0]) == family(pair[1]));
        }
    }

    #[test]
    fn nothing_raised_is_an_empty_object() {
        let mut out = Vec::new();
        write_values(Vec::new(), &mut out).unwrap();
        assert_eq!(out, b"{}\n");
    }
}
