-- Cases against a rule: for each rule and month what the data shows, and what came of each case.
CREATE TABLE exceptions (
    id {id},
    version {int} NOT NULL,
    indicator TEXT NOT NULL,
    code TEXT NOT NULL,
    title_fa TEXT NOT NULL,
    title_en TEXT NOT NULL,
    month TEXT NOT NULL,
    found_on TEXT NOT NULL,
    cases {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX exceptions_once ON exceptions (indicator, month);
CREATE INDEX exceptions_by_month ON exceptions (month, id);

CREATE TABLE exception_cases (
    id {id},
    version {int} NOT NULL,
    exception_id {int} NOT NULL REFERENCES exceptions (id),
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    day TEXT,
    office_kind TEXT NOT NULL,
    office_id TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    seen_on TEXT NOT NULL,
    import_id {int} REFERENCES imports (id),
    content TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX exception_cases_once ON exception_cases (exception_id, subject_kind, subject_id);
CREATE INDEX exception_cases_by_state ON exception_cases (exception_id, state, id);
CREATE INDEX exception_cases_open ON exception_cases (state, exception_id);
CREATE INDEX exception_cases_by_office ON exception_cases (office_kind, office_id, state, exception_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('exceptions', 1, 'id,version,indicator,code,title_fa,title_en,month,found_on,cases'),
    ('exception_cases', 1, 'id,version,exception_id,subject_kind,subject_id,day,office_kind,office_id,state,answer,seen_on,import_id,content');
