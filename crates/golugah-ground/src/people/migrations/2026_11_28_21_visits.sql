-- Whose a visit is, on whose behalf and until when, under the key that is not in the database: whoever can write the
-- database alone cannot make a visit of their own another person's. Visits begun before have none, and are none.
ALTER TABLE visits ADD COLUMN mark TEXT NOT NULL DEFAULT '';
