-- The letters by which the secretariat asked agencies what became of their resolutions, with the numbers of the office's own books.
CREATE TABLE followup_letters (
    id {id},
    version {int} NOT NULL,
    agency_id {int} NOT NULL REFERENCES agencies (id),
    letter TEXT NOT NULL CONSTRAINT followup_letters_letter_given CHECK (letter <> ''),
    day TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX followup_letters_by_agency ON followup_letters (agency_id, id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('followup_letters', 1, 'id,version,agency_id,letter,day');
