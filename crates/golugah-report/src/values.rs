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
    /// Input and line where it was read: tenders are written in this order, which is faster told than that of texts.
    pub place: (u32, u64),
}

/// The values of a whole report's findings.
pub fn values_of(report: &ScanReport) -> Vec<Value<'_>> {
    let values = report.findings.iter().map(|finding| Value {
        kind: finding.subject.kind,
        id: &finding.subject.id,
        code: finding.code.as_deref().unwrap_or(&finding.indicator),
        value: finding.value,
        place: finding.sources.first().map_or((0, 0), |source| {
            let input = report.inputs.iter().position(|input| input.file == source.file);
            (input.unwrap_or_default() as u32, source.line)
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
    for value in values.iter_mut().filter(|value| value.kind != Kind::Tender) {
        // Only a tender stands at one place.
        value.place = (0, 0);
    }
    values.sort_unstable_by(|a, b| {
        (family(a.kind), a.place)
            .cmp(&(family(b.kind), b.place))
            .then_with(|| (a.id, a.code).cmp(&(b.id, b.code)))
            .then_with(|| b.value.total_cmp(&a.value))
    });
    values.dedup_by(|b, a| (family(a.kind), a.id, a.code) == (family(b.kind), b.id, b.code));
    let mut out = BufWriter::with_capacity(1 << 18, out);
    let mut between = "{";
    for kind in values.chunk_by(|a, b| family(a.kind) == family(b.kind)) {
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
        let value = |kind, id, code, value| Value {
            kind,
            id,
            code,
            value,
            place: (0, 1),
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
    fn nothing_raised_is_an_empty_object() {
        let mut out = Vec::new();
        write_values(Vec::new(), &mut out).unwrap();
        assert_eq!(out, b"{}\n");
    }
}
