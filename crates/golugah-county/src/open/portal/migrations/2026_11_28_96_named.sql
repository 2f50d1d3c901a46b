-- How many places the last measurement named: of those only the weightiest are entered as bottlenecks.
CREATE VIEW public_named AS
    SELECT named FROM imports WHERE id = (SELECT MAX(id) FROM imports WHERE state = 'done');
