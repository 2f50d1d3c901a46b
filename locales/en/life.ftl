# The life of a bottleneck: its list, its picture, its findings.

bottlenecks-parts = Bottlenecks by state
bottlenecks-open = Under way
bottlenecks-none-here = There is no bottleneck in this part.
life-found = A measurement found this bottleneck
life-confirmed = An inspector stood by it
life-dismissed = An inspector set it aside
life-on-agenda = On the agenda of session { $number }
life-on-agendas = On the agendas of sessions { $number } to { $last }
life-owned = Session { $number } set owner, due date and proof
life-reported = The owner reported it done; the proof has not been looked at yet
life-remedied = The proof of the remedy was accepted; data from after this day are measured
life-due = The remedy is due
life-overdue = The remedy was due and has not come
life-called = Review of { $indicator ->
    [deadline_missed] deadlines missed
    [officer_applicant_concentration] one officer beside one applicant
    [overtaking] cases that overtook others
    [planned_date_missed] planned dates missed
    [rework] rework
    [skipped_step] skipped steps
    [slow_passage] slow passage between two steps
    [all_others_disqualified] all bids but the winner’s disqualified
    [heavily_discounted_award] winners far below the others
    [heterogeneous_supplier] a supplier of many kinds
    [identical_bid_prices] identical prices of different tenderers
    [late_bid_won] late bids that won
    [lowest_bid_disqualified] lowest bids disqualified
    [many_disqualified_bids] many disqualified bids
    [price_close_to_winner] second prices close to the winner’s
    [rarely_winning_bidder] a tenderer that rarely wins
    [short_submission_period] short time to bid
    [single_bidder_tender] tenders with a single bid
   *[other] the indicator { $code }
} at { $place }
life-counted = { $raised } of { $computable } ({ $rate })
row-peers = peers { $rate }
site-semicolon = ;
next-found = Nobody has looked at this yet. The next step is the inspector's: stand by it, or set it aside with a reason.
next-confirmed = An inspector stands by this. The next step is the council's: an owner, a due date and a proof.
next-dismissed = An inspector has set this aside with a reason. Being measured again does not change that.
next-owned = The council has set an owner and a due date. The next step is the owner's: the remedy and its proof.
next-waiting = The proof of the remedy was accepted. As new data come, the program measures again by itself; nobody can close this by hand.
next-waiting-needs = The proof of the remedy was accepted, and the data do not suffice yet: if the next { $cases-count ->
    [one] case goes
   *[other] { $cases } cases go
} as those of its peers do, it can be called cleared.
next-cleared = The same indicator on data from after the remedy shows it gone. The program goes on measuring; if it comes back, it is reopened by itself.
next-reopened = The same indicator on data from after the remedy shows it still there. It has gone one level up, and the council must take it up again.
figure-before = Rate when it was found
peers-explained = Peers are the places of the same kind in the same part of the data. Their rate means one thing all over this page: the mean rate of those places as the judgement estimates it, weighted by the mix of parts of this place's own cases, and from the same data as this place's own rate at that measurement. A place with more than a twentieth of a part's cases does not count in the rate of its own peers.
figure-threshold = Limit of a bottleneck
figure-of = { $raised } of { $computable }
picture-title = The rate over time
picture-remedy = remedy
picture-today = today
picture-described = The rate at every measurement: { $rates }. All figures are in the table below the picture.
picture-table = The same as a table
picture-day = Day
picture-what = Event
picture-raised = Raised
picture-seen = Measured
picture-rate = Rate
picture-peers-rate = Peers' rate
key-found = found
key-cleared = cleared
key-not-cleared = still there
key-not-enough-data = not enough data yet
key-peers = peers ({ $rate } at the beginning)
key-threshold = limit of a bottleneck when it was found, { $rate }
findings-title = Findings and their evidence
findings-lede = These are the cases in which the indicator was raised, the gravest first. None of them proves anything by itself.
findings-named = What named this place
findings-named-again = Seen here in all data since
findings-count = { $count } in all
findings-compared = Measured value
findings-place = Place in the data
findings-more = The next { $count }
findings-hidden = Not listed here: { $count } more.
findings-all = The whole report of this measurement
about-title = About this indicator
about-otherwise = What else could explain it: { $otherwise }.
about-more = How “{ $title }” is computed, and what to do
bottleneck-of-a-person = a bottleneck about one person's work — no. { $number }
bottleneck-of-an-applicant = a bottleneck about one person's requests — no. { $number }

# Measured again: two statements, the state and the effect.
again-state-title = Is it still a bottleneck?
again-counted = { $computable-count ->
    [one] Of the one case
   *[other] Of the { $computable } cases
} begun after the remedy, it was seen in { $raised } ({ $rate }). The peers' rate in the same window is { $peers }, and the limit of a bottleneck { $threshold }.
again-counted-alone = { $computable-count ->
    [one] Of the one case
   *[other] Of the { $computable } cases
} begun after the remedy, it was seen in { $raised } ({ $rate }).
again-cleared = Over the whole window and in both halves of it the rate is below the limit: it is cleared.
again-not-cleared = With a probability of at least 80% it is still above the limit: it goes one level up, and the council must take it up again.
again-peers = Not known yet: there are no three peers in this window to compare with.
again-none = No case that began after the remedy is in the data yet.
again-cases = Not known yet: if the next cases go as those of its peers do, { $cases-count ->
    [one] one more is
   *[other] { $cases } more are
} needed.
again-time = Not known yet: the data must cover at least half a year and the cases lie in more than one batch, so that a season or one large file does not stand for all.
again-steadiness = Not known yet: the rate of the whole window is low, but one of its halves does not bear it out.
again-fields = Not called cleared: the share of cases that can be computed fell by more than a tenth, and what is no longer recorded may be what ought to be seen.
again-due = At the present pace of cases there will be an answer by { $day }.
again-effect-title = Did the remedy do it?
again-effect-said = If nothing had been done, a rate of about { $expected } would be expected. The fall in two successive half-years is more than chance, the return to the mean or the peers' own change explain, and a like place where nothing was done did not fall so.
again-effect-short = Not known yet: the effect must be seen in two successive half-years, lest the attention of the first days be credited to it. If nothing had been done, a rate of about { $expected } would be expected.
again-effect-chance = It cannot be said: if nothing had been done, a rate of about { $expected } would be expected, and the rate seen is not out of the ordinary.
again-effect-others = It cannot be said: a like place where nothing was done fell as much. If nothing had been done, a rate of about { $expected } would be expected.
again-effect-unknown = It cannot be said: before the remedy or after it the data do not suffice for a comparison.
again-risen = At the same time these indicators rose in the same place: { $indicators }. What fell here may have turned up there.
again-risen-one = { $indicator } (from { $before } to { $after })

visible-title = What fall will be seen?
visible-rate = With about { $cases-count ->
    [one] one case
   *[other] { $cases } cases
} a year, only if the rate falls from { $before } to { $rate } or less will a measurement a year later tell it from ordinary change.
visible-nothing = With about { $cases-count ->
    [one] one case
   *[other] { $cases } cases
} a year, a measurement a year later can tell no fall from ordinary change.
visible-to-clear = To be called cleared it needs { $clear-count ->
    [one] one case
   *[other] { $clear } cases
} at its peers' rate; at this pace about { $months-count ->
    [one] one month
   *[other] { $months } months
}.

list-named = Of the { $named } bottlenecks that the last measurement named, { $listed } are in progress in this list and { $done } were cleared or dismissed before; the other { $rest } stand in the whole report alone, for after each measurement the { $entered } weightiest are entered.
list-beyond = { $count } of the bottlenecks in progress here were not named by the last measurement, and stay in the list until they are done with.

# The head of a bottleneck's page: all figures are of one measurement, whose day is said.
headline-beside = { $raised } of { $computable } { $condition } ({ $rate }); at comparable places { $peers }.
headline-alone = { $raised } of { $computable } { $condition } ({ $rate }).
measured-found = The figures are of the measurement of { $day }, which named this bottleneck.
measured-all = The figures are of the last measurement over all data, of { $day }.
measured-again = The figures are of the measurement of { $day }, and of cases alone that began after { $after }.
figure-now = Rate in the last measurement
figure-peers-now = Comparable places
bottleneck-stake = At stake when it was found
bottleneck-found-said = What was said when it was found, { $day }
review-take-back = Take the confirmation back, with a reason
list-key = The circle is the rate in the last measurement, the diamond that of comparable places, the upright line the limit of a bottleneck; brick is for what was reopened or is late alone.
list-of-firms = Companies
list-of-persons = Persons
facet-all = All
facet-indicator = Indicator
facet-agency = Owner
workbook-measured = Last measured on
