### Texts of feeds, calendars and following.

## Feeds
feed-title = { $number } { $title }
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

## Following
nav-following = Following
follow = Follow
follow-on = Added to what you follow, kept in this browser only.
follow-off = No longer followed.
follow-refused = The browser does not allow it to be kept.
following-description = The items, proposers and units that I follow: how they stand, and what has changed since I last looked.
following-intro = The items, proposers and units that you follow, how they stand now, and what has changed since you last looked. The list is kept in this browser only and sent nowhere; it goes when you clear browsing data, so export it first.
following-script = This page needs a script to list what is kept in the browser. Without it, bookmark the pages you want to follow, or subscribe to their updates (Atom).
following-refused = The browser does not let this site keep anything, so what you follow can’t be remembered here. Use bookmarks, or subscribe to the pages’ updates (Atom).
following-folder = This site is open from a folder, where the browser does not let this page read how things stand. What follows is what was last known; open a page to see how it stands now.
following-empty = You follow nothing yet. Press “Follow” on the page of an item, a proposer or a unit, and it is listed here. Places to start:
following-known = Last known, data as of { $day }
following-none = No change since you last looked
following-more = Further changes: { $count }
following-gone = This site no longer has the page
following-changed = You follow { $all }; changed: { $count }.
following-remove = Stop following
following-seen = Mark all as seen
following-export = Export the list (JSON)
following-import = Import a list
following-imported = Imported: { $count }. Already in the list: { $had }.
following-bad = Nothing imported: the file is no list exported from “Following”.
following-newer = Nothing imported: the list was exported by a newer program.
following-foreign = Nothing imported: the list comes from another site.
