-- Every answer to a case in the order in which they were given: a later one does not make an earlier one unsaid.
CREATE TABLE exception_answers (
    id {id},
    version {int} NOT NULL,
    case_id {int} NOT NULL REFERENCES exception_cases (id),
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    said_on TEXT NOT NULL,
    person_id {int} REFERENCES people (id),
    salt TEXT NOT NULL
){strict};
CREATE INDEX exception_answers_by_case ON exception_answers (case_id, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('exception_answers', 1, 'id,version,case_id,state,answer,said_on,person_id');
