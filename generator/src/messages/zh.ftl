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
