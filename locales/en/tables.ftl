# Tables: what is said while CSV and Excel are read. $row is the row's number, $cell the cell's place, $found what stands there.

# Where it is
tables-at-row = sheet “{ $sheet }”, row { $row }: { $what }
tables-at-line = row { $row }: { $what }
tables-cell = cell { $cell } has “{ $found }”; { $what }

# What a cell should hold
tables-cell-failed = the formula of this cell fails; mend it or write its value
tables-cell-day = expected a day such as 1403/05/12 or 2024-08-02
tables-cell-day-short-year = the year has two digits; write four, or set century to 1400 in the mapping
tables-cell-day-order = it is not clear which number is the day and which the month; set first to day or month in the mapping
tables-cell-clock = expected a time of day such as 14:30
tables-cell-amount = expected an amount in digits, such as 1,250,000
tables-cell-amount-point = it is not clear whether the point parts thousands or decimals; write the amount without it
tables-cell-amount-comma = it is not clear whether the comma parts thousands or decimals; part three digits each, or write the amount without it
tables-cell-amount-unit = the unit of the cell does not go with that of its heading, and it is not clear which is meant; write the whole unit in the cell, such as “125 million rial”, or the number alone
tables-cell-amount-negative = the amount is negative; expected one from zero upwards
tables-cell-amount-large = the amount is out of range; check its digits and the unit of the column
tables-cell-amount-day = expected an amount, and this is a date
tables-cell-count = expected a whole number
tables-cell-code = this word is not known and counts as not said
tables-cell-letters = the letters of cell { $cell } are no UTF-8 (byte { $found }); save the file as UTF-8

# Rows
tables-row-endless = the row that begins at line { $row } is longer than { $most } MB; a quotation mark is probably not closed, close it
tables-row-wide = the row has { $count } cells and there are { $most } headings; a cell probably has the delimiter in its text, put that in quotation marks
tables-row-columns = the row has more than { $most } columns; clear the columns outside the table
tables-row-long = the text of this row is longer than { $most } MB and was not read; shorten its texts
tables-cell-twice = cell { $cell } is written twice and it is not clear which one is right; open the workbook in Excel and save it again
tables-cell-nowhere = the cell “{ $cell }” has no place in a sheet; open the workbook in Excel and save it again
tables-field-left = { $what }. This cell was left out and the rest of the row was read
tables-row-total = a row of totals, which was not read
tables-row-no-number = cell { $cell } is empty; expected the number of the tender
tables-row-no-case = cell { $cell } is empty; expected the number of the case
tables-row-no-activity = cell { $cell } is empty; expected the name of a step
tables-row-no-time = cell { $cell } is empty; expected the time of the event
tables-row-no-step = no step has a day
tables-row-no-ocid = the column ocid is empty; expected the identifier of the process
tables-ocid-alone = the main sheet has no row for the process “{ $found }”; what the other sheet says of it was set aside

# The workbook
tables-no-part = the workbook lacks its part { $part }; open it in Excel and save it again
tables-locked = the workbook has a password; save it without one
tables-broken-package = the workbook is damaged ({ $what }); it was probably cut off on its way, fetch it again, or open it in Excel and save it
tables-broken-part = the part { $part } of the workbook is damaged; open it in Excel and save it again
tables-many-parts = the workbook has { $found } parts, at most { $most } are taken
tables-bomb = the part { $part } unpacks to more than { $ratio } times its packed size and was not read; if the file is sound, split it
tables-token-endless = the text of one cell is longer than { $most } MB and was not read
tables-much-text = the different texts of this workbook are more than { $most } MB; split it
tables-many-rows = the sheet “{ $sheet }” has more than { $most } rows; split it
tables-many-rejects = more than { $most } rows could not be read; look at the mapping again
tables-many-events = there are more than { $most } events in one file; split it
tables-many-names = there are too many different names; look at the mapping of this column again
tables-no-sheet = there is no sheet “{ $sheet }”; the workbook has: { $all }
tables-packed-twice = a workbook is packed by itself, and this one lies in gzip or zstd; unpack it first
tables-other-package = this zip file is no workbook; expected OCDS, an XES event log, CSV or XLSX. If one of these lies within, take it out first
tables-old-excel = this is a workbook of old Excel (xls), or one with a password; open it in Excel and save it as xlsx without a password
tables-web-page = this is a web page, whatever its name ends in; open it in Excel and save it as xlsx
tables-no-table = this file is no table; mappings are for CSV and XLSX alone
tables-nothing-imported = { $file }: nothing was imported yet; name files to scan, or keep them with `golugah import FILE…`
tables-table-missing = no such file; check the path (expected a table, CSV or XLSX)
tables-file-missing = no such file; check the path (expected OCDS JSON, an XES event log, CSV or XLSX)
tables-file-folder = this is a folder; name the files in it
tables-file-pipe = this is a pipe or a device; save what it gives to a file and name that
tables-file-denied = this file may not be read by you; mend its permissions
tables-file-unread = could not be read: { $what }
tables-file-cut = the { $format } stream breaks after { $count } unpacked bytes ({ $what }); the file was probably cut off on its way, fetch it again
tables-file-limit-bytes = unpacks to more than the limit of { $most } bytes; split the file, or unpack it yourself if you trust it
tables-file-limit-ratio = unpacks to more than { $most } times its size; split the file, or unpack it yourself if you trust it
tables-file-limit-refused = more than { $most } records could not be read; split the file, or unpack it yourself if you trust it
tables-file-empty = the file is empty; expected OCDS JSON, an XES event log, CSV or XLSX
tables-file-unknown = begins with `{ $found }`; expected OCDS compiled releases (JSON Lines, or a release or record package), an XES event log, plain, .gz or .zst, or a table (CSV, XLSX)
tables-log-empty = the log is empty; an XES event log begins with <log>
tables-log-other = line { $row }: found `{ $what }`; expected <log>, the outermost element of an XES event log
tables-log-encoding = the text is { $what }; expected UTF-8; convert the file and say UTF-8 in its first line
tables-log-doctype = line { $row }: found a document type definition (<!DOCTYPE>); XES has none and it may do harm; remove it if you trust the file
tables-log-deep = line { $row }: elements lie too deep in one another and the log was not read; export it again
tables-log-broken = line { $row }: { $what }; no case was complete before it; export the log again
tables-log-objects = this is an object-centric event log (OCEL) whose beginning says nothing of it; expected its objects or events within the first 64 kilobytes; have your tool write it again
tables-log-nothing = found { $cases } traces, set aside { $count } events or traces and kept none; expected events with `concept:name` and `time:timestamp` in a <trace> for each case; see the rejects for what each lacks
tables-file-nothing = not one record could be read; the first one, at line { $row }: { $what }; expected OCDS compiled releases, one a line or in a package
tables-file-no-release = this is JSON without one release in it; expected OCDS compiled releases, one a line or in a package

# The mapping
tables-map-broken = the mapping is not right: { $what }
tables-map-field = the mapping gives column { $cell } the name “{ $field }”, which is not known; known are: { $all }, step, ignored
tables-map-column = “{ $cell }” in the mapping is no column; expected letters such as B
tables-map-twice = the mapping gives “{ $field }” to two columns; set one to ignored
tables-map-unit = the mapping gives column { $cell } the unit “{ $found }”, which is not known; write such as “rial”, “toman” or “million rial”
tables-map-header = header in the mapping has to be the number of one or two rows, such as [3] or [3, 4]
tables-no-heading = column { $cell } with the heading “{ $heading }” was not found; the table has: { $all }. Make the mapping anew for this file, or mend the heading in it
tables-no-header = row { $row }, which has the headings by the mapping, is not in the table

# A mapping that is guessed
tables-not-known = the headings are not known. The nearest is row { $row } of the sheet “{ $sheet }”: { $found }. A list of tenders needs at least a number or subject and a winner, deadline or amount; a log a case number, a step and a time; write the headings so, or write the mapping yourself
tables-not-known-text = the headings are not known. The nearest is row { $row }: { $found }. A list of tenders needs at least a number or subject and a winner, deadline or amount; a log a case number, a step and a time; write the headings so, or write the mapping yourself
tables-no-rows = the table is empty
tables-in-doubt = it is not read without a mapping: { $what }. Make one with `golugah map { $file } --out M.toml`, mend it and give it with --map
tables-says-sheets = sheet that is read: { $sheet }
tables-says-sheets-unneeded = sheets that are not needed: { $sheet }
tables-says-column = column { $cell } “{ $heading }” = { $field ->
    [number] number of the tender
    [title] subject
    [buyer] office
    [unit] unit
    [method] method
    [category] category
    [status] status
    [published] day of publication
    [start] begin of the time for bids
    [deadline] end of the time for bids
    [estimate] estimate
    [bidders] number of bidders
    [bidder] bidder
    [bidder_id] identifier of the bidder
    [bid_amount] amount of the bid
    [bid_status] status of the bid
    [bid_date] day of the bid
    [winner] winner
    [winner_id] identifier of the winner
    [award_amount] amount of the contract
    [award_date] day of the contract
    [currency] currency
    [case] number of the case
    [activity] step
    [time] time
    [clock] time of day
    [officer] officer
    [group] office
    [lifecycle] phase of the step
    [applicant] applicant
    [due] due
    [procedure] procedure
    [step] a step with its day
   *[other] { $field }
}{ $unit ->
    [none] {""}
   *[other] {" "}in { $unit }
}
tables-says-unused = columns that are of no use here: { $all }
tables-says-rial = the unit of amounts is not said; rial was taken
tables-says-no-number = no column of numbers was found; every row was taken for a tender of its own
tables-says-no-buyer = no column of offices was found; if all are of one office, write its name for buyer in the mapping, so that it is measured
tables-says-own-numbers = there is no column of offices or none of days, so short numbers count within this file alone; if the same list comes again with new rows, its tenders are counted once more
tables-says-flat = sheet “{ $sheet }”: OCDS laid flat, { $count } columns. Read: { $used }. Not needed: { $unneeded }. In doubt: { $doubted }
tables-doubt-sheets = other sheets are tables too, with other headings: { $sheet }. A mapping reads sheets of one form
tables-doubt-unheaded = columns { $cell } hold something and have no heading; perhaps another row has headings too. Write the headings into one row, or mend header in the mapping
tables-doubt-same = the heading “{ $heading }” stands over several columns: { $cell }. It is not clear which is meant; write a heading of its own over each, or set is for one of them alone in the mapping
tables-doubt-short = the heading { $cell } “{ $heading }” is cut short and not known; write it out, or say in the mapping what it is
tables-doubt-mixed = the amounts of column { $cell } “{ $heading }” do not seem to be in one unit: row { $row } and row { $other } differ by ten, a thousand or some thousand times. Write all amounts of the column in one unit, or, if they are right, read it by a mapping
tables-doubt-other-sheets = the headings of these sheets are not those of the first: { $sheet }. Sheets that are read together have the same headings in the same row
tables-doubt-amounts = most cells of column { $cell } “{ $heading }” are no amounts
tables-doubt-column = the heading { $cell } “{ $heading }” is only in part like “{ $field }”, and may be something else; if it is that, set is to { $field } in the mapping, else leave it ignored
tables-doubt-unit = column { $cell } “{ $heading }” has no unit, but “{ $found }” names one; write the unit of this column as unit in the mapping, such as “rial” or “million rial”
tables-doubt-unit-cells = some cells of column { $cell } “{ $heading }” name a unit and some do not; write the unit of those without one as unit in the mapping
tables-doubt-century = the year has two digits, such as { $found }, and it is not clear which number it is and of which century; if it stands first, set century to 1300 or 1400 in the mapping, else write years in four digits
tables-doubt-order = it is not clear whether days stand before months or behind them; set first to day or month in the mapping

# The command map
tables-guess-head = The mapping of { $file }: look at it, mend it and give it with --map. `is` says what a column is; `ignored` that it is not read.
tables-guess-doubt = This needs your eyes: { $what }
tables-assumed = { $file }: { $what }

# XLSX that is written
tables-sheet-bottlenecks = Bottlenecks
tables-sheet-findings = Findings
tables-sheet-indicators = Indicators
tables-sheet-rules = Cases against a rule
tables-sheet-steps = Steps without a verdict
tables-sheet-families = Peers that differ
tables-kind = { $kind ->
    [tender] tender
    [bid] bid
    [buyer] buyer
    [procuring_entity] procuring office
    [tenderer] tenderer
    [supplier] supplier
    [case] case
    [step] step
    [officer] officer
    [applicant] applicant
    [procedure] procedure
   *[other] { $kind }
}
tables-column = { $column ->
    [rank] Rank
    [group_kind] Kind of place
    [group] Place
    [indicator] Indicator
    [code] Code
    [raised] Raised
    [clear] Clear
    [not_computable] Not computable
    [computable] Computable
    [rate] Rate
    [peer_rate] Rate of peers
    [threshold] Threshold
    [probability] Probability
    [stake] At stake
    [stake_unit] In
    [sentence] In words
    [subject_kind] Kind of subject
    [subject] Subject
    [value] Value
    [day] Day (Jalali)
    [day_iso] Day
    [sources] Where in the data
    [elsewhere] Other places with this step
    [share] Share of all
    [least] 95 % from
    [most] 95 % to
    [higher] Higher side
   *[other] { $column }
}
tables-unit = { $unit ->
    [days] days
    [cases] cases
   *[other] { $unit }
}
tables-sheet-full = a sheet of Excel holds { $most } rows; { $found } findings were not written. For all of them use --format csv

# Asked on the site
tables-ask-unheaded = columns { $cell } hold something and have no heading, and are not read; where another row has the headings, choose it on this page under “Row of headings”
tables-ask-column = the heading of { $cell }, “{ $heading }”, is not clear; look whether it is what it was taken for, and choose from the list
tables-ask-unit = the unit of column { $cell }, “{ $heading }”, is not clear; choose it beside the column
tables-ask-unit-cells = some cells of column { $cell }, “{ $heading }”, name a unit and some do not; choose the unit of those without one beside the column
tables-ask-no-buyer = there is no column of offices; where all are one office's, choose it at the end of this page
tables-ask-order = it is not clear whether the day stands before or behind the month; choose the order of dates at the end of this page
tables-ask-century = years have two digits and their century is not clear, such as { $found }; choose it at the end of this page
tables-ask-all = no heading is known; row { $row } was taken for the headings. Where it is another row, choose it on this page; else say what each column is
tables-ask-sheets = other sheets are tables too, with other headings: { $sheet }. Choose on this page which sheet is read; hand the others in as files of their own
tables-ask-same = the heading “{ $heading }” stands over several columns: { $cell }. Only one of them is read; look which it is, and leave the others out
tables-ask-short = the heading of { $cell }, “{ $heading }”, is cut short and not known; choose from the list what it is, else it is not read
tables-ask-no-header = row { $row } is not in this sheet, or is empty; choose the row of headings from the rows that are shown
tables-ask-no-heading = column { $cell } with the heading “{ $heading }” was not found in one of the sheets, which has: { $all }. Choose sheets with the same headings on the page of its columns
tables-ask-cell-short-year = the year has two digits; say on the page of its columns of which century such years are, or write four digits
tables-ask-cell-order = it is not clear which number is the day and which the month; choose the order of dates on the page of its columns
tables-ask-many-rejects = more than { $most } rows could not be read; look at the page of its columns again
tables-ask-many-names = there are too many different names; look on the page of its columns whether this column is what was said
tables-worker-ended = { $file }: reading this file was broken off { $count } times without a word of why; perhaps memory or disk did not suffice. When that is mended, have it read again
# Results
tables-out-is-input = { $file }: the result would be written over “{ $found }”, which is read; give another name with --out
tables-out-twice = { $file }: two results would be written into one file (“{ $found }”); give one of them another name
tables-out-exists = { $file }: this file is there, and may have been filled or mended by hand; it was not written over. Give another name, or move it first
tables-out-needed = a workbook is no text for a screen; name a file such as result.xlsx with --out
tables-no-records = the table has headings and no row below them; write rows below the headings
tables-nothing-read = not one row of the table could be read. The first one: { $what }
tables-written = { $file }: written
tables-kept = { $file }: { $count } records kept
tables-known = { $file }: imported already, as { $found }; nothing to do
tables-refused = { $file }: events or cases refused: { $count }, the first at line { $row }: { $what }
tables-list-refused = { $file }: records refused: { $count }, the first at line { $row }: { $what }; all are in { $list }
tables-list-noted = { $file }: values taken as not published, their records read: { $count }, the first at line { $row }: { $what }; they are in { $list }
tables-list-filler = { $found } is no date that such a record can have
tables-list-code = `{ $found }` is no code of the standard's list
# Object-centric logs
tables-objects-choose = this is an object-centric event log (OCEL): its events belong to objects of several types and to no one case. Say which type of object is the case, with --case TYPE; on the site, hand in this very file and choose the type there. The types are:{ $types }
tables-objects-type = { $found }: { $objects } objects; { $events } events concern one of them, { $several } of these several at once
tables-objects-more = and { $more } other types
tables-objects-likeliest = The likeliest is “{ $found }” (--case "{ $found }"): { $events } events concern exactly one of its { $objects } objects, and its objects do not pass the same steps time and again as officers or goods do. Whether it is right is yours to say, for it changes every figure.
tables-objects-no-type = there is no type of object called “{ $asked }” in this log (--case). The types are:{ $types }
tables-objects-without-events = no event concerns an object of the type “{ $asked }” (--case). The types are:{ $types }
tables-objects-none = none of { $events } readable events concerns any of { $objects } objects; expected events with the identifiers of objects; see what was set aside, and have your tool write the log again
tables-objects-packed = an object-centric log in SQLite is read from its own file, and this one lies in gzip or zstd; unpack it first
tables-objects-no-database = an object-centric log in SQLite is not read here; have your tool write it as JSON or XML
tables-objects-no-table = this SQLite file has no table { $found } as object-centric logs (OCEL 2.0) have it; have your tool write the log as OCEL 2.0
tables-objects-database = this SQLite file cannot be read: { $what }; it was probably cut off on its way, fetch it again, or have your tool write the log as JSON
tables-objects-long = this SQLite file took more work than its size explains and was given up; have your tool write the log as JSON
