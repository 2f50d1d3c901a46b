# Data files: handing in, how far the worker is, what came of them.

site-imports = Data
imports-lede = Hand in tenders (Excel, CSV or OCDS) and event logs (Excel, CSV, XES or object-centric OCEL). The program reads them, finds bottlenecks, and measures again what was remedied.
imports-none = No data has been handed in yet.
imports-newest = Newest data
imports-hand-in = Hand in data
imports-file = File
imports-file-hint = Excel (xlsx) or CSV of tenders or of the events of cases, with headings; OCDS as JSON or JSON Lines; XES; or an object-centric log (OCEL 2.0 as JSON, XML or SQLite); up to 4 gigabytes.
imports-send = Hand in
import-crumb = Data
import-size = Size
import-handed-in = Handed in on
import-hash = Fingerprint (SHA-256)
import-progress = Progress
import-watch = This page moves on by itself; you can close it and come back.
import-queue = Waiting its turn
import-reading = Reading the file
import-measuring = Measuring all data
import-measuring-again = Measuring again what was remedied
import-entering = Entering bottlenecks
import-held-busy = Waiting: another program is at work on the data. When it is done, this file is read by itself; it need not be handed in again.
import-held-full = Waiting: the disk has no room. When there is room, this file is read by itself; it need not be handed in again.
import-ended = The work is done.
import-see-results = See the result
import-still-going = The work is still under way.
import-look-again = Look again
import-results = Result
import-records = records read
import-refused-records = records refused
import-named = bottlenecks named
import-measured = bottlenecks measured again
import-report = The whole report of the measurement
today-measured = Measuring
today-measured-last = The last measurement named { $named } bottlenecks and showed { $against } cases against a rule.
bottlenecks-report = The whole report of the last measurement
import-rejects = The whole list of refused records and cells left out, each with its reason
import-left-workbook = The same list as a workbook (Excel)
import-left-sheet = Left out
import-bottlenecks = Bottlenecks
import-refused = This file could not be read
import-refused-help = Correct the file and hand it in again. What was handed in before is untouched.
import-state-waiting = Under way
import-state-done = Read and measured
import-state-refused = Could not be read
bytes-bytes = { $amount } bytes
bytes-kibi = { $amount } kB
bytes-mebi = { $amount } MB
refusal-file-known = This file was handed in before.
refusal-file-missing = Choose a file that is not empty.
refusal-file-cut-short = The file did not arrive whole, or is larger than 4 gigabytes; hand it in again.
refusal-file-twice = One file is handed in at a time; choose one.
refusal-result-altered = This page is no longer what was written when the file was measured, and is therefore not shown; tell whoever looks after the site.
import-exceptions = cases against a rule
import-to-exceptions = Cases against a rule
import-state-asks = say what its columns or its type of object are
import-asks = Nothing of this table is read yet: one of its columns is not clear. Say what each column is; the same is then proposed for later tables with these headings.
import-asks-again = What this table has where has to be said again. What was read of it before stands until you have answered.
imports-ask =
    { $count-count ->
        [one] Say what the columns or the type of object of 1 file are
       *[other] Say what the columns or types of object of { $count } files are
    }
columns-title = Columns of the table
columns-lede = Each column stands here with its first cells. What the program took it for is chosen; put right what is wrong, and leave out what you do not know.
columns-again = Columns read wrongly? Say them again
columns-doubts = Look at these before it is read:
columns-empty = empty
columns-of-tenders = List of tenders
columns-of-events = Events of cases
columns-unit = Unit of the amounts
columns-buyer = Whose table is it?
columns-buyer-hint = Where a column names the office, that is enough.
columns-buyer-column = The column of offices says it
columns-century = Years of two digits, such as 05
columns-century-none = there are none
columns-century-1400 = from 1400 on
columns-century-1300 = 1300 to 1399
columns-order = Order of dates
columns-order-year = year, month, day
columns-order-day = day, month, year
columns-order-month = month, day, year
columns-said = The columns of this table were said before, and it was read by that. Where something is wrong, put it right, and it is read again.
columns-group-tender = Tender
columns-group-days = Times for bids
columns-group-bids = Bids
columns-group-award = Winner and contract
columns-unit-choose = Choose the unit
columns-rest =
    { $count-count ->
        [one] 1 further column is not shown and not read.
       *[other] { $count } further columns are not shown and not read.
    }
columns-more = Other columns
headings-title = Sheet and row of headings
headings-hint = These are the first rows of the file; what was taken for headings is bold. Where another sheet or row is right, choose it, and the table is looked at again. Sheets that are read together have the same headings.
headings-sheet = Sheet
headings-rows = First rows
headings-empty = This sheet is empty.
headings-row = Number of the row of headings
headings-two = The headings stand in two rows: this one and the one below it
headings-send = Look again
deed-import-say-headings = saying where a table has its headings
refusal-headings-sheet = Choose at least one sheet.
refusal-headings-row = Write the number of the row that has the headings.
refusal-columns-unit = The unit of a column of amounts is not clear; choose it beside the column.
refusal-columns-century = The years have two digits; say of which century they are.
refusal-columns-order = It is not clear whether days stand before months or behind them; choose the order of dates.
columns-send = Read the table
deed-import-say-columns = Columns of a table said
refusal-not-handing-in = An inspector, the secretary or the administrator says what columns are.
refusal-import-waits = This file is being read just now; say it again when the work has ended.
refusal-columns-twice = One thing was chosen for two columns; leave one of them out.
refusal-columns-few = A list of tenders needs a number, a subject or an office and at least one column more; events need a case number with step and time, or at least two steps with their days.
refusal-columns-mixed = Columns of tenders and columns of events do not go together in one table; leave out one kind.
field-number = tender number
field-title = subject
field-buyer = office
field-unit = unit that asks for it or runs it
field-method = method
field-category = kind of subject
field-status = status
field-published = day of publication
field-start = bids taken from
field-deadline = last day for bids
field-estimate = estimate
field-bidders = number of bidders
field-bidder = bidder
field-bidder-id = id of the bidder
field-bid-amount = amount of the bid
field-bid-status = status of the bid
field-bid-date = day of the bid
field-winner = winner
field-winner-id = id of the winner
field-award-amount = amount of the contract
field-award-date = day of the contract
field-currency = currency
field-case = case number
field-activity = step
field-time = time
field-clock = hour
field-officer = officer
field-group = office that deals with it
field-lifecycle = life cycle of the step
field-applicant = applicant
field-due = due day
field-procedure = procedure
field-step = a step, its day in this column
field-ignored = not read
unit-rial = rial
unit-thousand-rial = thousand rial
unit-million-rial = million rial
unit-billion-rial = billion rial
unit-toman = toman
unit-thousand-toman = thousand toman
unit-million-toman = million toman
unit-billion-toman = billion toman
imports-templates = An empty table to fill, which is read as it is:
template-winners = tenders and winners
template-bids = bids
template-events = events of cases
import-noted = What was seen while this file was read
import-noted-values = Cells that could not be read and were left out
import-noted-refused = Rows that were refused
import-noted-more = and { $count } more, which are in the whole list.
import-noted-assumed = What was taken for granted of the table; where it is not right, say it on the page of its columns
import-of-all = All data
came-again-title = What stands in other files too
came-again =
    { $count-count ->
        [one] 1 process of this file stands in other files too and is counted once.
       *[other] { $count } processes of this file stand in other files too, and each is counted once.
    }
came-again-merged =
    { $count-count ->
        [one] 1 process was told step by step; the steps of all files were made one in order of their dates.
       *[other] { $count } processes were told step by step; the steps of all files were made one in order of their dates.
    }
came-again-stand =
    { $count-count ->
        [one] Of 1 process this file has the latest release; it counts, and the earlier ones were taken out.
       *[other] Of { $count } processes this file has the latest release; it counts, and the earlier ones were taken out.
    }
came-again-passed-over =
    { $count-count ->
        [one] Of 1 process another file has the latest release; that one counts, and this file's does not.
       *[other] Of { $count } processes another file has the latest release; that one counts, and this file's does not.
    }
came-again-cases =
    { $count-count ->
        [one] 1 case of this file stands in other files too and is counted once.
       *[other] { $count } cases of this file stand in other files too, and each is counted once.
    }
came-again-cases-stand =
    { $count-count ->
        [one] 1 case is told furthest in this file and counts here.
       *[other] { $count } cases are told furthest in this file and count here.
    }
came-again-cases-passed-over =
    { $count-count ->
        [one] 1 case is told further in another file and counts there.
       *[other] { $count } cases are told further in another file and count there.
    }
import-of-all-note = What follows is of all data that had been handed in by the end of this work, and not of this file alone.
import-families = Where peers differ much among themselves
import-families-note = Said of all of them together and of no single one: it may lie in the kind of cases, in instructions, in place and season, or in how records are kept. The counts behind it stand in the report.
import-families-more = and { $count } more, which are in the report.
columns-earlier = The columns of a table with these headings were said before, and the same is chosen. Look whether it holds for this table too, above all the unit of the amounts, and whose table it is.
import-again = Read it again
import-again-help = Where the file was not to blame (a full disk, other work under way), the same file is read again.
deed-import-read-again = A file is read again

objects-title = Type of object of the object-centric log
objects-lede = Each event of this object-centric log concerns several objects, and no case is named. Choose the type of object whose way through the steps is to be followed; the file is then read by it. It can be chosen otherwise later, and the file is read anew.
objects-legend = Which type of object is the case?
objects-type = { $objects } objects; { $events } events concern one, { $several } of them several at once.
objects-likeliest = This is most like a case.
objects-examples = Some of their identifiers:
objects-send = Read the log
objects-earlier = In a log with the same types of objects this one was the case, and it is chosen here too. Look whether it holds for this log.
refusal-objects-none = Choose one of the types of objects: it is what a case is.
columns-asks-title = Say what its columns are
objects-asks-title = Say which type of object is the case
import-asks-earlier = Nothing of this table is read yet: its columns were said before of a table with these headings. Confirm that it holds for this table too.
objects-asks = Nothing of this object-centric log (OCEL) is read yet: each event concerns several objects, and it is not known which type of object is the case. Say which; the same is then proposed for later logs with these types.
objects-asks-earlier = Nothing of this object-centric log (OCEL) is read yet: the type of object was said before of a log with these types. Confirm that it holds for this log too.
objects-asks-again = Which type of object is the case of this log has to be said again. What was read of it before stands until you have answered.
objects-again = The wrong type of object? Choose again
objects-said = The type of object of this log was said before, and it was read by that. Where it is wrong, choose another, and it is read again.
objects-chosen = An object-centric log; the type of object that is its case
import-cases = cases read
import-refused-cases = events or objects refused

# What has changed from one measurement to the next.
since-title = From the last measurement to this one
since-first = The measurement of { $day } named { $named } bottlenecks. Of an earlier one no list was kept to compare it with.
since-head = The measurement of { $day } named { $named } bottlenecks, the one before it, of { $before-day }, { $before }. New: { $new }; no longer named: { $gone }; in both: { $unchanged }.
since-new = Newly named: { $count }
since-gone = No longer named, with the reason: { $count }
since-more = And { $count } more.
since-persons = { $count } of them are about the work or the requests of persons; their names are not given here before an inspector has looked.
since-cleared = Measured again after its remedy, and cleared.
since-not-computable = Cannot be computed in the data as it is now.
since-elsewhere = What was counted there is now counted under “{ $other }”.
since-kept = It stands out still, and was not named: { $floor }.
since-unremarkable = Its rate is no longer so far above that of comparable places that it counts as a bottleneck.
