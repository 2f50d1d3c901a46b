# The sentence of a bottleneck. It says what was seen, how it is elsewhere and what else could explain it;
# it judges nobody. $name is the name of the group.

# The place that was measured; the beginning of the sentence.
bottleneck-place = { $kind ->
    [buyer] in the purchases of { $name }
    [procuring_entity] at the procuring office { $name }
    [tenderer] in the bids of { $name }
    [supplier] in the contracts of { $name }
    [step] at the step “{ $name }”
    [officer] in the work recorded under the name { $name }
    [applicant] in the cases recorded under the name { $name }
    [procedure] in the procedure “{ $name }”
    [case] in the case { $name }
    [tender] in the tender { $name }
    [bid] in the bid { $name }
   *[other] at { $name }
}

# A group that lies in others: the narrowest part, then what it lies in, the nearest first.
bottleneck-nested = { $part } ({ $parents })

# Comparable groups, after the semicolon. $text is $count as it is written.
bottleneck-peers = { $kind ->
    [buyer] { $count ->
        [one] for { $text } comparable buyer
       *[other] for { $text } comparable buyers
    }
    [procuring_entity] { $count ->
        [one] at { $text } comparable office
       *[other] at { $text } comparable offices
    }
    [tenderer] { $count ->
        [one] for { $text } comparable tenderer
       *[other] for { $text } comparable tenderers
    }
    [supplier] { $count ->
        [one] for { $text } comparable supplier
       *[other] for { $text } comparable suppliers
    }
    [step] { $count ->
        [one] at { $text } comparable step
       *[other] at { $text } comparable steps
    }
    [officer] { $count ->
        [one] for { $text } comparable officer
       *[other] for { $text } comparable officers
    }
    [applicant] { $count ->
        [one] for { $text } comparable applicant
       *[other] for { $text } comparable applicants
    }
    [procedure] { $count ->
        [one] in { $text } comparable procedure
       *[other] in { $text } comparable procedures
    }
    [case] { $count ->
        [one] in { $text } comparable case
       *[other] in { $text } comparable cases
    }
    [tender] { $count ->
        [one] in { $text } comparable tender
       *[other] in { $text } comparable tenders
    }
    [bid] { $count ->
        [one] in { $text } comparable bid
       *[other] in { $text } comparable bids
    }
   *[other] { $count ->
        [one] at { $text } comparable place
       *[other] at { $text } comparable places
    }
}

# What was seen. $condition is a clause such as “tenders had a single bidder”.
bottleneck-observed = { $place }, { $raised } of { $computable } { $condition } ({ $rate }){ $batches }; { $peers } it is { $elsewhere }.
# The same where there is no comparable group.
bottleneck-observed-alone = { $place }, { $raised } of { $computable } { $condition } ({ $rate }){ $batches }; the expected rate is { $peer-rate }.
# In how many batches of observations that hang together the computable ones lie. Stands behind the rate, with its comma.
# A month of an office is one office's: a month of three offices is three.
bottleneck-in = , { $batches }
bottleneck-batches = { $batch ->
    [office_month] { $count ->
        [one] in { $text } month
       *[other] in { $text } months
    }
    [buyer_month] { $count ->
        [one] in { $text } month of one of its offices
       *[other] in { $text } months of its offices
    }
    [offices_month] { $count ->
        [one] in { $text } month of one office
       *[other] in { $text } months of offices
    }
    [round] { $count ->
        [one] in { $text } round
       *[other] in { $text } rounds
    }
    [office] { $count ->
        [one] at { $text } office, no day being known
       *[other] at { $text } offices, no day being known
    }
    [tender] { $count ->
        [one] in { $text } tender
       *[other] in { $text } tenders
    }
    [supplier] { $count ->
        [one] to { $text } supplier
       *[other] to { $text } suppliers
    }
    [officer_day] { $count ->
        [one] on { $text } day
       *[other] on { $text } days
    }
    [officers_day] { $count ->
        [one] on { $text } day of one officer
       *[other] on { $text } days of officers
    }
    [applicant] { $count ->
        [one] for { $text } applicant
       *[other] for { $text } applicants
    }
    [case] { $count ->
        [one] in { $text } case
       *[other] in { $text } cases
    }
   *[other] in { $text }
}
# In place of the clause that the indicator should give and does not.
bottleneck-condition = observations showed “{ $indicator }”
# An officer is judged at each step by itself.
bottleneck-at-steps = { $count ->
    [one] That is at the step { $steps }, beside the colleagues there.
   *[other] That is at the steps { $steps }, beside the colleagues at each.
}
bottleneck-at-step = “{ $name }” ({ $raised } of { $computable }; colleagues { $elsewhere })
# The rate of the peers: as it stands in the data, and as it is estimated for a typical one, which small ones move as much as large ones.
bottleneck-elsewhere = { $rate } ({ $raised } of { $computable }), and { $typical } by estimate for a typical one
# The same where the peers' cases are of another mix: the first rate is that of their cases weighted by the mix of this place's own.
bottleneck-elsewhere-mixed = { $rate } for cases of the same mix ({ $raised } of { $computable } whatever the mix), and { $typical } by estimate for a typical one
bottleneck-excess = That is { $excess } more than expected of a typical one.
# Where else the same is seen: it is told here and not once more.
bottleneck-also-same = The same cases also stand under: { $others }.
bottleneck-also-spelling = Perhaps the same place spelled otherwise: { $others }.
bottleneck-also-group = { $kind } { $name } ({ $raised } of { $computable })
bottleneck-also-rule = “{ $title }” ({ $raised } of { $computable })
bottleneck-also-group-rule = { $kind } { $name }, “{ $title }” ({ $raised } of { $computable })
bottleneck-otherwise = It could also be explained by: { $otherwise }.
