# Names of firms that may be two spellings of one.

site-firms = Names of firms
firms-lede = These names met in one tender and may be two spellings of one firm. Until that is known, what compares two firms is not computed in those tenders. Two names that are found to be one firm's count as one firm in all tenders.
firms-parts = Parts of the list
firms-open = Not known yet
firms-all = All
firms-none = No such names have been seen yet.
firms-none-open = All names are settled.
firms-tenders =
    { $count-count ->
        [one] in 1 tender
       *[other] in { $count } tenders
    }
firms-gone = no longer in the data
firms-first = the first of them:
firms-saved = The answer is saved and everything is measured again with it; until that is done, the figures of the measurement before are shown with their day.
firm-pair-open = not known yet
firm-pair-one = one firm
firm-pair-two = two firms
firm-title = One firm or two?
firm-met = Seen together
firm-first = The first tender
firm-reason = How is it known?
firm-reason-taken-back = Why the answer was taken back
firm-reason-or-back = How is it known? If the answer is taken back, why?
firm-reason-hint = For instance a national id, or the entry in the register. Name no persons.
firm-remember = That two names are alike proves nothing; look at the national ids of the firms. The answer can be taken back; each time everything is measured again. Where several identifiers bear one of the names, or the answers contradict each other, those identifiers are not taken for one.
firm-which = These two names
firm-say-one = are one firm's
firm-say-two = are two firms'
firm-say-open = are not known; take back what was said
firm-send = Enter
case-firm-pair = names of firms
deed-firms-meet = Names entered that may be one firm's
deed-firms-settle = Whether two names are one firm's
refusal-pair-reason = It is not said how that is known.
refusal-pair-said-already = This was entered already. Look at the page again.
