# The first steps of a county that begins.

first-title = First steps
first-paste-here = Paste the minutes of the last session here
first-paste-hint = Agencies, resolutions and due days are proposed from that text; no agency and nobody has to be entered first.
first-done = Done
first-open = To do
first-pasted = Enter the minutes of the last session
first-letters = Print the sheet of follow-up and each agency’s letter
first-replies = Enter the first answers of agencies
first-session = Lay out the agenda of the next session
first-data = Hand in one spreadsheet (contracts, or the files of one office)
first-published = Publish the first minutes
first-progress = { $done } of { $all }
