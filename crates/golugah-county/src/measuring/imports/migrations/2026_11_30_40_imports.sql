-- Not official: in which order files were done with, for what was measured last.
ALTER TABLE import_progress ADD COLUMN finished {int} NOT NULL DEFAULT 0;
CREATE INDEX import_progress_by_finished ON import_progress (finished);

-- The newest file may not be the one after which was measured last: an older one can be read anew.
DROP VIEW public_named;
CREATE VIEW public_named AS
    SELECT i.named FROM imports i WHERE i.id = (
        SELECT one.id FROM imports one LEFT JOIN import_progress p ON p.import_id = one.id
        WHERE one.state = 'done' ORDER BY COALESCE(p.finished, 0) DESC, one.id DESC LIMIT 1);
