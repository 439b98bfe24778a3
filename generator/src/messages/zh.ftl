# 程序对使用者说的话；不属于任何站点。

preview-bar = 预览
preview-bar-own = 本条记录有 {$count} 个提示
preview-bar-clean = 数据没有提示
preview-bar-all = 全部数据有 {$count} 个提示
preview-list = 提示清单
preview-list-none = 数据没有错误，也没有提示。
preview-back = 返回站点首页
preview-faults = 改动未能生效
preview-faults-count = {$errors} 个错误，{$warnings} 个提示
preview-faults-stays = 下面仍是上一个正确的站点；改正并保存后，本页自动更新。
preview-faults-none = 站点尚未生成；改正并保存后，本页自动更新。
preview-faults-more = 另有 {$count} 个未列出：用 banli check --all 查看全部。
preview-hide = 先看旧页面
preview-place = {$file}，第 {$line} 行，第 {$column} 列
preview-place-item = {$place}（记录 {$item}）
preview-waiting = 正在读取数据……
preview-render = 这个页面无法生成

init-hello = 建一个新站点。直接回车采用方括号中的答案。
init-ask-publisher = 发布单位名称
init-ask-title = 站点名称（回车：由发布单位名称拼成）
init-ask-languages = 语言：zh 中文，en 英文，可写 zh,en
init-ask-bodies = 公开哪些件：congress 人大代表建议，cppcc 政协提案，both 两者都有
init-ask-address = 发布后的网址（还不知道就回车）
init-again = “{$answer}”看不懂，请再答一次。
init-done = 已写好 {$count} 个文件，其中的数据全部为虚构：
init-next = 下一步，在浏览器里看它，边改边看：
init-then = 换成自己的数据后，建站并写出服务器配置：

doctor-counts = { $faults } 处错误，{ $advice } 处建议
doctor-manifest-good = build.json 完好：Banli {$version} 生成，共 {$count} 个文件
doctor-manifest-bad = 没有可读的 build.json
doctor-manifest-hint = 这不是 Banli 生成的文件夹，或者没有复制完整：重新运行 banli build
doctor-whole-good = 每个文件都与生成时一致
doctor-whole-bad = {$count} 个文件缺失或被改动，第一个是 {$first}
doctor-whole-hint = 重新运行 banli build：它只补上缺失和改动的文件；不要手工修改生成的文件
doctor-foreign-good = 文件夹里没有别的文件
doctor-foreign-bad = {$count} 个文件不是 Banli 生成的，第一个是 {$first}
doctor-foreign-hint = 上传时会一同公开：确认它们应当公开，否则移走
doctor-names-good = 文件名在任何系统和服务器上都可用
doctor-names-bad = 有的系统不接受这个文件名：{$first}
doctor-names-hint = 在导出文件中换一个标识（id）：只用字母、数字、- 和 _，不要过长，也不要只差大小写
doctor-address-good = 已配置网址：有站点地图，订阅中的链接完整
doctor-address-bad = 没有配置网址：没有站点地图和二维码，404 页面只在根目录下可用
doctor-address-hint = 在 site.toml 中写 base_url = "https://……/"，然后重新建站
doctor-live-charts-good = 图表的浏览器程序（WASM）在站点中
doctor-live-charts-bad = 图表只有图片：这个 banli 程序生成时没有带上 WASM
doctor-live-charts-hint = 换用完整的程序，或用 cargo xtask site 重新生成它
doctor-readable-good = 服务器用户读得到所有文件
doctor-readable-bad = 别的用户读不到 {$first}，服务器会回答 403
doctor-readable-hint = 运行 chmod -R a+rX 加文件夹名
doctor-unfinished-good = 没有中断的建站留下的文件
doctor-unfinished-bad = 上一次建站中断了，留下了 {$first}
doctor-unfinished-hint = 再运行一次 banli build：它会先把上一次做完
doctor-site-good = {$address} 是 Banli {$version} 生成的站点，共 {$count} 个文件
doctor-site-bad = {$address} 没有给出站点：index.html 的状态为 {$status}，或者读不到 build.json
doctor-site-hint = 写站点首页所在的完整网址；上传整个文件夹，包括 build.json
doctor-https-good = 网址用 https，或就在本机
doctor-https-bad = 网址不用 https：途中可以被改动，也不能把图表嵌入 https 页面
doctor-https-hint = 为服务器装上证书，并把 http 转到 https
doctor-same-good = 抽查了 {$looked} 个文件，与生成时逐字节一致
doctor-same-bad = 抽查的 {$looked} 个文件中有 {$count} 个与生成时不同，第一个是 {$first}
doctor-same-hint = 重新上传整个文件夹（FTP 要用二进制方式）；关闭服务器或代理对页面的改写、压缩和插入
doctor-folders-good = 文件夹的地址打开其首页
doctor-folders-bad = 地址 {$folder} 打不开其首页
doctor-folders-hint = 把 index.html 设为默认文档
doctor-missing-good = 不存在的地址回答 404
doctor-missing-bad = 不存在的地址回答 {$status}，应当是 404
doctor-missing-hint = 关闭“找不到就转到首页”之类的设置，让它回答 404
doctor-missing-page-good = 不存在的地址显示站点自己的 404 页面
doctor-missing-page-bad = 不存在的地址不显示站点自己的 404 页面
doctor-missing-page-hint = 把 404.html 设为 404 错误页面
doctor-charset-good = 没有把文字当作别的编码发送
doctor-charset-bad = 文字的编码写错了：{$wrong}
doctor-charset-hint = 让服务器在 Content-Type 中写 charset=utf-8，不要写 gb2312 或 gbk
doctor-wasm-type-good = WASM 的类型正确
doctor-wasm-type-bad = WASM 的类型是“{$kind}”：图表、分析和搜索加载得慢，甚至无法运行
doctor-wasm-type-hint = 让服务器把 .wasm 作为 {$wanted} 发送
doctor-types-good = 各种文件的类型正确
doctor-types-bad = 有的文件类型不对：{$wrong}
doctor-types-hint = 照 banli hosting 写出的配置设置类型
doctor-compression-good = 页面、脚本、数据都压缩后发送
doctor-compression-bad = 没有压缩就发送：{$plain}
doctor-compression-hint = 在服务器上打开 gzip 或 brotli，包括 application/wasm 和 application/json
doctor-csp-good = 内容安全策略（CSP）合适
doctor-csp-bad = 没有内容安全策略（CSP），或者它比站点需要的宽
doctor-csp-hint = 发送 Content-Security-Policy: {$wanted}
doctor-csp-narrow-bad = 内容安全策略（CSP）太窄，图表、搜索或样式用不了：{$policy}
doctor-csp-narrow-hint = 改为 {$wanted}
doctor-embed-good = 图表可以嵌入别的网页
doctor-embed-bad = 服务器不许别的网页嵌入图表
doctor-embed-hint = 在 embed 文件夹下去掉 X-Frame-Options，并把 frame-ancestors 设为 *
doctor-nosniff-good = 浏览器不会猜测文件类型
doctor-nosniff-bad = 没有 X-Content-Type-Options
doctor-nosniff-hint = 发送 X-Content-Type-Options: nosniff
doctor-cookies-good = 服务器不设 Cookie
doctor-cookies-bad = 服务器设了 Cookie：{$cookie}；站点的说明写着不用 Cookie
doctor-cookies-hint = 在服务器或它前面的设备上关掉它
doctor-page-cache-good = 页面更新后，读者马上看到
doctor-page-cache-bad = 页面可以被浏览器留存 {$seconds} 秒（0 表示没有写明，由浏览器自己猜），更正后读者可能仍看到旧页面
doctor-page-cache-hint = 为页面发送 Cache-Control: no-cache
doctor-ask-again-good = 没有变的页面不重复发送
doctor-ask-again-bad = 没有变的页面每次都整页发送
doctor-ask-again-hint = 打开 ETag 或 Last-Modified
doctor-lasting-good = 以内容命名的文件长期留存
doctor-lasting-bad = 以内容命名的文件没有长期留存，例如 {$path}
doctor-lasting-hint = 为 search/ 的子文件夹和 data/explorer-* 发送 Cache-Control: public, max-age=31536000, immutable
doctor-script-cache-good = 脚本更新后，读者马上用到
doctor-script-cache-bad = {$path} 可以留存 {$seconds} 秒，更新后新页面会配上旧脚本
doctor-script-cache-hint = 为 assets/ 发送 Cache-Control: no-cache

build-kept = 什么也没有发布：旧站点保持原样
build-published = 已发布：{$pages} 个页面，{$files} 个文件，{$size} MB；写入 {$changed} 个，删除 {$removed} 个
build-current = 已是最新，无需写入：{$pages} 个页面，{$files} 个文件，{$size} MB；写入 {$changed} 个，删除 {$removed} 个
build-warnings = 与上次相同的 {$count} 个提示：用 banli check 查看
build-note = 说明：{$text}

note-no-live-charts = 这个程序生成时没有带上图表的 WASM：图表只以图片发布
note-not-read = 没有读 {$file}：它不是可读的来源文件
note-earlier-warnings = 较早的导出文件有 {$count} 处警告：用 banli check 查看
note-texts-in-english = {$file}：缺 {$count} 条文字（共 {$all} 条），以英文代替：{$list}
note-texts-built-in = {$file}：缺 {$count} 条文字（共 {$all} 条），以内置的文字代替：{$list}
note-texts-idle = {$file}：没有页面用到的文字：{$list}
note-more-texts = {$list} 等
note-defaulted = {$at}：{$value} 没有列出，按默认值处理，共 {$count} 次
note-passed-over = {$at}：前一个路径已有值，后一个没有采用，共 {$count} 次
note-unnamed = {$at}：没有写明是谁，略去 {$count} 次
note-turned-away = {$at}：不符合条件，未采用：{$values}{ $more ->
    [0] {""}
   *[other] ，另有 {$more} 种值
}
note-value = {$value}（{$count} 次）
note-unused = 没有规则用到的字段及其值的个数：{$fields}
note-field = {$path}（{$count}）

error-line = 错误：{$text}
hint-line = 提示：{$text}
preview-shown = {$time} 毫秒后已更新：{$errors} 个错误，{$warnings} 个提示
preview-serving = 正在 {$address} 展示文件夹 {$folder} （Ctrl+C 结束）
preview-elsewhere = 站点在 {$base}
preview-ready = 正在关注文件的改动，页面在 {$address} （Ctrl+C 结束）

issue-error = 错误
issue-warning = 警告
issue-title = {$title}：{$what}
issue-item = 记录 {$item}
issue-in = 位置
issue-hint = 处理
issue-more = 同类还有 {$count} 处
issue-errors = {$count} 处错误
issue-warnings = {$count} 处警告

setting-missing = 没有{ $what }。
setting-told = 提示：{ $what }
    {"  "}规范：{ $rule }
    {"  "}在 site.toml 中写：{ $written }
setting-title = 网站名称（SiteName）
setting-address = 网站域名（SiteDomain）
setting-code = 网站标识码（SiteIDCode，十位数字）
setting-description = 首页的栏目描述（ColumnDescription）
setting-organiser = 页脚的主办单位
setting-contact = 页脚的联系方式
setting-icp = 页脚的 ICP 备案号
setting-police = 页脚的公安备案号
setting-mark = 页脚的党政机关网站标识
setting-header = { $count } 份已公开的答复没有索引信息。
setting-told-data = 提示：{ $what }
    {"  "}规范：{ $rule }
    {"  "}在导出文件中每份答复旁写：{ $written }
rule-header = 政府信息公开的索引号、名称、文号、发文日期等
rule-tags = 《政府网站发展指引》网页设计规范：网页标签
rule-footer = 《政府网站发展指引》网页设计规范：底部功能区

verify-differs = 内容不同：{$path}
verify-differs-more = 内容不同：另有 {$count} 个
verify-missing = 缺少：{$path}
verify-missing-more = 缺少：另有 {$count} 个
verify-extra = 多出：{$path}
verify-extra-more = 多出：另有 {$count} 个
verify-origin = 来源不同：{$text}
verify-same = {$folder} 与应有的站点一致：{$equal} 个文件相同，{$differing} 个内容不同，缺少 {$missing} 个，多出 {$extra} 个
verify-other = {$folder} 与应有的站点不一致：{$equal} 个文件相同，{$differing} 个内容不同，缺少 {$missing} 个，多出 {$extra} 个

private-mobiles = {$count} 个手机号码
private-phones = {$count} 个电话号码
private-resident-ids = {$count} 个身份证号码
private-bank-cards = {$count} 个银行卡号
private-emails = {$count} 个电子邮箱
private-words = {$count} 处自定词语
private-between = 、
private-note = 已隐去{$what}：用 banli check --private 逐条查看
private-place = {$place}（记录 {$item}）
private-masked = {$found}：已隐去，写作 {$masked}
private-stops = {$found}：使建站停止；隐去后写作 {$masked}
private-id = {$found}：使建站停止；标识（id）不能隐去
private-none = 没有发现不应公开的内容
private-all-stop = 使建站停止：{$what}
private-all-masked = 已隐去：{$what}
private-hint = 从导出文件中去掉，或在 site.toml 的 [privacy] 中把这些写进 mask：{$what}
private-others = 另有 {$count} 处其他错误：用不带 --private 的 banli check 查看
