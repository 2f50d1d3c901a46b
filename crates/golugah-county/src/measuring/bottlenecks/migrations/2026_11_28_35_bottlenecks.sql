-- What the indicators named, what became of it, what later data said, and the findings that each rests on.
CREATE TABLE bottlenecks (
    id {id},
    version {int} NOT NULL,
    indicator TEXT NOT NULL,
    code TEXT NOT NULL,
    group_kind TEXT NOT NULL,
    group_id TEXT NOT NULL,
    group_name TEXT NOT NULL,
    sentence_fa TEXT NOT NULL,
    sentence_en TEXT NOT NULL,
    state TEXT NOT NULL,
    level {int} NOT NULL,
    reason TEXT NOT NULL,
    found_on TEXT NOT NULL,
    remedied_on TEXT,
    agency_id {int} REFERENCES agencies (id),
    raised {int} NOT NULL,
    computable {int} NOT NULL,
    verdict TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX bottlenecks_by_agency ON bottlenecks (agency_id);
CREATE UNIQUE INDEX bottlenecks_once ON bottlenecks (indicator, group_kind, group_id);

CREATE TABLE measurements (
    id {id},
    version {int} NOT NULL,
    bottleneck_id {int} NOT NULL REFERENCES bottlenecks (id),
    measured_on TEXT NOT NULL,
    data_after TEXT NOT NULL,
    raised {int} NOT NULL,
    computable {int} NOT NULL,
    outcome TEXT NOT NULL,
    cases_needed {int} NOT NULL,
    detail TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX measurements_by_bottleneck ON measurements (bottleneck_id);

CREATE TABLE finding_sets (
    id {id},
    version {int} NOT NULL,
    bottleneck_id {int} NOT NULL REFERENCES bottlenecks (id),
    measurement_id {int} REFERENCES measurements (id),
    import_id {int} REFERENCES imports (id),
    seen_on TEXT NOT NULL,
    findings {int} NOT NULL,
    content TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX finding_sets_by_bottleneck ON finding_sets (bottleneck_id, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('bottlenecks', 1, 'id,version,indicator,code,group_kind,group_id,group_name,sentence_fa,sentence_en,state,level,reason,found_on,remedied_on,agency_id,raised,computable,verdict'),
    ('measurements', 1, 'id,version,bottleneck_id,measured_on,data_after,raised,computable,outcome,cases_needed,detail'),
    ('finding_sets', 1, 'id,version,bottleneck_id,measurement_id,import_id,seen_on,findings,content');
