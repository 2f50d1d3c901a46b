# Texts that may have to go: a delegate's name, the words of a proof.
text-withdrawn = This text was withdrawn.
text-remains = The text is withdrawn and nobody sees it any more. Its remains go from the disk as soon as nobody reads there; the program goes on trying by itself.
forget-title = Withdraw this text
forget-hint = The text is erased for good; the log keeps that there was one, when and why it was erased.
forget-reason = Why is it erased?
forget-consent = Whoever it belongs to asked for it
forget-private = It touches somebody’s privacy
forget-mistake = It was written by mistake
forget-order = By order of a lawful authority
forget-send = Erase it for good
refusal-forget-not-yours = A text is withdrawn by the secretary or the administrator.
refusal-forget-reason = Choose the reason.
refusal-forgotten = This text was erased before.
deed-text-forget = A text was withdrawn
case-text = Text, record
