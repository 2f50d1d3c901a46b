# The page of the day: my work, the next session, the county.
today-own = My work
today-own-none = Nothing waits for you today.
today-next-session = Next session
today-next-none = The next session has not been called yet.
today-next-today = today
today-next-tomorrow = tomorrow
today-next-in = in { $days } days
today-next-passed = its day has passed and it is not closed yet
today-county = The county
today-on-agenda-of = On the agenda of session { $number }
own-since = since
own-until = due
own-held-on = held on
own-with-you = working days with you: { $days }
own-judge = Judge the proof
own-judge-more =
    { $count-count ->
        [one] Judge 1 further proof
       *[other] Judge { $count } further proofs
    }
own-time = Decide a request for more time
own-time-more = Decide { $count } more requests for time
own-carry-out = Carry out the resolution
own-carry-out-more =
    { $count-count ->
        [one] Carry out 1 further resolution
       *[other] Carry out { $count } further resolutions
    }
own-late-beside =
    { $count-count ->
        [one] Decide on 1 late resolution that is not on the agenda of session { $number }
       *[other] Decide on { $count } late resolutions that are not on the agenda of session { $number }
    }
own-bottlenecks-beside =
    { $count-count ->
        [one] Lay 1 confirmed bottleneck before session { $number }, on whose agenda it is not
       *[other] Lay { $count } confirmed bottlenecks before session { $number }, on whose agenda they are not
    }
own-report = Write your agency's report for session { $number }
own-call = Call the next session
own-invite = Send the invitation of session { $number }
own-close = Hold and close session { $number }
own-publish = Publish the minutes of session { $number }
own-publish-more =
    { $count-count ->
        [one] Publish the minutes of 1 earlier session
       *[other] Publish the minutes of { $count } earlier sessions
    }
own-chair = Chair session { $number }, today
own-review =
    { $count-count ->
        [one] Review 1 bottleneck that was found
       *[other] Review { $count } bottlenecks that were found
    }
own-ask-again = Ask the province again for the share
own-give-codes =
    { $count-count ->
        [one] Give 1 user who has no password yet a code to sign in
       *[other] Give { $count } users who have no password yet their codes to sign in
    }
needed-items = The agenda is empty
needed-has-items =
    { $count-count ->
        [one] 1 item on the agenda
       *[other] { $count } items on the agenda
    }
needed-invited = The invitation was sent
needed-invitation = The invitation has not been sent
needed-report = The report of { $agency } has not come
county-late = late resolutions
county-with-judge = proofs waiting to be accepted
county-months-missed = months without a session in the last year
county-reopened = reopened bottlenecks
county-since = { $count } since session { $number }
county-none-since = none since session { $number }
