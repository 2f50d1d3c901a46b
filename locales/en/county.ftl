# The county: its name and its beginning.

county-title = Name of the county
county-rename = Change the name
begin-title = Begin
begin-lede = Nobody has been entered in this county yet. Enter the county’s name and its first administrator; after that, this page is gone.
begin-code = First code
begin-code-hint = The twelve digits that the program showed on its terminal when it started.
begin-county = County
begin-administrator = First administrator
begin-send = Begin
begin-late = The code’s time is over, or it was mistyped several times. Stop the program and start it again; it will show a new code.
refusal-first-code = The first code is not right.
refusal-first-code-late = This code is no longer good.
refusal-begun-already = This county has begun already.
begin-secretariat = The council’s secretariat
begin-secretariat-too = For now I keep the council’s secretariat as well.
begin-secretariat-hint = With this one account you can enter minutes, follow up resolutions and hold the session. Once the secretary has an account of their own, end this duty on the page of duties.
