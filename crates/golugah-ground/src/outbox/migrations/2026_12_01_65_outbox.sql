-- Not official: where somebody wants to be told what waits for them. It is theirs: given, changed and taken away by themselves, known
-- to no entry of the log, and gone from the disk when it is taken away.
CREATE TABLE outbox_addresses (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    number TEXT NOT NULL,
    given_at TEXT NOT NULL
){strict};

-- Not official: what is sent, one row for a person, a channel and a day. The number is not in it: it is looked up when the row is sent.
CREATE TABLE outbox (
    id {id},
    person_id {int} NOT NULL REFERENCES people (id),
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    tries {int} NOT NULL,
    next_at TEXT NOT NULL,
    claim TEXT NOT NULL,
    error TEXT NOT NULL,
    code {int} NOT NULL,
    changed_at TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX outbox_once ON outbox (person_id, channel, day);
CREATE INDEX outbox_by_state ON outbox (state, channel, next_at);
CREATE INDEX outbox_by_day ON outbox (day);
