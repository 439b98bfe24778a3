### The site's texts. Banli takes them when it builds; data goes where `{ $x }` stands.

## The whole site
site-title = { $publisher }: suggestions and proposals, how they were handled
site-description = How deputies’ suggestions and members’ proposals were handled
skip-to-content = Skip to content
fiction-label = Invented example
fiction-text = The city, units, people and figures on this site are all fictional and for demonstration only.
tools-label = Reading aids
tool-text = Larger text
tool-contrast = High contrast
tool-pointer = Large pointer
tool-reading = Reading mode
tool-aloud = Read aloud
aloud-pause = Pause
aloud-go-on = Go on
aloud-stop = Stop
aloud-speed = Speed
aloud-slow = slow
aloud-usual = normal
aloud-fast = fast
aloud-paused = Paused
aloud-none = This browser has no English voice.
aloud-remote = This browser only has a voice that needs the network: if you go on, the browser sends the text to its maker’s service.
aloud-failed = Reading stopped. Please try again.
nav-label = Main
nav-home = Home
nav-items = All items
nav-units = Units
nav-proposers = Proposers
nav-sessions = Sessions
nav-categories = Categories
nav-waiting = Waiting
nav-commitments = Commitments
nav-reports = Reports
nav-methods = Methods
nav-data = Data
nav-about = About
nav-accessibility = Accessibility
nav-sitemap = Site map
nav-search = Search
search-label = Search numbers, names, units, titles or words
search-placeholder = number, name, unit, words
search-home = Find a suggestion or proposal
search-go = Search
crumbs-label = You are here
crumbs-shown = You are here:
stale-notice = Note: the data on this page describes a day some time ago; things may have changed since.
as-of-label = Data as of
exported-label = Exported
publisher-label = Published by
mark-label = Government mark
mark-link = Certificate of the mark
organiser-label = Organiser
contact-label = Contact
site-code-label = Site code
icp-label = ICP number
police-label = Public security number
column-type = Open government
kind-words = suggestions, proposals, motions
previous = Previous
next = Next
page-of = Page { $page } of { $pages }

## Names
kind-suggestion = suggestion
kind-proposal = proposal
kind-motion = motion
item-number = No. { $number } ({ $kind })
item-number-whole = { $number } ({ $kind })
title-withheld = (title not disclosed)
title-unknown = (title not given in the source)
class-label = Class { $code }: { $label }
class-short = Class { $code }
judgement-satisfied = Satisfied
judgement-basically_satisfied = Basically satisfied
judgement-dissatisfied = Dissatisfied
proposers-more = { $others ->
    [one] { $name } and { $others } other
   *[other] { $name } and { $others } others
 }
units-more = { $count ->
    [one] and { $count } more unit
   *[other] and { $count } more units
 }
state-submitted = Submitted
state-handling = Being handled
state-overdue = Overdue
state-partly-replied = Partly replied
state-second-handling = Second handling
state-closed = Closed
state-withdrawn = Withdrawn
state-returned = Returned
state-merged = Merged
state-unstated = Not stated in source
awaits-evaluation = Not evaluated yet
due-today = Due today
days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }
days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
 }
key-item = specially supervised

## Lists
items-title = All items
items-description = How every suggestion, proposal and motion was handled, newest first.
items-count = { $count ->
    [one] { $count } item, newest first.
   *[other] { $count } items, newest first.
 }
col-item = Title
col-units = Units
col-date = Submitted
col-state = State
col-result = Result and evaluation
col-unit = Unit
col-session = Session
col-category = Category
col-items = Items
col-owed = Replies owed
col-overdue = Overdue
col-assigned = Assigned
col-due = Due
col-waited = Waiting
col-measure = Measure
col-value = Value
col-counts = Counts
col-promise = Promise
col-change = Change
col-day = Date
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
items-heading = Items

## Measures
rate-reply-rate = Reply rate
rate-on-time-reply-rate = On-time reply rate
rate-completion-rate = Completion rate
rate-consultation-rate = Consultation rate
rate-consultation-waived-rate = Consultation waived by the proposer
rate-evaluation-rate = Evaluation rate
rate-satisfaction-rate = Satisfaction rate
rate-basic-satisfaction-rate = Basic satisfaction rate
rate-dissatisfaction-rate = Dissatisfaction rate
rate-satisfaction-with-basic-rate = Satisfaction rate incl. basic
rate-first-satisfaction-rate = First-round satisfaction rate
rate-first-satisfaction-with-basic-rate = First-round satisfaction rate incl. basic
rate-resolution-rate = Resolution rate
rate-implementation-rate = Implementation rate
rate-commitments-kept-rate = Commitments kept
rate-disclosure-rate = Disclosure rate
interval = 95% interval
interval-note = Bars show the 95% Wilson interval: the fewer the replies, the wider the interval and the less a difference means.
tile-items = Handed over
tile-median = Handling time (median)
note-overdue = { $count ->
    [one] { $count } reply overdue
   *[other] { $count } replies overdue
 }
note-pending = { $count } more not evaluated yet
note-p90 = nine in ten within { $days } days
count-suggestion = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
 }
count-proposal = { $count ->
    [one] { $count } proposal
   *[other] { $count } proposals
 }
count-motion = { $count ->
    [one] { $count } motion
   *[other] { $count } motions
 }
scope-all = all
scope = Scope: { $name }; items: { $items }; replies owed: { $owed }. Data as of { $date }.
apart = Counted apart, in no denominator: { $parts }.
apart-unstated = assignments whose handling the source does not state: { $count }
apart-joint = joint assignments: { $count }
ended-withdrawn = withdrawn: { $count }
ended-returned = returned: { $count }
ended-merged = merged: { $count }
all-rates = All rates
key-figures = Key figures
held-figures = Items held here
how-numbers-made = How these numbers are made
get-data = Get the data
how-made = How this is made

## Declared totals
declared-title = { $unit }: declared totals { $year }
declared-partial = This site holds only { $held } of { $total } items. Below are all totals that the unit declares in its own report; figures computed here cover the items held.
declared-part = This site holds only a part of the items. Below are all totals that the unit declares.
declared-label = Declared
computed-label = Held here
declared-beside = Declared beside what is held here
declared-source = Source:
differs = differs from declared
measure-only = { $measure } ({ $only })
measure-handed_over = Items handed over
measure-owed = Replies owed
measure-assignments = Assignments
measure-replied = Replied
measure-closed = Items closed
measure-reply_rate = Reply rate
measure-completion_rate = Completion rate
measure-satisfaction_rate = Satisfaction rate
measure-satisfaction_with_basic_rate = Satisfaction rate incl. basic
measure-resolution_rate = Resolution rate
role-lead = lead
role-sole = sole
role-separate = separate
role-joint = joint

## Charts
charts-title = Charts
chart-table = Show as table
chart-outcomes = Outcomes
chart-outcomes-x = Classified assignments
chart-outcomes-y = { "" }
chart-evaluations = Proposers’ evaluations
chart-evaluations-x = Share of replied assignments
chart-evaluations-y = { "" }
chart-time = On-time replies and satisfaction by time of assignment
chart-time-x = Time of assignment
chart-time-y = Share
chart-handling = Handling time
chart-handling-x = Days from assignment to reply
chart-handling-y = Assignments
unit-assignments = { " " }assignments
total = Total
count = Assignments
no-data = No data
chart-small = Fewer than 5: not compared
chart-source = { $scope } Source: { $title }.
chart-definition = { $rate } = { $formula }
chart-hidden = hidden
chart-shown = shown
chart-copied = Picture copied
chart-as-table = Tables only
chart-in = Closer
chart-out = Wider
chart-whole = Whole time
chart-full = Full screen
chart-copy = Copy picture
chart-cumulative = Share so far
chart-toggle = Enter or click hides or shows it
period = Assigned
handling-days = Days
counts-as-resolved = Resolved or basically resolved
counts-as-in_progress = In progress
counts-as-planned = Planned
counts-as-deferred = Deferred
counts-as-reference = For reference
finding-outcomes = Of { $count } classified: resolution rate { $resolved }, implementation rate { $implemented }.
finding-evaluations = Of { $replied } replied assignments { $evaluated } are evaluated, satisfaction rate { $satisfied }; not evaluated yet and not counted: { $pending }.
finding-time = Of what was assigned in { $period }, the on-time reply rate is { $on-time }. What is not yet due is left out.
finding-time-rose = On-time replies rose from { $was } in { $first } to { $is } in { $last }. What is not yet due is left out.
finding-time-fell = On-time replies fell from { $was } in { $first } to { $is } in { $last }. What is not yet due is left out.
finding-time-same = On-time replies were { $was } in { $first } and { $is } in { $last }; the intervals overlap, so this shows no change. What is not yet due is left out.
finding-totals = By the data's day { $assigned } duties were assigned, { $due } of them had fallen due; { $replied } were replied to, and { $closed } belong to items that are closed.
finding-undated = { $finding } Another { $count } without a day of assignment are not drawn.
finding-upgrades = After the reply { $count } outcomes were raised, most often { $first }.
finding-rarer = { $finding } Another { $count } of rarer kinds are not drawn.
finding-intervals = Satisfaction of all: { $total }. The whole interval lies above it for { $above } and below it for { $below }; { $among } can't be told from it, and { $small } have too few cases to compare.
finding-by-period = { $groups } units in { $periods } periods; of the { $known } cells with enough cases { $full } are all on time. Small bases fill half a cell; where nothing was due the cell is empty.
finding-courses = { $shown } of { $all } categories by number of replies owed, all on one scale; this is no ranking.
finding-course = { $name }: { $last } { $value }
finding-effects = { $what }: from { $before } to { $after }; { $count } measures, each on its own scale from zero.
course-of = { $rate } of { $name } over time
col-course = Satisfaction over time
chart-totals = Assigned, due, replied and closed so far
chart-totals-x = Month
chart-totals-y = Assignments
total-assigned = Assigned
total-due = Fallen due
total-replied = Replied
total-closed = Item closed
month-head = Month
chart-upgrades = Outcomes raised, by the time of the change
chart-upgrades-x = Time of the change
chart-upgrades-y = Assignments
change-time = Time of the change
chart-intervals = Satisfaction with 95% intervals
chart-intervals-x = Satisfaction rate
chart-intervals-y = Satisfaction rate
chart-by-period = On-time replies by unit and time of assignment
chart-by-period-x = Time of assignment
chart-by-period-y = On-time reply rate
chart-courses = Satisfaction over time, by time of assignment
chart-courses-x = Time of assignment
chart-courses-y = Satisfaction rate
chart-course = Satisfaction over time
chart-course-x = Time of assignment
chart-course-y = Satisfaction rate
chart-effects = Before and after
chart-effects-x = Value
chart-effects-y = Value
scope-item = { $title }; data as of { $date }.
finding-handling = Of { $count } dated replies, half came within { $median } days and nine in ten within { $ninth } days.
limit-reply = { $months }-month limit
limit-extension = extended limit, { $months } months

## Home, units, sessions, categories
longest-waiting = Longest waiting
all-waiting = All that wait
latest-replies = Latest replies
all-items = All items
what-unit = Unit
what-session = Session
what-category = Category
cut-description = { $what } “{ $name }”: key figures, charts and all items.
units-intro = In the order of replies owed; this is not a ranking.
units-description = How each unit handled what it was given.
sessions-intro = The sessions beside each other, the latest first.
sessions-description = How the items of each session were handled.
categories-intro = The categories beside each other.
categories-description = How the items of each category were handled.
fact-parent = Part of
fact-sections = Sections
fact-phone = Service phone

## Waiting, commitments
waiting-title = Waiting for a reply
waiting-description = Replies that are owed and not made, the longest waiting first.
waiting-count = As of { $date }, replies still owed: { $count }, of which past their due day: { $late }.
commitments-title = Commitments
commitments-description = Every dated promise made in a reply: kept, open or overdue.
commitments-count = Promises: { $count }. Kept: { $kept }, not yet due: { $open }, overdue: { $overdue }.
commitment-kept = Kept
commitment-open = Not yet due
commitment-overdue = Overdue
upgrades-title = Outcomes raised later
upgrades-intro = Items whose outcome class was raised after the reply.
class-change = { $from } → { $to }
listed-items = Items held here
note-unstated = of which not stated in the source: { $count }
finding-largest = { $finding } Shown are the { $shown } largest of { $all }.

## Reading aids and lists
tool-text-larger = Largest text
theme-label = Colours
theme-auto = As the system
theme-light = Light
theme-dark = Dark
page-copy = Copy link to this page
page-print = Print this page
page-print-all = Print the whole record
page-reading-off = Leave reading mode
page-copied = Link copied
page-copy-refused = The browser did not allow copying; copy the address from the address bar
list-tools = List tools
list-filter = Filter this page
list-filter-all = Filter all pages
list-order = Order
list-order-given = As listed
list-sort-by = Sort by { $column }
list-up = { $column }, ascending
list-down = { $column }, descending
list-shown = Rows shown: { $shown } of { $all } on this page
list-shown-all = Rows shown: { $shown } of { $all }
list-loading = Fetching the other pages…
list-download = Download what is shown (CSV)
list-address = Address
