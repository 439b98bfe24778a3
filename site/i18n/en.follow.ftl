### Texts of feeds, calendars and following.

## Feeds
feed-entry = { $name }: { $what }
feed-entry-unit = { $name }: { $what } · { $unit }
feed-submitted = Submitted
feed-assigned = Assigned
feed-overdue = No reply by the due day
feed-replied = Replied
feed-replied-second = Replied again after a second handling
feed-replied-class = { $what } (class { $code })
feed-kept = Promise kept
feed-broken = Promise not kept by its day
feed-link = Subscribe (Atom)

## Calendars
calendar-link = Add the due days to a calendar (.ics)
calendar-reply = { $name }: reply due from { $unit }
calendar-promise = { $name }: { $unit } promised it by this day
calendar-as-of = Data as of { $date }.

## QR code
code-title = QR code of this page
code-label = QR code of this page’s address
code-use = Scan it to open this page on a phone; in print the code and the address stand at the end.
code-printed = Scan the code, or type the address, to see where this item stands now:
