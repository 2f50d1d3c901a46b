-- Not official: the words by which records are found, folded as they are compared. Made within the deeds that write the
-- records, and made again of them where they are missing.
CREATE TABLE find_words (
    kind TEXT NOT NULL,
    word {word} NOT NULL,
    record {int} NOT NULL,
    PRIMARY KEY (kind, word, record)
){strict};
CREATE UNIQUE INDEX find_words_by_record ON find_words (kind, record, word);

-- Words of texts that may have to go, apart: they go with their text.
CREATE TABLE find_private (
    kind TEXT NOT NULL,
    word {word} NOT NULL,
    record {int} NOT NULL,
    commitment TEXT NOT NULL,
    PRIMARY KEY (kind, word, record, commitment)
){strict};
CREATE INDEX find_private_by_record ON find_private (kind, record, word);
CREATE INDEX find_private_by_commitment ON find_private (commitment);

-- Words of what anybody may read, as public views say it.
CREATE TABLE find_open (
    kind TEXT NOT NULL,
    word {word} NOT NULL,
    record {int} NOT NULL,
    PRIMARY KEY (kind, word, record)
){strict};
CREATE UNIQUE INDEX find_open_by_record ON find_open (kind, record, word);
CREATE VIEW public_find_words AS SELECT kind, word, record FROM find_open;

-- By which rules the words of a kind were made for all its records.
CREATE TABLE find_made (
    kind TEXT PRIMARY KEY,
    rules {int} NOT NULL
){strict};
