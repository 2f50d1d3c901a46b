# Notices.

notices-title = Notices
notices-lede = What waits for you; what came since you last looked stands first.
notices-none-new = Nothing has come since you last looked.
notices-new = New
notices-seen = I have seen all of them
