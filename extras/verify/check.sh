#!/usr/bin/env bash
# Asks both verifiers about a sound county and about altered copies of it. Usage:
#
#   check.sh PROGRAM DATA      PROGRAM: golugah; DATA: a county's folder, as `golugah demo --no-serve` makes it
#
# Exit 1 where a verifier is silent about what was altered, cries without cause, or the two name different things.
set -euo pipefail
program=$(realpath "$1") data=$(realpath "$2") here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/golugah_verify.py" "$data" --self-test >/dev/null

# A checkpoint is published by the site: it is opened once, and then the copy at this moment is kept apart.
cp -r "$data" "$work/sound"
rm -rf "$work/sound/lake" "$work/sound/files" "$work/sound/invented-county"
# The files that records name are looked at and never written here: every copy may look at the same ones.
ln -s "$data/files" "$work/sound/files"
failed=0
# opened FOLDER: its site, until it has published; `site` is its process and `address` where its log is.
opened() {
    "$program" serve --data "$1" --listen 127.0.0.1:0 --no-worker 2>"$work/said" &
    site=$!
    for _ in $(seq 100); do
        [[ -s $1/log/checkpoint ]] && grep -q '^http' "$work/said" && break
        sleep 0.1
    done
    address=$(sed -n 's|^\(http://[^/]*\)/.*|\1/log|p' "$work/said")
}
closed() {
    kill "$site"
    wait "$site" || true
}
# watched NAME EXPECTED WORDS: the published log, read over HTTP by who has nothing else but a checkpoint and a key.
watched() {
    local code=0
    python3 "$here/golugah_verify.py" --url "$address" --checkpoint "$work/kept.checkpoint" --key "$work/kept.vkey" \
        "${@:4}" >"$work/theirs" 2>&1 || code=$?
    printf '%-46s over HTTP  %s\n' "$1" "$code"
    if [[ $code != "$2" ]] || ! grep -qF -- "$3" "$work/theirs"; then
        failed=1
        sed 's/^/    second:  /' "$work/theirs"
    fi
}

opened "$work/sound"
python3 - "${address%log}portal/sessions/1" "$work" <<'PY'
import sys, urllib.request
for name in ["receipt", "records.jsonl"]:
    with urllib.request.urlopen(f"{sys.argv[1]}/{name}", timeout=30) as answer:
        open(f"{sys.argv[2]}/{name}", "wb").write(answer.read())
PY
cp "$work/sound/log/checkpoint" "$work/kept.checkpoint"
cp "$work/sound/log/vkey" "$work/kept.vkey"
watched 'as it was' 0 ' entries, 2 checkpoints; root '
watched 'the records of a published session' 0 ' records, 2 checkpoints; root ' --records "$work/records.jsonl"
sed 's/"number":1/"number":2/' "$work/records.jsonl" >"$work/other.jsonl"
watched 'a record of a published session altered' 1 'is not what the log vouches for' --records "$work/other.jsonl"
"$program" export --data "$work/sound" --public "$work/public" 2>/dev/null
watched 'what export gives of published sessions' 0 ' records, 2 checkpoints; root ' --records "$work/public/records.jsonl"
if GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$work/foreign" "$here/foreign.go" 2>/dev/null; then
    "$work/foreign" "$address" >"$work/foreign.said" 2>&1 || failed=1
    printf '%-46s over HTTP  %s\n' 'by a foreign implementation' "$(tail -n 1 "$work/foreign.said")"
else
    printf '!!! SKIPPED: Go with golang.org/x/mod is not here, so no foreign implementation was asked\n' >&2
fi
cp -r "$work/sound/log" "$work/log"
printf x | dd of="$work/sound/log/tile/entries/000" bs=1 seek=40 conv=notrunc status=none
watched 'a letter of a published entry' 1 'are not those of the checkpoint'
rm "$work/sound/log/tile/entries/000"
watched 'a published tile taken away' 2 'this tile is missing'
cp "$work/log/tile/entries/000" "$work/sound/log/tile/entries/000"
closed

# ask NAME FOLDER EXPECTED WORDS: both must end with EXPECTED and, where that is 1, say WORDS.
ask() {
    local name=$1 folder=$2 expected=$3 words=$4 ours theirs
    set +e
    "$program" verify --data "$folder" --checkpoint "$work/kept.checkpoint" --key "$work/kept.vkey" >"$work/ours" 2>&1
    ours=$?
    python3 "$here/golugah_verify.py" "$folder" --checkpoint "$work/kept.checkpoint" --key "$work/kept.vkey" \
        >"$work/theirs" 2>&1
    theirs=$?
    set -e
    printf '%-46s golugah %s  second %s\n' "$name" "$ours" "$theirs"
    if [[ $ours != "$expected" || $theirs != "$expected" ]] ||
        { [[ $expected == 1 ]] && ! { grep -qF -- "$words" "$work/ours" && grep -qF -- "$words" "$work/theirs"; }; }; then
        failed=1
        sed 's/^/    golugah: /' "$work/ours"
        sed 's/^/    second:  /' "$work/theirs"
    fi
}

# altered NAME SQL WORDS: a copy whose database was changed behind the program's back.
altered() {
    rm -rf "$work/copy"
    cp -r "$work/sound" "$work/copy"
    python3 - "$work/copy/county.sqlite" "$2" <<'PY'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    database.execute(f"DROP TRIGGER {name}")
database.execute("PRAGMA foreign_keys = OFF")
database.executescript(sys.argv[2])
database.close()
PY
    ask "$1" "$work/copy" 1 "$3"
}

ask 'as it was' "$work/sound" 0 ''
altered 'a proof asked for' "UPDATE resolutions SET proof = 'x' WHERE id = 2" 'resolutions 2 is not as its last deed'
altered 'a bottleneck called cleared' "UPDATE bottlenecks SET state = 'cleared' WHERE id = 2" 'bottlenecks 2 is not as its last deed'
altered 'a count of a measurement' "UPDATE measurements SET raised = 0 WHERE id = 2" 'measurements 2 is not as its last deed'
altered 'a word of the minutes' "UPDATE sessions SET minutes = minutes || '.' WHERE id = 1" 'sessions 1 is not as its last deed'
altered 'the hash of a file handed in' "UPDATE imports SET sha256 = '00' WHERE id = 1" 'imports 1 is not as its last deed'
altered 'an absence made a presence' "UPDATE attendances SET state = 'present' WHERE id = 5" 'attendances 5 is not as its last deed'
altered 'a null made an empty text' "UPDATE evidence SET file_sha256 = '' WHERE id = 1" 'evidence 1 is not as its last deed'
altered 'a row deleted' "DELETE FROM evidence WHERE id = 1" 'evidence 1, last written by log entry'
altered 'a row inserted' "INSERT INTO agencies SELECT id + 100, version, name_fa || '.', name_en, seat, salt FROM agencies WHERE id = 1" 'agencies 101 was written by no deed'
altered 'a salt exchanged' "UPDATE resolutions SET salt = (SELECT salt FROM resolutions WHERE id = 1) WHERE id = 2" 'resolutions 2 is not as its last deed'
altered 'the hash of a password' "UPDATE credentials SET password_hash = (SELECT password_hash FROM credentials WHERE id = 2) WHERE id = 1" 'credentials 1 is not as its last deed'
altered 'who did a deed' "UPDATE log_actors SET person_id = person_id + 1 WHERE seq = (SELECT MAX(seq) FROM log_actors)" 'log_actors'
altered 'a step of a case taken away' "DELETE FROM log_cases WHERE seq = 3" 'log_cases 3, last written by log entry 3, is gone'
altered 'a column that nobody vouches for' "ALTER TABLE resolutions ADD COLUMN aside TEXT; UPDATE resolutions SET aside = 'x' WHERE id = 2" 'resolutions 2 is not as its last deed'
altered 'an entry altered' "UPDATE log_entries SET entry = replace(entry, 'secretary', 'governor') WHERE seq = (SELECT MIN(seq) FROM log_entries WHERE entry LIKE '%secretary%')" 'log_head is not the tree'
altered 'the newest entry deleted' "DELETE FROM log_entries WHERE seq = (SELECT MAX(seq) FROM log_entries)" 'the newest are gone'
altered 'an entry in the middle deleted' "DELETE FROM log_entries WHERE seq = 20" 'log entry 20 is missing'

altered 'a word of a text that may have to go' "UPDATE texts SET text = text || '.' WHERE commitment = (SELECT MIN(commitment) FROM texts)" 'it is not the text that was committed to'
altered 'words moved between a salt and its text' "UPDATE texts SET salt = salt || substr(text, 1, 12), text = substr(text, 13)" 'it is not the text that was committed to'
altered 'a text taken away' "UPDATE texts SET salt = NULL, text = NULL WHERE commitment = (SELECT MIN(commitment) FROM texts)" 'it is gone, and no deed withdrew it'
altered 'a text that no record names' "INSERT INTO texts VALUES ('00', '00', 'x')" 'text 00: it is there, and no record names it'

# A county that has left, held by what it took along and by nothing else.
exported() {
    local code=0
    python3 "$here/golugah_verify.py" --export "$work/all" --checkpoint "$work/kept.checkpoint" --key "$work/kept.vkey" \
        >"$work/theirs" 2>&1 || code=$?
    printf '%-46s exported   %s\n' "$1" "$code"
    if [[ $code != "$2" ]] || ! grep -qF -- "$3" "$work/theirs"; then
        failed=1
        sed 's/^/    second:  /' "$work/theirs"
    fi
}
"$program" export --data "$work/sound" --out "$work/all" 2>/dev/null
exported 'as it was' 0 ' records, 1 checkpoints; root '
sed -i 's/"state":"present"/"state":"absent"/' "$work/all/tables/attendances.json"
exported 'presences made absences' 1 'is not as its last deed'

# The deeds as an event log, read by a parser that is not ours: as many events as entries that belong to a case.
"$program" export --data "$work/sound" --log "$work/deeds.xes" 2>/dev/null
python3 - "$work/deeds.xes" "$work/sound/county.sqlite" <<'PY' || failed=1
import json, sqlite3, sys
from xml.etree import ElementTree
log = ElementTree.parse(sys.argv[1]).getroot()
space = {"xes": "http://www.xes-standard.org/"}
events = log.findall("xes:trace/xes:event", space)
entries = [json.loads(text) for (text,) in sqlite3.connect(sys.argv[2]).execute("SELECT entry FROM log_entries")]
of_cases = [entry for entry in entries if entry["case"]]
cases = {trace.find("xes:string[@key='concept:name']", space).get("value") for trace in log.findall("xes:trace", space)}
due = log.findall(".//xes:date[@key='dueDate']", space)
assert len(events) == len(of_cases) > 0, (len(events), len(of_cases))
assert cases == {entry["case"] for entry in of_cases}
assert len(due) == sum(entry["deed"] == "resolution.report" for entry in entries), len(due)
print(f"{'the deeds as an event log':<46} {len(cases)} cases, {len(events)} events")
PY

# The log computed anew with the server's own key: only what was kept elsewhere can tell.
rm -rf "$work/copy"
cp -r "$work/sound" "$work/copy"
python3 - "$work/copy/county.sqlite" "$here" <<'PY'
import json, sqlite3, sys
sys.path.insert(0, sys.argv[2])
from golugah_verify import Tree, committed, leaf_hash
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.row_factory = sqlite3.Row
triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
for row in triggers:
    database.execute(f"DROP TRIGGER {row['name']}")
database.execute("UPDATE resolutions SET proof = 'x' WHERE id = 2")
row = database.execute("SELECT * FROM resolutions WHERE id = 2").fetchone()
row = {name: row[name] for name in row.keys()}
sha256 = committed(row, 1, [name for name in row if name != "salt"])
for entry in database.execute("SELECT seq, entry FROM log_entries ORDER BY seq").fetchall():
    read = json.loads(entry["entry"])
    for record in read["records"]:
        if (record["table"], record["key"]) == ("resolutions", "2"):
            record["sha256"] = sha256
    text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    database.execute("UPDATE log_entries SET entry = ? WHERE seq = ?", (text, entry["seq"]))
leaves = [leaf_hash(row["entry"].encode()) for row in database.execute("SELECT entry FROM log_entries ORDER BY seq")]
head = len(leaves).to_bytes(8, "big") + b"".join(Tree(leaves).edge(len(leaves)))
database.execute("UPDATE log_head SET tree = ?", (head.hex(),))
# The site serves no database whose triggers are not there.
for row in triggers:
    database.execute(row["sql"])
database.close()
PY
rm -rf "$work/copy/log"
# As somebody would who holds the machine: the public key goes too, and is written again by the same secret one.
opened "$work/copy"
watched 'the log computed anew and signed again' 1 'are not those of the checkpoint'
closed
ask 'the log computed anew and signed again' "$work/copy" 1 'are not those of the checkpoint'

# receipt NAME EXPECTED SEARCH REPLACEMENT: the receipt of the first session's closing, altered.
receipt() {
    local name=$1 expected=$2 ours theirs
    python3 - "$work/receipt" "$work/altered" "$3" "$4" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
altered = text.replace(sys.argv[3], sys.argv[4]) if sys.argv[3] else text
assert not sys.argv[3] or altered != text, "nothing was altered"
open(sys.argv[2], "w", encoding="utf-8").write(altered)
PY
    set +e
    "$program" verify --receipt "$work/altered" --key "$work/kept.vkey" >"$work/ours" 2>&1
    ours=$?
    python3 "$here/golugah_verify.py" --receipt "$work/altered" --key "$work/kept.vkey" >"$work/theirs" 2>&1
    theirs=$?
    set -e
    printf '%-46s golugah %s  second %s\n' "$name" "$ours" "$theirs"
    if [[ $ours != "$expected" || $theirs != "$expected" ]]; then
        failed=1
        sed 's/^/    golugah: /' "$work/ours"
        sed 's/^/    second:  /' "$work/theirs"
    fi
}

receipt 'a receipt as it was given' 0 '' ''
receipt 'a word of the minutes it carries' 1 'شنیده' 'نشنیده'
receipt 'who closed the session' 1 '"role":"secretary"' '"role":"governor"'
receipt 'the head of the receipt' 1 'receipt v2' 'receipt v1'
receipt 'somebody named who did not do it' 1 $'\nrecord ' $'\nactor 000102030405060708090a0b0c0d0e0f 3\nrecord '
receipt 'another salt' 1 $'\nrecord ' $'\nrecord 0'
receipt 'the name of the log' 1 'golugah/county
' 'golugah/other
'

exit "$failed"
