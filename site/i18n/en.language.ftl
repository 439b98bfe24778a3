### The language itself: what it is called, and how it writes days, numbers and lists. A further language
### begins with these, see README.

## Language
language-tag = en
language-name = English

## Signs and numbers
comma = { ", " }
list-between = { ", " }
rate-counted = { $percent } ({ $counts })

## Days
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
year = { $year }
quarter = { $year } Q{ $quarter }
month = { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
month-full-1 = January
month-full-2 = February
month-full-3 = March
month-full-4 = April
month-full-5 = May
month-full-6 = June
month-full-7 = July
month-full-8 = August
month-full-9 = September
month-full-10 = October
month-full-11 = November
month-full-12 = December
