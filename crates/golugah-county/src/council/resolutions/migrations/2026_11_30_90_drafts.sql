-- What was written down at a session and binds nobody before it is closed: how many working days it is to give, on which item of
-- the agenda it was written, and why it was taken back, where it was.
CREATE TABLE resolution_drafts (
    id {id},
    version {int} NOT NULL,
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    working_days {int} NOT NULL,
    item_id {int},
    withdrawn_on TEXT,
    withdrawn_because TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX resolution_drafts_once ON resolution_drafts (resolution_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('resolution_drafts', 1, 'id,version,resolution_id,working_days,item_id,withdrawn_on,withdrawn_because');
