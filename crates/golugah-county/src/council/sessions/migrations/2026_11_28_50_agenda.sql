-- What comes before a session, and what becomes of it. An item is about any record, in its one word, `resolution/17`, and
-- about what that one is about. Its title is empty where whoever keeps the record says what it is called.
CREATE TABLE agenda_items (
    id {id},
    version {int} NOT NULL,
    session_id {int} NOT NULL REFERENCES sessions (id),
    place {int} NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    agency_id {int} REFERENCES agencies (id),
    matter TEXT,
    about TEXT,
    state TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE INDEX agenda_items_by_session ON agenda_items (session_id, place);

-- The item of an earlier session that this one carries on.
CREATE TABLE carried_items (
    id {id},
    version {int} NOT NULL,
    item_id {int} NOT NULL REFERENCES agenda_items (id),
    from_item_id {int} NOT NULL REFERENCES agenda_items (id),
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX carried_items_once ON carried_items (item_id);

-- Why an item was taken off an agenda.
CREATE TABLE removed_items (
    id {id},
    version {int} NOT NULL,
    item_id {int} NOT NULL REFERENCES agenda_items (id),
    reason TEXT NOT NULL CONSTRAINT removed_items_reason_given CHECK (reason <> ''),
    removed_on TEXT NOT NULL,
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX removed_items_once ON removed_items (item_id);

-- The resolutions that an item led to.
CREATE TABLE item_resolutions (
    id {id},
    version {int} NOT NULL,
    item_id {int} NOT NULL REFERENCES agenda_items (id),
    resolution_id {int} NOT NULL REFERENCES resolutions (id),
    salt TEXT NOT NULL
){strict};
CREATE UNIQUE INDEX item_resolutions_once ON item_resolutions (resolution_id);
CREATE INDEX item_resolutions_by_item ON item_resolutions (item_id);

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('agenda_items', 1, 'id,version,session_id,place,title,kind,agency_id,matter,about,state'),
    ('carried_items', 1, 'id,version,item_id,from_item_id'),
    ('removed_items', 1, 'id,version,item_id,reason,removed_on'),
    ('item_resolutions', 1, 'id,version,item_id,resolution_id');
