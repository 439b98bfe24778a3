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
