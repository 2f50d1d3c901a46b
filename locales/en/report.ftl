# The report: the page that an inspector mails and the table that a terminal shows. $text is a number as it is
# written, $count the same for grammar.

report-brand = golugah
report-title = Bottlenecks: a report
report-skip = Go to the bottlenecks
report-lead-files = { $count ->
    [one] { $text } data file was read
   *[other] { $text } data files were read
}
report-lead-indicators = { $count ->
    [one] { $text } indicator
   *[other] { $text } indicators
}
report-lead-observations = { $count ->
    [one] { $text } question
   *[other] { $text } questions
}
report-lead-rejected = { $count ->
    [0] {""}
    [one] , and { $text } unreadable record was set aside with its reason
   *[other] , and { $text } unreadable records were set aside with their reasons
}
report-reminder = A finding is not an accusation. Each line of this report says what was seen in data; why it is so, an inquiry must show.

report-figure-bottlenecks = { $count ->
    [one] bottleneck
   *[other] bottlenecks
}
report-figure-findings = { $count ->
    [one] finding with evidence
   *[other] findings with evidence
}

report-file = File
report-contents = Contents
report-input-ocds = Public procurement (OCDS)
report-input-xes = Event log of a procedure (XES)
report-input-ocel = Object-centric event log (OCEL)
report-input-table-ocds = Table of tenders (Excel)
report-input-table-xes = Table of events (Excel)
report-input-csv-ocds = Table of tenders (CSV)
report-input-csv-xes = Table of events (CSV)
report-records = Records
report-rejected = Set aside

report-stands-out = What stands out
report-nothing-stands-out = In what could be measured, no place stands clearly apart from comparable places. This says nothing about what could not be measured.
report-rank = Rank
report-stake = At stake
report-probability = The rate is truly higher
report-probability-almost-certain = almost certain
report-probability-very-likely = very likely
report-probability-likely = likely
report-probability-uncertain = uncertain
report-as-table = The same as a table
report-picture-own = here
report-picture-peers = comparable
report-picture-threshold = threshold
report-picture-description = Rate here { $rate }, at comparable places { $peer-rate }, threshold of a material difference { $threshold }.
report-twin-raised = Seen
report-twin-computable = Measured
report-twin-rate = Rate here
report-twin-interval = 95 % interval
report-twin-peer-rate = Rate at a typical comparable place, by estimate
report-twin-by-mix = Rate at comparable places, for cases of the same mix
report-twin-beside = Rate at comparable places, whatever the mix
report-twin-peers = Comparable places
report-twin-threshold = Threshold of a material difference
report-twin-excess = More than expected
report-range = { $low } to { $high }
report-findings-heading = { $count ->
    [one] { $text } finding with evidence
   *[other] { $text } findings with evidence
}
# There are more findings than the pattern counts.
report-findings-apart = { $count ->
    [one] { $text } of them is a case that has a reason of its own to check, such as urgency in the title; it is listed and not counted in the pattern.
   *[other] { $text } of them are cases that have a reason of their own to check, such as urgency in the title; they are listed and not counted in the pattern.
}
report-more-findings = { $count ->
    [one] { $text } more finding is not shown here.
   *[other] { $text } more findings are not shown here.
}
# Once, on top of the page: where all of it is. The first is of a page made on a terminal, the second of the site's.
report-whole = To be short, each list shows its first rows alone. The Excel or CSV form of the same scan has all findings (--format xlsx or --format csv).
report-whole-site = To be short, each list shows its first rows alone. The whole list of cases against a rule is fetched as an Excel file from the page of that name; ask who runs the system for all findings as an Excel file.
report-other-findings = { $count ->
    [one] { $text } more finding belongs to none of these bottlenecks: where it lies, there are not more than at comparable places.
   *[other] { $text } more findings belong to none of these bottlenecks: where they lie, there are not more than at comparable places.
}
report-compared = Measured value
report-compared-values = { $value } against the limit { $threshold } for one case
report-source = Place in the data
report-source-line = { $file }, line { $line }

report-kind = { $kind ->
    [tender] Tender
    [bid] Bid
    [buyer] Buyer
    [procuring_entity] Procuring office
    [tenderer] Tenderer
    [supplier] Supplier
    [case] Case
    [step] Step
    [officer] Officer
    [applicant] Applicant
    [procedure] Procedure
   *[other] { $kind }
}

report-measured = What was measured
report-measured-note = Each indicator with its base rate in all the data. What is seen everywhere is no sign of anything in one place.
report-raised = seen
report-clear = not seen
report-not-computable = could not be measured
report-base-rate = Base rate { $rate }
report-no-base-rate = No base rate: nothing could be measured
report-bar-description = { $raised } seen, { $clear } not seen, { $unknown } could not be measured.
report-about = About this indicator
# The name of a parameter within a sentence.
report-quoted = “{ $name }”
report-stake-measure = Harm is counted in
report-stake-money = value of the procurements
report-stake-days = days of waiting
report-stake-cases = cases
report-indicator = Indicator

report-unknown = What could not be measured
report-unknown-note = “Could not be measured” never means “not seen”. Once the data below is published, the same indicators will answer.
report-nothing-unknown = Every indicator could be measured for every case.

report-reading = How to read this report
report-reading-states = **Three states.** Of each tender, bid or case an indicator says one of three things: seen, not seen, or could not be measured and why. The third never stands in for the second.
report-reading-comparison = **Comparison.** A place is compared with places of its kind in like circumstances, not with an ideal. The question is not “is it different?” but “is it materially different?”. The probability beside each bottleneck is the probability that its own rate lies above the threshold of a material difference, given the data. The list is closed where its average error would exceed 5 %.
report-reading-rank = **Rank.** The order is that of harm beyond expectation: the cases that exceed those of comparable places, times the money or days at stake in each, as a share of all that the indicator measured; so money and days stand in one list. Small groups are not marked by small numbers, and large ones do not hide behind averages.
report-reading-picture = **Picture.** The circle is the rate here, the pale band around it its 95 % interval (Wilson). The diamond is the rate at comparable places; beyond the dashed line a difference counts as material.
report-reading-not-accusation = **A finding is not an accusation.** It is a condition seen in data, and beside each stands another explanation that may be the true one. People judge, after hearing those who are named.
report-reading-check = **Checking.** Every finding names the file and the line it comes from. From the same files anybody obtains the same result.
report-hashes = Files and their full hashes
report-hashes-note = If a file you hold has this SHA-256 hash, the report was made from that very file.
report-made-by = Made by golugah, version

report-yes = yes
report-no = no
report-list-separator = ,
report-more-members = { $count ->
    [one] and { $text } more
   *[other] and { $text } more
}
report-days = { $count ->
    [one] { $text } day
   *[other] { $text } days
}
report-hours = { $count ->
    [one] { $text } hour
   *[other] { $text } hours
}
report-minutes = { $count ->
    [one] { $text } minute
   *[other] { $text } minutes
}
report-seconds = { $count ->
    [one] { $text } second
   *[other] { $text } seconds
}
report-cases = { $count ->
    [one] { $text } case
   *[other] { $text } cases
}

report-table-base-rate = Base rate

# The table of a terminal.
report-table-of = { $raised } of { $computable }
report-table-of-batches = { $raised } of { $computable }, { $batches }
report-table-probability = Probability
report-table-in-words = The first in words
report-table-not-asked = Not about this kind of data:
report-table-more = { $count ->
    [one] { $text } more bottleneck is not listed here: --format html writes all of them on one page, --format json for programs.
   *[other] { $text } more bottlenecks are not listed here: --format html writes all of them on one page, --format json for programs.
}

# What a report says at a glance.
report-summary = { $bottlenecks } at { $places }: there, a condition was seen materially more often than at comparable places, beyond chance. The order is that of harm beyond expectation, as a share of all that an indicator measured.
report-summary-bottlenecks = { $count ->
    [one] { $text } bottleneck
   *[other] { $text } bottlenecks
}
report-summary-places = { $count ->
    [one] { $text } place
   *[other] { $text } places
}
report-figure-places = { $count ->
    [one] place where they lie
   *[other] places where they lie
}
report-figure-money = most money in one bottleneck
report-figure-days = most waiting in one bottleneck
report-kinds = Where they lie
report-kinds-bottlenecks = Bottlenecks
report-kinds-places = Places
report-kinds-first = First in rank
report-stake-unknown = not known
# Amounts that name no currency, where all others are in one.
report-stake-not-stated = { $stake }; { $cases } of the { $raised } cases name no currency and are taken to be in this one, the only one in the data
# The same where there are several currencies, so that nobody knows in which they are.
report-stake-not-added = { $stake }, without the amounts of { $cases } of the { $raised } cases that name no currency

# Of people, at their cards. Their names are never put on top.
report-person-kind = { $kind ->
    [officer] Work recorded under the name
    [applicant] Cases recorded under the name
   *[other] { $kind }
}
report-person-note = { $kind ->
    [officer] This is about work recorded under this name, not about the person. Talk it over with them and their head first.
    [applicant] This is about how offices handled cases recorded under this name, not about the applicant. Ask those offices first.
   *[other] { $kind }
}

# The bottlenecks after the first ones, in brief.
report-rest-heading = { $count ->
    [one] { $text } more bottleneck in brief
   *[other] { $text } more bottlenecks in brief
}
report-no-finding = No single finding belongs here: this count is of bids or awards, not of whole tenders or cases.
report-rest-note = Their findings with evidence, where an indicator looks at single cases, stand in the Excel form.
report-rest-who = Where
report-rest-what = What
report-rest-count = Seen
report-rest-rate = Rate
report-rest-peers = Peers

report-less-than = < { $number }

# What an indicator answered where it raised nothing.
report-unraised-clear = { $indicator }, { $subject }: not seen. Measured value { $value } against the threshold { $threshold }.
report-unraised-not-computable = { $indicator }, { $subject }: could not be measured. { $reason }
report-unraised-not-looked-at = { $indicator }, { $subject }: the indicator looked at no such thing in these records.

report-inputs = What was read
report-inputs-note = { $files }{ $rejected }. { $indicators } answered { $observations }.
report-stands-out-note = Open a row for its findings and their evidence.

report-times-many = { $count ->
    [one] One thing to know of the cases, times and names in the logs
   *[other] { $text } things to know of the cases, times and names in the logs
}
report-times = In { $file } the time of { $dates } of events is a day without an hour, and in { $order } of the ways from one step to the next it is not known which came first. An indicator that needs hours or order does not answer there.
report-flattened = { $file } is an object-centric log; its cases are the objects of the type “{ $type }”. Of { $events } events { $left } concern no such object and are left out; { $several } concern several and stand in each of their cases, which makes { $copies } events more than there were. { $repeats } times a step was done before in the same case; { $elsewhere } of these concern other objects than the time before, and may be another piece of the same work rather than work done again. Objects of the type without an event: { $unmet }.
report-not-persons = In { $file } these names are not counted as officers, for the name or the way of working is no person's: { $names }{ $more }.
report-not-persons-more = { $count ->
    [one] {" "}and { $text } other name
   *[other] {" "}and { $text } other names
}

# Who stands out, who is to be watched, and what kept the others.
report-standing = { $standing ->
    [named] named
    [to_watch] to watch
    [kept] not named
    [unremarkable] does not stand out
   *[other] { $standing }
}
report-floor = { $floor ->
    [batches] all raised cases lie in one batch, or it hangs on the heaviest of them
    [excess] too small a difference: under five points or under three cases
    [dependence] sure enough only if the cases were independent of each other
    [common] more than a third of the colleagues at the step stand out as well
    [cases] a person, and fewer than twenty cases
    [time] beside the colleagues of the same half-years it does not stand out, or too little is known of these
    [average_error] the average error of the list would be above 5 %
    [probability] its own probability is below 90 % (from twenty cases on, below 85 %)
    [prior] hangs on how many exceptions are expected beforehand
   *[other] { $floor }
}
report-one-firm = Names that may be one firm under two spellings
report-one-firm-pair = { $one } – { $other }: { $tenders }
report-one-firm-tenders = { $count ->
    [one] one tender
   *[other] { $text } tenders
}
report-by-chance = By chance alone this page would show about { $names } names: so many, on average, where the same batches are dealt out anew among the groups { $deals } times (seed { $seed }).
report-judged-summary = { $groups } groups judged: { $named } named, { $watched } to watch, { $kept } that would be named if their cases were independent and no floor held. Correlation within batches: { $correlation }.
report-judged-group = Group
report-judged-standing = Standing
report-judged-batches = Batches raised
report-judged-few-groups = { $count ->
    [one] No group was judged: the file tells of one group, and each needs at least three others to be compared with.
   *[other] No group was judged: the file tells of { $text } groups, and each needs at least three others to be compared with.
}
report-judged-few-cases = No group was judged: none has five computable cases, or fewer than four have any.

# Named groups, after their remedies.
report-again-before = Before
report-again-state = After
report-again-visible = Seen up to
report-again-told = { $state ->
    [cleared] cleared
    [not_cleared] still there
   *[other] not known yet
}
report-again-lack = { $lack ->
    [peers] not known yet: no three groups to compare with
    [cases] not known yet: { $count ->
        [one] one more case
       *[other] { $cases } more cases
    } needed
    [nothing] not known yet: no cases
    [time] not known yet: half a year and two batches are not full
    [steadiness] not known yet: one half of the window does not bear the whole out
   *[fields] not known yet: what can be computed fell by more than a tenth
}
report-again-both = { $state }, more than would have happened anyway

# What is not named, and why.
report-not-named = To watch, and what is not named
report-not-named-note = These stand out too, and are no bottlenecks of this report: each with what kept it from being named.
report-not-named-why = Why not
report-not-named-people = { $count ->
    [one] { $text } officer or applicant is not named for such a reason either; the names are not given in this report.
   *[other] { $text } officers or applicants are not named for such reasons either; their names are not given in this report.
}
report-not-named-more = { $count ->
    [one] { $text } more is not listed here.
   *[other] { $text } more are not listed here.
}
report-twin-batches = Lie
report-twin-raised-batches = Batches with at least one seen
report-twin-outsiders = Probability, if one place in a hundred or one in ten were an exception
report-reading-batches = **What hangs together.** Bids of one tender, an office's tenders of one month and an officer's deeds of one day are not independent of each other. How alike they are is measured, and as much less is made of their number; nobody is named for one batch, nor at a probability below 85 %, of fewer than twenty cases 90 %.

# Cases against a rule: one is enough; there is no rate and no rank.
report-exceptions = Cases against a rule
report-exceptions-note = What does not agree with a number of the law, or with what the office itself promised. Each case stands here with its evidence; one is enough to ask about. This list has no rate and no rank, and says nothing of anybody's intent. The numbers are those of the law of Iran; data of any other country is held against the same, unless other numbers were set.
report-exceptions-none = In what could be measured, no case is against a rule.
report-exceptions-not-asked = No case could be held against a rule.
report-exceptions-counted-tenders = { $text } of the { $condition }
report-exceptions-counted = { $text } { $kind }: { $condition }
report-remark-borderline = borderline: by the calendar the days are enough, by the clock they are not
report-remark-urgent = the title speaks of urgency; not counted in the pattern against peers
report-days-hours = { $days } { $hours }; whole days count
report-exceptions-rule = Rule: { $rule }.
report-exceptions-measured = Measured { $computable } times; { $unknown } times it could not be measured.
report-exceptions-more = { $count ->
    [one] One more case stands
   *[other] { $text } more cases stand
} in the same scan with --format csv or --format json.
# The same on the page, on top of which it is said once where all of it is.
report-page-more = { $count ->
    [one] { $text } more is not shown here.
   *[other] { $text } more are not shown here.
}
report-exceptions-what = Case
report-exceptions-where = Where
report-exceptions-when = Day
report-exceptions-seen = What the data shows
report-exceptions-lead = { $count ->
    [one] One case against a rule.
   *[other] { $text } cases against a rule.
}
report-exceptions-lead-none = In what could be measured, no place is clearly apart from its peers; but the cases against a rule are listed below.
report-figure-exceptions = { $count ->
    [one] case against a rule
   *[other] cases against a rule
}
report-exceptions-colon = :
report-counted-kind = { $kind ->
    [officer] { $count ->
        [one] officer
       *[other] officers
    }
    [tender] { $count ->
        [one] tender
       *[other] tenders
    }
    [bid] { $count ->
        [one] bid
       *[other] bids
    }
   *[other] { $count ->
        [one] case
       *[other] cases
    }
}
report-coverage = { $kind ->
    [ocds] The tenders given here answer
   *[xes] The event logs given here answer
} { $answered } of { $asked } questions.
report-coverage-file = This file by itself answers { $answered } of { $asked } questions.
report-coverage-further = With { $columns }, { $count ->
    [one] one
   *[other] { $text }
} more.
report-column = { $column ->
    [method] how tenders were held
    [period] the first and last day to bid
    [bidders] the number of bidders
    [bids] all bids and what became of each
    [bid_prices] the price of each bid
    [bid_dates] the time each bid came
    [awards] the winner of each tender
    [classes] the classification codes of what was bought
    [officers] the officer of each step
    [applicants] the applicant of each case
    [due_dates] the due date of each case or step
    [planned_dates] the day planned for each step
   *[other] { $column }
}
report-winners = Who was awarded by each office
report-winners-note = The data has no bids, so that nothing can be compared with peers. This table is no verdict: it says to how many winners each office gave its work, and to whom most often.
report-winners-awards = Awards
report-winners-winners = Winners
report-winners-money = Amount
report-winners-most = Most often
report-winners-first = { $name }: { $count ->
    [one] one award
   *[other] { $awards } awards
}, { $share }
report-steps = Steps by what lies at them, without a verdict
report-steps-note = What is seen at each step, the greatest share first. Whether that is much cannot be said: other steps are no yardstick, and the same step is not measured at three other places. Nobody is reproached with anything here. Scan the logs of other offices or towns together with these, or logs that name the office of each event, and like is compared with like.
report-steps-lies = What lies there
report-steps-share = { $stake }, { $share } of all
report-steps-beside = The same step elsewhere
report-steps-elsewhere = { $count ->
    [0] measured nowhere else
    [one] measured at { $text } other place
   *[other] measured at { $text } other places
}

# A case that came late or waited, in a line.
report-case-step = step “{ $step }”: { $days }
report-case-due = due { $due }, done { $done }, { $late }
report-case-planned = planned { $due }, done { $done }, { $late }
report-case-late = { $days } late
report-case-late-same-day = later on the same day
report-case-waited = after “{ $after }”, from { $began } to { $until }, a wait of { $waited }
report-case-still = after “{ $after }”, waiting since { $began } and still on { $until }, { $waited }
report-case-working-days = { $count ->
    [one] { $text } working day
   *[other] { $text } working days
}
report-case-days = { $count ->
    [one] { $text } day
   *[other] { $text } days
}
# The rate of peers for cases of the same mix, what they have whatever the mix, and the estimate for a typical one.
report-beside = { $rate } of the same mix; { $raised } of { $computable } in all; typical { $typical }
report-beside-share = { $raised } of { $computable } ({ $share })

# Peers that differ much: what is said of all of them together.
report-families = Where peers differ much among themselves
report-families-note = Here peers are so far apart that what is said is said of all of them together, and of no single one. It may lie in the kind of cases, in different instructions, in place and season, or in how records are kept. Ask how the work is done where the rate is low and where it is high.
report-families-others = Their other groups stand in the forms for programs: --format json, csv or xlsx.
report-family = { $place }{ $groups } { $kind } differ from { $low } to { $high }: “{ $title }”. If the quarter with the lowest rates ({ $quarter } together) were usual, { $beyond } of them would be materially worse. { $because }
report-family-at = At “{ $step }”
report-family-count = { $rate } ({ $raised } of { $computable })
report-family-because = { $because ->
    [common] No single name carries it: more than a third of them stand out, so that there are two ways of working and no exception.
    [two_ways] There are two ways of working, and neither is that of a few.
   *[spread] No single name carries it: they differ so much among themselves that none is clearly worse than the others.
}
report-family-ways = Two rates describe them far better than one spread of rates: { $lower-groups } of them have { $lower } together, { $upper-groups } have { $upper }.
report-family-named = { $count ->
    [one] One of them is named besides, among the bottlenecks.
   *[other] { $text } of them are named besides, among the bottlenecks.
}
report-family-interval = { $least } to { $most }
report-family-sure = 95 % interval
report-family-sides = Side
report-family-side = { $side ->
    [above] higher
   *[below] lower
}
report-unit-days = days
report-unit-hours = hours
report-unit-minutes = minutes
report-unit-seconds = seconds

# The first sheet, and the folded parts of a report.
report-back = Back to the site
report-first = The weightiest bottlenecks
report-folds = The rest of the report stands in the parts below, each of which opens where its name is pressed. On paper come this first sheet and the parts that are open.
report-agency-others = { $kind ->
    [tenderer] Tenderers
    [supplier] Suppliers
    [officer] Officers
    [applicant] Applicants
   *[other] Others
}
