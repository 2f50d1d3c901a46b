# Why something could not be measured: a sentence for each key of not_computable. It says what the data lacks, or why
# the question does not arise.
awards_not_final = Not all awards have been decided yet.
cancelled = The tender was cancelled.
method_not_competitive = The method is not competitive: the question does not arise.
no_active_award = No winner has been announced.
no_amounts = The amounts of the bids are not published.
no_applicant = The event log does not say whose case it is.
no_awards = The outcome of the tender is not published.
no_bid_dates = When the bids came in is not published.
no_bids = The bids are not published.
no_codes = The items are classed in words and not by codes, so that classes cannot be compared.
no_due_date = The data has no due date for this step.
no_method = The procurement method is not published, so that nobody can say whether competition was due.
no_number_of_tenderers = The number of tenderers is not published.
no_officer = The event log does not say who did the work.
no_period = The beginning or the end of the time to bid is not published, or is a date that no tender can have.
not_finished = The case has not come to its end yet.
numbers_contradict = The published figures contradict each other: how many bid is not known.
order_unknown = The recorded times do not tell the order of the events.
other_currency = The amounts are in different currencies and cannot be compared.
period_ends_before_it_begins = The time to bid ends before it begins: one of the two dates is wrong.
second_below_winner = The winning price is above the next one: the distance between them means nothing.
several_awards_or_suppliers = There are several winners: there is no one winning bid to compare with.
times_too_coarse = The recorded times of this step are not exact enough for this question: more than one in ten do not tell the hour or the order.
too_few = There are too few observations to measure.
unknown_status = The status of a bid or an award is a word that the standard’s list does not have: what became of it is not known.
zero_amount = A price that is to be compared is recorded as zero or less.
