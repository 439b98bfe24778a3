### 订阅、日历和关注的文字。

## 订阅
feed-title = { $number } { $title }
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

## 关注
nav-following = 我的关注
follow = 关注
follow-on = 已加入“我的关注”，只保存在这个浏览器里。
follow-off = 已取消关注。
follow-refused = 浏览器不允许保存，没有记下。
following-description = 我关注的件、提出人和单位：现在的状态和上次看过之后的变化。
following-intro = 您关注的件、提出人和单位，现在的状态，以及上次看过之后的变化。清单只保存在这个浏览器里，不发送到任何地方；清除浏览数据时会一并清除，可以先导出。
following-script = 这一页要靠脚本列出保存在浏览器里的清单。没有脚本时，可以把要关注的页面加入书签，或订阅它们的更新（Atom）。
following-refused = 浏览器不允许本站保存数据，这里记不下关注的内容。可以改用书签，或订阅各页的更新（Atom）。
following-folder = 本站是从文件夹打开的，浏览器不允许本页读取现状。下面是上次得知的状态；打开各页可看现在的内容。
following-empty = 还没有关注任何内容。在一件、一位提出人或一个单位的页面上按“关注”，它就会列在这里。可以从这里找起：
following-known = 上次得知，数据截至{ $day }
following-none = 上次看过之后没有变化
following-more = 另有 { $count } 项变化
following-gone = 本站已没有这一页
following-changed = 共关注 { $all } 项，其中 { $count } 项有变化。
following-remove = 取消关注
following-seen = 全部标为已看
following-export = 导出清单（JSON）
following-import = 导入清单
following-imported = 导入了 { $count } 项，另有 { $had } 项原已在清单中。
following-bad = 没有导入：这个文件不是“我的关注”导出的清单。
following-newer = 没有导入：这份清单由更新的程序导出，这里还读不了。
following-foreign = 没有导入：这份清单出自另一个网站。
