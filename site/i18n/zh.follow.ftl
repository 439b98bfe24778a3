### 订阅、日历和关注的文字。

## 订阅
feed-entry = { $name }：{ $what }
feed-entry-unit = { $name }：{ $what } · { $unit }
feed-submitted = 已提出
feed-assigned = 已交办
feed-overdue = 到期未答复
feed-replied = 已答复
feed-replied-second = 二次办理已答复
feed-replied-class = { $what }（{ $code }类）
feed-kept = 承诺已兑现
feed-broken = 承诺到期未兑现
feed-link = 订阅更新（Atom）

## 日历
calendar-link = 把期限加入日历（.ics）
calendar-reply = { $name }：{ $unit }答复期限
calendar-promise = { $name }：{ $unit }承诺期限
calendar-as-of = 数据截至{ $date }。

## 二维码
code-title = 本页二维码
code-label = 本页网址的二维码
code-use = 用手机扫描，可打开本页；打印本页时，二维码和网址印在末尾。
code-printed = 扫描二维码，或在浏览器中输入网址，可查看本件的最新办理情况：
