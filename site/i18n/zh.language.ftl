### 这种语言本身：怎样称呼，怎样写日期、数字和并列。增加一种语言时先写这一份，见 README。

## 语言
language-tag = zh-CN
language-name = 中文

## 标点与数字
comma = ，
list-between = 、
rate-counted = { $percent }（{ $counts }）

## 日期
date-day = { $year }年{ $month }{ $day }日
date-month = { $year }年{ $month }
year = { $year }年
quarter = { $year }年{ $quarter }季度
month = { $year }年{ $month }
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
month-full-1 = 1月
month-full-2 = 2月
month-full-3 = 3月
month-full-4 = 4月
month-full-5 = 5月
month-full-6 = 6月
month-full-7 = 7月
month-full-8 = 8月
month-full-9 = 9月
month-full-10 = 10月
month-full-11 = 11月
month-full-12 = 12月
