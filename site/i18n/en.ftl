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
tool-theme = Dark
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
nav-analysis = Analysis
nav-search = Search
nav-methods = Methods
nav-data = Data
nav-about = About
nav-accessibility = Accessibility
nav-sitemap = Site map
crumbs-label = You are here
stale-notice = Note: the data on this page describes a day some time ago; things may have changed since.
as-of-label = Data as of
exported-label = Exported
publisher-label = Published by
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
