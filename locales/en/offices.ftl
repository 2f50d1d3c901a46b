# Offices that data names.

site-offices = Offices of the data
offices-lede = Buyers, tendering offices and procedures that the data names. Say once which agency of the county each of them is; from then on owners are proposed from it, and every agency sees what is its own.
offices-parts = Parts of the list
offices-open = No agency yet
offices-all = All
offices-none = No office is named in the data yet.
offices-none-open = The agency of every office is known.
office-name = Name in the data
office-kind = Part
office-id = Id in the data
office-agency = Agency of the county
office-no-agency = not said yet
office-buyer = buyer
office-procuring-entity = tendering office
office-procedure = procedure of an office
office-which = Which agency is this?
office-likely = The agency that stands chosen has a name like this one; look before you enter it.
office-none = None of the county's agencies
office-send = Enter the agency
office-see = Details
office-proposed = proposed by a like name or earlier answers
offices-how = Mark the offices whose agency is clear, and choose the agency of each from the list. What is proposed follows from like names and earlier answers, and is used only when you mark and save it.
offices-send = Save the agencies of the marked offices
offices-saved =
    { $count-count ->
        [one] The agency of 1 office is saved.
       *[other] The agencies of { $count } offices are saved.
    }
deed-offices-link = saying of several offices of the data which agency they are
refusal-offices-which = No office is marked. Mark at least one.
refusal-offices-agency = No agency is chosen for one of the marked offices.
refusal-offices-many = So many offices are not saved at once; mark fewer.
case-office = office of the data
deed-office-link = Agency of an office of the data entered
refusal-office-agency = There is no such agency.
