-- What the measurement showed against rules, and what the kept data answers: known since this file.
ALTER TABLE imports ADD COLUMN exceptions {int};
ALTER TABLE imports ADD COLUMN coverage TEXT;

INSERT INTO log_shapes (tbl, shape, columns) VALUES
    ('imports', 2, 'id,version,sha256,name,bytes,handed_in_on,person_id,state,reason,records,refused,named,measured,exceptions,coverage');
