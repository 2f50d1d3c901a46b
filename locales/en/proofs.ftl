# Proofs with a file.

proof-file = File that shows it (optional)
proof-file-hint = A photograph, a PDF or any other file of up to 20 MB. Its name and hash stay in the log of deeds.
proof-file-again = Choose the file again; a browser does not keep it.
proof-picture = Photograph given as proof: { $name }
proof-is-image = photograph
proof-is-pdf = PDF document
proof-is-text = plain text
proof-is-office = document or packed folder
proof-is-video = film
proof-is-other = file
refusal-proof-file-empty = The file is empty; choose another one, or send the report without.
refusal-proof-too-large = The file is larger than 20 MB; make the picture smaller, or send the document in parts.
refusal-proof-cut-short = The form did not arrive whole; send it again.
refusal-proof-altered = This file is no longer what was handed in, and is not given out; tell the administrator.
refusal-proof-twice = One file is taken with each report; choose one, or put all of it into one document.
refusal-form-too-long = What was typed is too long. Go back a page and send the text in parts.
refusal-proofs-of-a-day = Your proofs of today would pass 200 MB; send it tomorrow, or make the file smaller.
