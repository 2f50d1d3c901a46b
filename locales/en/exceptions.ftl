# Exceptions.

site-exceptions = Cases against a rule
exceptions-lede = What in the data does not agree with a number of the law, or with what the office itself promised; month by month. One case is enough to ask about. This list has neither rate nor rank.
exceptions-parts = Parts of the list
exceptions-open = Wait for an answer
exceptions-all = All
exceptions-none = No case against a rule was seen yet. Data that is handed in stands here once it is measured.
exceptions-none-open = All cases have been answered.
exceptions-wait =
    { $cases-count ->
        [one] Get the answer for 1 case against a rule
       *[other] Get the answers for { $cases } cases against a rule
    }{ $months-count ->
        [one] {""}
       *[other] , in { $months } months
    }
exception-month = Month
exception-no-month = without a day
exception-rule = Rule
exception-found = Seen
exception-case-open = unanswered
exception-case-explained = explanation taken
exception-case-accepted = confirmed by the office
exception-case-gone = no longer in the data
exception-called = { $title }: { $cases }, { $month }
exception-rule-is = Rule: { $rule }.
exception-remember = A case against a rule is no accusation; it is a question that the office has to answer.
exception-council = Before the council
exception-cases = Cases
exception-beyond =
    { $count-count ->
        [one] 1 more case of this month stands in the full report alone; the gravest are entered here.
       *[other] { $count } more cases of this month stand in the full report alone; the gravest are entered here.
    }
exception-evidence = Evidence
exception-subject = Case
exception-office = Office in the data
exception-own = My agency's
exception-answer-title = Enter the office's answer
exception-whole = All unanswered cases of this page
exception-verdict = Outcome
exception-explain = The office's explanation was taken
exception-accept = The office confirms that it does not agree with the rule
exception-take-back = The answer was taken back; the case is open again
exception-answer = Words
exception-answer-hint = Give the number and day of the office's letter too. Name no persons.
exception-send = Enter the answer
proposal-exception = { $cases } without an answer.
item-exception = cases against a rule
case-exception = case against a rule
deed-exception-find = Cases against a rule entered
deed-exception-withdraw = Cases taken away that the data no longer shows
deed-exception-judge = The office's answer to cases entered
refusal-cases-which = No case was chosen. Tick at least one.
refusal-answer-missing = There are no words. Write what the office explained, or why the answer was taken back.
refusal-verdict-missing = No outcome was chosen.
refusal-case-unanswered = One of the chosen cases has no answer that could be taken back.
refusal-case-not-there-yet = One of the cases has this outcome already, or is no longer in the data. Look at the page again.
exceptions-wait-own =
    { $cases-count ->
        [one] Answer for 1 case against a rule at your agency
       *[other] Answer for { $cases } cases against a rule at your agency
    }
agency-exceptions = Cases against a rule
agency-no-exceptions = No case against a rule is entered.
exceptions-own = { $cases } unanswered
exceptions-several-months = The monthly lists have { $lists } cases and the report counts { $report }, for a case that broke a rule in several months stands in the list of each.
exceptions-of-agency = { $cases } unanswered cases in { $lists } monthly lists.
exceptions-none-agency = No case of this agency waits for an answer.
exception-how = One answer with one reason is entered for one or several chosen cases: the agency's explanation was taken, or the agency confirmed it. The matter can be laid before the council as well.
exception-how-own = Send your answer in writing to the council's secretary and name the cases it is about. The secretary or the inspector enters it: the agency's explanation was taken, or the agency confirmed it. The matter may be laid before the council as well.
exception-saved = The answer is entered.
exception-taken-back = the answer was taken back
exception-take-back-this = Take this answer back
