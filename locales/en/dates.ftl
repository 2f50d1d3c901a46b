# Dates: why this day, how much has passed, and why what was typed is no date. $text is a number as it is written, $count
# the same for grammar; $day, $from and $due are dates, $name and $weekday names, all as they are to be seen.

# A due date and its explanation: the first sentence, then one of the next two, and at the end the warnings that apply.
dates-due-counted = { $count ->
    [one] { $text } working day after { $from }: { $due }.
   *[other] { $text } working days after { $from }: { $due }.
}
dates-due-skipped-none = No day off lay in between.
dates-due-skipped = { $count ->
    [one] { $text } day off lay in between: { $list }.
   *[other] { $text } days off lay in between: { $list }.
}
dates-due-beyond-known = Holidays outside the Jalali years { $first } to { $last } are not in the calendar yet; once they are, this date may become later.
dates-due-may-move = A holiday near this date is estimated from the moon; when it is announced, the due date may move by a day.

# What stands in the list: "2 Fridays", "21 March 2026 (Nowruz)".
dates-due-skipped-weekly = { $count ->
    [one] { $text } { $weekday }
   *[other] { $text } { $weekday }s
}
dates-due-skipped-day = { $day } ({ $names })
dates-due-estimated = { $name }, estimated
dates-due-list-comma = {", "}
dates-due-list-and = {" and "}

# From the due date to today.
dates-due-days-left = { $count ->
    [one] { $text } working day left
   *[other] { $text } working days left
}
dates-due-today = Today is the last day
dates-due-late = { $count ->
    [one] { $text } working day late
   *[other] { $text } working days late
}
dates-due-late-calendar = { $count ->
    [one] { $text } working day late (calendar days: { $calendar })
   *[other] { $text } working days late (calendar days: { $calendar })
}
dates-due-late-no-working-day = Past its due date, though no working day has come since

# One day of a calendar.
dates-day-works = Working day
dates-day-unknown = The official holidays of this year are not recorded yet; whether it is a working day is not known.
dates-day-weekly-rest = Weekly day of rest
dates-day-official-holiday = Official holiday
dates-day-closure = Closed by announcement

# What somebody typed that is no date.
dates-day-refused-empty = Write the date; for example 1405/09/03, or 2026-11-24.
dates-day-refused-shape = This date could not be read. Part year, month and day by slashes; for example 1405/09/03, or 2026-11-24.
dates-day-refused-short-year = Write the year with four digits; two do not say which century. For example 1405/09/03.
dates-day-refused-year = This year cannot be taken. Write a Jalali or Gregorian year with four digits; for example 1405/09/03, or 2026-11-24.
dates-day-refused-gregorian-order = Write the year of a Gregorian date first, so that day and month are not mistaken; for example 2026-11-24.
dates-day-refused-month = The number of the month must be from 1 to 12.
dates-day-refused-day = This month has { $last } days; write a day from 1 to { $last }.

# What somebody typed that is no national number.
national-id-refused-empty = Write the national number.
national-id-refused-not-digits = A national number has digits only.
national-id-refused-length = A national number has ten digits; write its leading zeros too.
national-id-refused-repeated = A national number is not ten times the same digit.
national-id-refused-check = The digits of this national number do not fit together; one may be wrong or two exchanged.
