-- What an agency claims as the county's share from a directorate of the province.
CREATE TABLE claims (
    id {id},
    version {int} NOT NULL,
    agency_id {int} NOT NULL REFERENCES agencies (id),
    directorate TEXT NOT NULL CONSTRAINT claims_directorate CHECK (directorate <> ''),
    title TEXT NOT NULL CONSTRAINT claims_title CHECK (title <> ''),
    year {int} NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX claims_by_year ON claims (year, id);
CREATE INDEX claims_by_agency ON claims (agency_id, year, id);

-- The steps of a claim's money, each with its letter. Nothing is edited: a move that was a mistake is taken back by another,
-- which names it and bears the opposite sum.
CREATE TABLE credit_moves (
    id {id},
    version {int} NOT NULL,
    claim_id {int} NOT NULL REFERENCES claims (id),
    step TEXT NOT NULL,
    amount_rial {int} NOT NULL CONSTRAINT credit_moves_amount CHECK (amount_rial <> 0),
    day TEXT NOT NULL,
    letter TEXT NOT NULL CONSTRAINT credit_moves_letter CHECK (letter <> ''),
    of_move {int} REFERENCES credit_moves (id),
    reason TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX credit_moves_by_claim ON credit_moves (claim_id, day, id);
CREATE INDEX credit_moves_by_step ON credit_moves (step, day, id);
CREATE UNIQUE INDEX credit_moves_back_once ON credit_moves (of_move);

-- What ends a claim before its money came: the directorate refused it, or the agency does not ask any more. A later letter begins
-- it anew.
CREATE TABLE claim_endings (
    id {id},
    version {int} NOT NULL,
    claim_id {int} NOT NULL REFERENCES claims (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    letter TEXT NOT NULL,
    ground TEXT NOT NULL CONSTRAINT claim_endings_ground CHECK (ground <> ''),
    salt TEXT NOT NULL
){strict};
CREATE INDEX claim_endings_by_claim ON claim_endings (claim_id, day);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('claims', 1, 'id,version,agency_id,directorate,title,year'),
    ('credit_moves', 1, 'id,version,claim_id,step,amount_rial,day,letter,of_move,reason'),
    ('claim_endings', 1, 'id,version,claim_id,kind,day,letter,ground');
