# Agencies.

site-agencies = Agencies
agencies-lede = The county’s executive agencies. A seat on the council belongs to the agency, and whoever heads it sits there.
agencies-parts = What the administrator enters
agencies-none = No agency has been entered yet.
agency-name = Agency
agency-head = Head
agency-vacant = vacant
agency-seat = Seat on the council
agency-seated = has a seat
agency-not-seated = has no seat
agency-has-seat = The head of this agency has a seat on the council
agency-place = Where it lies
agency-edit = Edit
found-title = Add an agency
found-send = Add
name-fa = Name in Persian
name-en = Name in English
