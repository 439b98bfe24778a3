### Changes against an earlier export. `banli diff` uses these texts too.

## The page
nav-changes = Changes
since-title = What changed
since-description = Against the data published before: replies, evaluations, raised classes, kept promises, corrections and what was withdrawn.
since-count = { $count ->
    [one] { $count } change since { $date }
   *[other] { $count } changes since { $date }
 }
since-lede = { $count ->
    [one] From { $since } to { $until }: { $count } change.
   *[other] From { $since } to { $until }: { $count } changes.
 }
since-figures = Key figures of both days
since-as-of = As of { $date }
since-group = { $group } { $count }
col-happened = What happened

## Groups
group-replied = Replies and joint opinions
group-evaluated = Evaluations
group-closed = Closed
group-class = Outcome classes
group-promises = Promises
group-due = Due days
group-added = New
group-consulted = Talks
group-ended = Withdrawn, returned, merged
group-results = Progress, effects and outputs
group-published = Newly published
group-corrected = Corrected
group-unpublished = Withdrawn from publication
group-gone = No longer in the export
group-declared = Declared totals and work summaries

## What happened
happened-added = New in the export
happened-assigned = Assigned ({ $is })
happened-assigned-unstated = Assigned
happened-withdrawn = Withdrawn
happened-returned = Returned
happened-merged = Merged into { $is }
happened-merged-unstated = Merged into another item
happened-consulted = First talk ({ $is })
happened-consulted-unstated = First talk
happened-talked = Further talk ({ $is })
happened-talked-unstated = Further talk
happened-opinion = Joint opinion given
happened-replied = Replied ({ $is })
happened-replied-unstated = Replied (outcome class not stated)
happened-replied-again = Second reply ({ $is }), the first was { $was }
happened-replied-again-unstated = Second reply (outcome class not stated)
happened-evaluated = First evaluation: { $is }
happened-evaluated-again = Second evaluation: { $is }, the first was { $was }
happened-by = { $text } ({ $name })
happened-closed = Closed
happened-reopened = Closed before, open again
happened-raised = Outcome class raised: { $was } → { $is }
happened-lowered = Outcome class lowered: { $was } → { $is }
happened-reclassed = Outcome class changed: { $was } → { $is }
happened-class = Outcome class changed to { $is }
happened-promised = Promised by { $is }: { $text }
happened-kept = Promise kept (due { $is }): { $text }
happened-promise-overdue = Promise overdue (due { $is }): { $text }
happened-overdue = Reply overdue, due { $is }
happened-extended = Extension approved: { $was } → { $is }
happened-extended-to = Extension approved to { $is }
happened-answered = Point answered: { $text }
happened-milestone = Progress ({ $is }): { $text }
happened-effect = Effect: { $text }, { $was } → { $is }
happened-output = Output: { $text }
happened-published = { $field } newly published: { $was } → { $is }
happened-attached = { $field } newly published
happened-unpublished = { $field } withdrawn from publication: { $was } → { $is }
happened-corrected = { $field } corrected: { $was } → { $is }
happened-supplied = { $field } supplied: { $is }
happened-reworded = { $field } reworded
happened-reworded-to = { $field } reworded, now: { $is }
happened-removed = { $field } no longer stated
happened-gone = This item is no longer in the export
happened-dropped = No longer stated: { $field }
happened-dropped-of = No longer stated: { $field } (was { $was })
happened-declared = Newly declared: { $is }
happened-reported = Work summary published

## What is corrected
field-day = { $field } (day)
field-of = { $field } ({ $text })
field-number = Number
field-title = Title
field-kind = Kind
field-session = Session
field-category = Category
field-proposers = Proposers
field-submitted = Day of submission
field-key = Special supervision
field-end = Withdrawal, return or merger
field-item-text = Text as submitted
field-unit = Unit
field-duty = Duty
field-role = Role
field-assigned = Day of assignment
field-accepted = Day of acceptance
field-due = Due day
field-extension = Extended due day
field-reply = Reply
field-class = Outcome class
field-document-number = Document number
field-reply-text = Text of the reply
field-attachment = Attachment
field-class-change = Change of class
field-opinion = Joint opinion
field-evaluation = Evaluation
field-attitude = Evaluation of the attitude
field-promise = Promise
field-promise-due = Due day of the promise
field-promise-kept = Day the promise was kept
field-effect = Effect
field-before = Effect, value before
field-after = Effect, value after
field-output = Output
field-texts = Other particulars
field-name = Name
field-delegation = Delegation or sector
field-figure = Declared figure
field-report = Work summary
level-withheld = withheld
level-absent = no text held
level-summary = summary
level-full = in full
flag-yes = yes
flag-no = no
not-stated = not stated
title-gone = (no longer in the export)
figure-declared = Declared for { $year }: { $measure }
figure-overdue = Overdue replies
figure-promises-kept = Promises kept
figure-promises-open = Promises not due yet
figure-promises-overdue = Promises overdue
