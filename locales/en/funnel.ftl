# The funnel of agencies: what became of what each was given.

funnel-title = What agencies delivered
funnel-lede = Of the resolutions each agency was given, how many were reported, accepted and done in time. The agency with most that are late stands first.
funnel-none = No agency has been entered yet.
funnel-agency = Agency
funnel-assigned = Given
funnel-reported = Reported
funnel-accepted = Accepted
funnel-on-time = In time
funnel-late = Late
funnel-on-time-means = “In time” means that the report that was accepted came by the due date; days for which the proof lay with the secretary are not counted against the agency.
agency-late = Past the due date: { $count } of this agency's resolutions.
agency-none-late = None of this agency's resolutions is late.
agency-nothing = No resolution has been given to this agency yet.
agency-funnel = From given to done in time
agency-open = Open resolutions
agency-none-open = It has no open resolution.
agency-bottlenecks = Bottlenecks this agency is to clean
agency-no-bottlenecks = The council has not told this agency to clean a bottleneck.
agency-kept = Resolutions kept
agency-none-kept = No proof has been accepted yet.
agency-more = All of this agency's resolutions
