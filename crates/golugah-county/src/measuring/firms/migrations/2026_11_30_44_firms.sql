-- Pairs are listed by how many tenders they touch.
CREATE INDEX firm_pairs_by_tenders ON firm_pairs (state, tenders, id);
CREATE INDEX firm_pairs_all_by_tenders ON firm_pairs (tenders, id);
