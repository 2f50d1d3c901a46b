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
tables-cell-amount = expected an amount in digits, such as 1,250,000
tables-cell-amount-point = it is not clear whether the point parts thousands or decimals; write the amount without it
tables-cell-amount-day = expected an amount, and this is a date
tables-cell-count = expected a whole number
tables-cell-code = this word is not known and counts as not said
tables-cell-letters = the letters of cell { $cell } are no UTF-8; save the file as UTF-8

# Rows
tables-row-endless = the row that begins at line { $row } is longer than { $most } MB; a quotation mark is probably not closed, close it
tables-row-wide = the row has { $found } cells and there are { $most } headings; a cell probably has the delimiter in its text, put that in quotation marks
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
tables-says-column = column { $cell } “{ $heading }”{ $how ->
    [likely] {" "}probably
   *[sure] {""}
} = { $field ->
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
    [opening] day of opening
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
    [group] unit
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
tables-says-century = years of two digits were taken for those of the century { $century }
tables-says-flat = sheet “{ $sheet }”: OCDS laid flat, { $count } columns. Read: { $used }. Not needed: { $unneeded }. In doubt: { $doubted }
tables-doubt-sheets = other sheets are tables too, with other headings: { $sheet }. A mapping reads sheets of one form
tables-doubt-amounts = most cells of column { $cell } “{ $heading }” are no amounts
tables-doubt-century = years have two digits and their century is not clear, such as { $found }; set century to 1300 or 1400 in the mapping
tables-doubt-order = it is not clear whether days stand before months or behind them; set first to day or month in the mapping

# The command map
tables-guess-head = The mapping of { $file }: look at it, mend it and give it with --map. `is` says what a column is; `ignored` that it is not read.
tables-guess-doubt = This needs your eyes: { $what }
tables-assumed = { $file }: { $what }

# XLSX that is written
tables-sheet-bottlenecks = Bottlenecks
tables-sheet-findings = Findings
tables-sheet-indicators = Indicators
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
   *[other] { $column }
}
tables-unit = { $unit ->
    [days] days
    [cases] cases
   *[other] { $unit }
}
tables-sheet-full = a sheet of Excel holds { $most } rows; { $found } findings were not written. For all of them use --format csv

# Object-centric logs
tables-objects-choose = this is an object-centric event log (OCEL): its events belong to objects of several types and to no one case. Say which type of object is the case, with --case TYPE; on the site, hand in a log that your tool laid flat by that type. The types are:{ $types }
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
