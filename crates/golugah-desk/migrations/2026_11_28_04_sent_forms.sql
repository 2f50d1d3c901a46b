-- Not official: by which sending of a form a deed was done, and what it gave, so that the same form sent again is answered in
-- the same way and does nothing. The name is a hash over the form's one-time key, which stands nowhere else.
CREATE TABLE sent_forms (
    sending TEXT PRIMARY KEY,
    known_until TEXT NOT NULL,
    done TEXT NOT NULL
){strict};
CREATE INDEX sent_forms_by_end ON sent_forms (known_until);
