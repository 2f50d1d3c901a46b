# The log of deeds: what it is, how to keep a checkpoint, what each deed is called.

log-title = Log of deeds
log-lede = Every official act of the county, from the call of a session to the acceptance of proof, is one entry of this log. New entries are only ever added at its end; if an entry or a record is changed afterwards, verifying the log shows it.
log-entries = entries in the log
log-vouched = entries under the last checkpoint
log-checkpoint = The last checkpoint
log-checkpoint-what = A checkpoint is a signed summary of the whole log up to one entry. Whoever keeps today's can tell tomorrow that none of these entries was changed or taken out.
log-code = Short code
log-until = Up to the deed done on
log-root = Root of the log
log-no-checkpoint = No checkpoint has been published yet.
log-keep = How to keep a checkpoint, and to check
log-keep-save = Save these two files.
log-checkpoint-file = Today's checkpoint
log-key-file = The log's public key
log-keep-where = Keep them somewhere outside this system: on your own computer, in an official letter, or printed in the file of a session. A checkpoint that lies only here proves nothing.
log-keep-check = Whenever you like, hold the whole log against your checkpoint over the network; write the address of this site in place of ADDRESS:
log-command-outside = python3 golugah_verify.py --url ADDRESS/log --checkpoint checkpoint --key vkey
log-keep-inside = Whoever has access to the county's computer also holds every record against the log; DATA is the county's folder:
log-command-inside = golugah verify --data DATA --checkpoint checkpoint --key vkey
log-as-event-log = The deeds as an event log (XES)
log-deeds = Deeds
log-nothing-private = There is nobody's name and no text of any record here; only what was done, in which role, when, and about which record.
log-none = No deed has been entered yet.
log-unreadable = This entry cannot be read
log-seq = entry { $seq }
log-own-procedures = the county's own deeds
log-footer = The log of deeds: every official act, with a checkpoint you can keep

role-program = the program

case-session = Session, record
case-resolution = Resolution, record
case-bottleneck = Bottleneck, record
case-import = Data, record

deed-agency-found = An agency was entered
deed-person-admit = A user was added
deed-session-call = A session was called
deed-session-enter-item = An item was put on the agenda
deed-session-move-item = The order of the agenda was changed
deed-session-record-attendance = Attendance was recorded
deed-session-close = The session was closed
deed-session-publish = The minutes were published
deed-session-correct = A correction was published
deed-resolution-take = A resolution was taken
deed-resolution-report = A report came in
deed-resolution-judge-evidence = Proof was judged
deed-bottleneck-find = A bottleneck was found
deed-bottleneck-review = A bottleneck was reviewed
deed-bottleneck-keep-findings = A measurement's findings were kept
deed-bottleneck-measure = A bottleneck was measured again
deed-import-hand-in = Data were handed in
deed-import-finish = The work on data was finished
