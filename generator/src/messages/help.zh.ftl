# 帮助、用法错误、命令补全和手册页的中文。英文写在程序的源代码中，由 clap 从那里取用。
# about-命令：一句话说明；more-命令：--help 中的其余说明；notes-命令：示例之后的说明。
# arg-命令-参数，或各命令共用的 arg-参数；再加 -值，是可选值的说明。
# value-命令-参数，或各命令共用的 value-名称：尖括号里的名称。

## 标题与固定的词
heading-usage = 用法
heading-commands = 命令
heading-arguments = 参数
heading-options = 选项
heading-examples = 示例
heading-name = 名称
heading-synopsis = 概要
heading-description = 说明
heading-notes = 补充
heading-version = 版本
word-colon = ：
word-command = 命令
word-options = [选项]
word-default = [默认值：
word-values = [可选值：
word-possible = 可选值：

## 各命令
about-banli = 把人大代表建议、政协提案和议案办理情况的导出文件建成静态网站
notes-banli = 退出码：0 完成；1 数据有错误；2 用法或配置有误；3 文件或系统出错。
about-help = 显示本说明或某个命令的帮助
about-init = 写出新站点所需的文件：配置、一份虚构的小型导出文件、格式说明、映射
about-build = 建站；一切无误才更新，否则旧站点保持原样
notes-build = 退出码：0 完成，1 数据有错误（旧站点保持原样），2 用法或配置有误，3 文件或系统出错。
about-check = 检查导出文件，逐处指出错误所在
notes-check = 退出码：0 没有错误，1 有错误（或有不允许的警告），2 用法或配置有误，3 文件或系统出错。
about-map = 把其他系统的文件转成导出文件，或草拟转换所用的映射
about-diff = 列出较早的导出文件之后的变化：banli diff 较早的文件 较新的文件
about-preview = 边改数据边看站点，或查看已建成的文件夹；只在本机可见
about-doctor = 检查建成的文件夹是否完好、服务器是否正确发布了站点，并说明怎样改正
notes-doctor =
    有错误时退出码为 1；只是可以改进的，退出码仍为 0。
    给出网址时，只访问该网址所在的主机。
about-hosting = 写出 nginx、Apache、IIS 和 Caddy 的现成配置
about-schema = 显示文件格式说明（JSON Schema）
about-sample = 生成一个虚构城市的导出文件
about-completions = 输出命令行自动补全的脚本
about-man = 显示手册页，或把全部命令的手册页写入文件夹
about-verify = 核验文件夹是否就是由所给导出文件建成的站点，或建成后是否未经改动；不写入任何文件
more-verify = 给出导出文件时，在内存中重新建站，逐个文件比对。不给出时，与该文件夹自身 build.json 中的哈希值比对，只能发现意外的改动，不能识别蓄意的伪造。
notes-verify = 退出码：0 一致，1 不一致（或导出文件有错误），2 用法或配置有误，3 文件或系统出错。
about-explain = 说明一个已公布的数字是怎样得出的：公式、范围、分子和分母、涉及的记录

## 各命令共用的选项
arg-config = 配置文件；不写则用默认配置
arg-mapping = 映射文件：所给文件来自其他系统，格式不限
arg-lang = 显示所用的语言；不写则随系统
arg-lang-zh = 中文
arg-lang-en = 英文
arg-all = 列出全部问题，不论多少
arg-deny-warnings = 警告：有警告时什么也不发布，退出码为 1
arg-format-human = 供人阅读
arg-format-json = 供程序读取
arg-out = 要写入的文件；不写则输出到屏幕
arg-since = 较早的导出文件，或映射可以读取的此类文件：站点会列出其后的变化。可以写多次
help-flag = 显示帮助
help-flag-more = 显示帮助（用 --help 查看详细说明）
help-flag-brief = 显示帮助（用 -h 查看简要说明）
version-flag = 显示版本

## init
arg-init-folder = 写入的文件夹；没有则新建
arg-init-publisher = 发布单位名称
arg-init-title = 站点名称；不写则由发布单位名称拼成
arg-init-languages = 站点的语言；第一种放在网站根目录
arg-init-languages-zh = 中文
arg-init-languages-en = 英文
arg-init-bodies = 示例公开哪些件
arg-init-bodies-congress = 人大代表建议
arg-init-bodies-cppcc = 政协提案
arg-init-bodies-both = 两者都有
arg-init-address = 发布后的网址
arg-init-yes = 不提问：没有写明的都用默认值
arg-init-lang = 提问所用的语言；不写则随系统

## build
arg-build-out = 发布到哪个文件夹
arg-build-timings = 显示各步骤所用的时间
arg-build-deny = 除错误外，还有哪一级问题时不发布
arg-build-exports = 导出文件：.json、.ndjson、.jsonl，均可为 .gz 压缩文件。使用映射时，还可以是 .csv、.xlsx、.xls 和文件夹

## check
arg-check-exports = 要检查的导出文件
arg-check-format = 问题以什么形式列出
arg-check-format-human = 供人阅读：按类列出，每类列前二十处
arg-check-format-json = 供程序读取：全部列出
arg-check-format-sarif = 供编辑器和代码平台读取：SARIF 2.1.0，全部列出
arg-check-format-html = 供导出数据的科室使用：一页检查单，可打印
arg-check-lang = 显示所用的语言：不写则随系统；检查单随配置的第一种语言；供程序读取的用英文
arg-check-private = 只列出待公开文字中的个人信息：在哪里，隐去后写作什么
arg-check-deny = 除错误外，还把哪一级问题算作错误
arg-check-since = 较早的导出文件，或映射可以读取的此类文件：数据突增突减时给出警告。可以写多次

## map
arg-map-suggest = 查看文件，草拟一份映射，并说明推断的依据
arg-map-mapping = 使用的映射文件
arg-map-files = 其他系统的文件或文件夹：JSON、JSON Lines、CSV、Excel

## diff
arg-diff-lang = 显示所用的语言；不写则用配置的第一种语言
arg-diff-format = 变化以什么形式列出
arg-diff-format-human = 供人阅读：文字说明
arg-diff-format-html = 供审批人使用：审签单，可打印签字
arg-diff-since = 较早的导出文件，有几份时逐份写出；其余的都是较新的
arg-diff-mapping = 映射文件，用于来自其他系统的文件；已是导出文件的，不作转换
arg-diff-exports = 较早和较新的导出文件；写了 --since 时，只写较新的

## preview
arg-preview-port = 端口；写 0 则自动选用空闲端口
arg-preview-base = 网址中的路径；不写则用配置的网址中的路径
arg-preview-lang = 预览界面的语言；不写则随系统
arg-preview-sources = 导出文件，修改后自动更新；或一个已建成的文件夹，按原样展示

## doctor
arg-doctor-place = 建成的文件夹，或已发布站点的网址
arg-doctor-format = 结果以什么形式列出

## hosting
arg-hosting-config = 配置文件，其中 base_url 是站点的网址；不写则用默认配置
arg-hosting-out = 写入的文件夹，放在站点旁边，不要放在站点里；同名文件会被替换
arg-hosting-folder = 站点在服务器上所在的文件夹

## schema
arg-schema-which = 哪一种格式
arg-schema-which-export = 导出文件
arg-schema-which-site = site.toml
arg-schema-which-mapping = mapping.toml
arg-schema-which-changes = banli diff --format json 的输出
arg-schema-lang = 各项说明所用的语言；不写则随系统

## sample
arg-sample-items = 多少件
arg-sample-seed = 随机数种子；种子相同，生成的内容也相同
arg-sample-out = 文件；不写则输出到屏幕
arg-sample-as-of = 较早的一天（YYYY-MM-DD）：同一城市截至那一天的情况

## completions
arg-completions-shell = 命令行程序（shell）的种类

## man
arg-man-folder = 存放全部命令手册页的文件夹；不写则只输出 banli 的总页

## verify
arg-verify-config = 建站时所用的配置文件；不写则用默认配置
arg-verify-mapping = 建站时所用的映射文件
arg-verify-since = 建站时所用的较早的导出文件，或来自其他系统的此类文件。可以写多次
arg-verify-allow-extra = 不计文件夹中并非建站生成的文件
arg-verify-all = 列出全部文件，不论多少
arg-verify-format = 结果以什么形式列出
arg-verify-folder = 站点所在的文件夹
arg-verify-exports = 站点应由哪些导出文件建成

## explain
arg-explain-lang = 显示所用的语言；不写则用配置的第一种语言
arg-explain-format = 以什么形式说明
arg-explain-format-human = 供人阅读：列前二十条记录
arg-explain-format-json = 供程序读取：全部列出
arg-explain-format-csv = 记录表：全部列出
arg-explain-list = 列出全部指标和筛选条件；给出导出文件时一并列出标识（id）
arg-explain-all = 列出全部记录，不论多少
arg-explain-exports = 数字所依据的导出文件
arg-explain-figure = 指标及筛选条件，有筛选条件时加引号；写了 --list 时不写

## 尖括号里的名称
value-config = 文件
value-mapping = 文件
value-file = 文件
value-files = 文件
value-out = 文件夹
value-map-out = 文件
value-sample-out = 文件
value-folder = 文件夹
value-dir = 文件夹
value-dir-url = 文件夹|网址
value-url = 网址
value-exports = 导出文件
value-export = 导出文件
value-earlier = 较早的文件
value-sources = 导出文件|文件夹
value-deny = 级别
value-lang = 语言
value-languages = 语言
value-format = 形式
value-which = 格式
value-shell = 种类
value-publisher = 名称
value-title = 名称
value-bodies = 范围
value-port = 端口
value-base = 路径
value-items = 件数
value-seed = 种子
value-day = 日期
value-figure = 指标

## 用法错误
error-label = 错误：
error-unknown-option = 没有选项“{ $argument }”
error-unknown-argument = 多出了参数“{ $argument }”
error-unknown-command = 没有命令“{ $command }”
error-no-value = “{ $argument }”缺少值
error-value = “{ $argument }”的值不能是“{ $value }”
error-value-because = “{ $argument }”的值不能是“{ $value }”：{ $reason }
error-flag-value = “{ $argument }”不带值，却写了“{ $value }”
error-required = 缺少必须写的参数：
error-conflict = “{ $argument }”不能与以下参数同时写：
error-twice = “{ $argument }”只能写一次
error-encoding = 有参数不是 UTF-8 编码的文字
error-help = 用“{ $flag }”查看帮助。
tip-label = 提示：
tip-similar = 相近的有“{ $known }”
