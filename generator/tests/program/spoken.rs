//! What the program says of files, configuration and mappings to a clerk whose system speaks Chinese: the whole texts.

use std::process::Command;

use super::place::Place;
use super::{CACHE, expect, sample};

/// Runs the program under a Chinese locale: exit code and what it says, standard output first.
fn said(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banli"));
    for name in ["LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    let command = command.args(arguments).env("LANG", "zh_CN.UTF-8").env("XDG_CACHE_HOME", CACHE);
    let output = command.output().expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

/// What the program says of a file that means nothing, without the file's name and the quoted line.
fn fault_of(file: &str, arguments: &[&str]) -> String {
    let (code, text) = said(arguments);
    assert_eq!(code, Some(2), "{text}");
    let text = text.strip_prefix(&format!("错误：{file} 中：")).unwrap_or_else(|| panic!("{text}"));
    let is_quoted = |line: &&str| !line.contains('|') && !line.starts_with("    ");
    text.lines().filter(is_quoted).collect::<Vec<_>>().join("；")
}

const MAPPING: &str = r#"mapping = 1
[export]
publisher = { id = "office", name = "办公室" }
as_of = "2025-06-30"
sessions = [{ id = "s", body = "congress", year = 2025, name = "会" }]
[item]
id = { template = "i{编号}" }
kind = { from = "类别", values = { "建议" = "suggestion" }, default = "suggestion" }
number = "编号"
title = { from = ["案由", "别名"] }
note = { from = "备注", when = { from = "状态", is = "公开" } }
[[item.assignments]]
unit = "单位"
role = { const = "sole" }
assigned = "交办"
"#;

/// A ledger that has one of everything that a mapping notes.
fn ledger() -> String {
    let mut rows = String::from("编号,类别,案由,别名,备注,状态,单位,交办,经办\n");
    for number in 1..=10 {
        let kind = if number == 2 { "意见" } else { "建议" };
        let other = if number < 3 { "又名" } else { "" };
        let unit = if number == 3 { "" } else { "教育局" };
        rows += &format!("{number},{kind},题{number},{other},注,状{number},{unit},2025-03-01,张\n");
    }
    rows
}

#[test]
fn what_a_mapping_notes_is_told_by_every_command_that_maps() {
    let place = Place::new("notes");
    let mapping = place.write("mapping.toml", MAPPING);
    place.write("ledgers/ledger.csv", ledger());
    let other = place.write("ledgers/readme.txt", "x");
    let (ledgers, export, site) = (place.path("ledgers"), place.path("export.json"), place.path("site"));
    let notes = format!(
        "说明：没有读 {other}：它不是可读的来源文件\n\
         说明：item.title：前面的路径已有值，后面的值未采用，共 2 次\n\
         说明：item.kind：\"意见\" 没有列出，按默认值处理，共 1 次\n\
         说明：item.assignments[0]：没有写明单位或提出人，略去 1 次\n\
         说明：item.note：不符合条件而略去：\"状1\"（1 次）、\"状2\"（1 次）、\"状3\"（1 次）、\"状4\"（1 次）、\"状5\"（1 次）、\
         \"状6\"（1 次）、\"状7\"（1 次）、\"状8\"（1 次），另有 2 种值\n\
         说明：没有规则用到的字段及其值的个数：经办（10）\n"
    );
    assert_eq!(said(&["map", "-m", &mapping, "-o", &export, &ledgers]), (Some(0), notes.clone()));
    assert_eq!(said(&["check", "-m", &mapping, &ledgers]), (Some(0), format!("0 处错误、0 处警告\n{notes}")));
    let (code, built) = said(&["build", "-m", &mapping, "-o", &site, &ledgers]);
    assert!(code == Some(0) && built.ends_with(&notes), "{built}");
}

#[test]
fn gaps_of_catalogues_are_told_once_by_a_check_and_are_no_fault() {
    let place = Place::new("gaps");
    let config = place.write("site.toml", "languages = [\"zh\", \"fr\"]\ntheme = \"theme\"\ngovernment = false\n");
    place.write("theme/i18n/fr.ftl", "language-tag = fr\nlanguage-name = Français\nnav-hom = Accueil\n");
    let export = place.write("export.json", sample(12));
    let (code, text) = said(&["check", "--deny", "warnings", "-c", &config, &export]);
    assert_eq!(code, Some(0), "{text}");
    let notes: Vec<&str> = text.lines().filter(|line| line.starts_with("说明：")).collect();
    let [missing, idle] = notes.as_slice() else { panic!("{text}") };
    assert!(missing.starts_with("说明：i18n/fr.ftl：缺 ") && missing.ends_with(" 等"), "{missing}");
    assert!(missing.contains(" 条），以英文代替："), "{missing}");
    assert_eq!(*idle, "说明：i18n/fr.ftl：没有页面用到的文字：nav-hom");
    // What programs read stays as it is.
    let (_, json) = said(&["check", "--format", "json", "-c", &config, &export]);
    assert!(json.starts_with("[]\n说明："), "{json}");
    assert!(!said(&["check", "--private", "-c", &config, &export]).1.contains("说明："));
}

#[test]
fn a_wrong_configuration_is_told_in_chinese() {
    let place = Place::new("wrong-site");
    let export = place.write("export.json", sample(3));
    for (text, fault) in [
        ("titel = \"x\"", "第 1 行第 1 列有误；没有名为 `titel` 的项；是不是 `title`？"),
        ("[footer]\norganizer = \"x\"", "第 2 行第 1 列有误；没有名为 `organizer` 的项；是不是 `organiser`？"),
        ("[data]\nzzz = 1", "第 2 行第 1 列有误；没有名为 `zzz` 的项；可用的项：`export`、`split_items`"),
        (
            "[jumps]\nzzz = 1",
            "第 2 行第 1 列有误；没有名为 `zzz` 的项；可用的项：`gone_percent`、`count_percent`、\
          `growth_percent`、`rate_points`、`replies_percent`、`least`",
        ),
        ("title = 3", "第 1 行第 9 列有误；这里是整数 3，应为带引号的文字"),
        ("search = \"yes\"", "第 1 行第 10 列有误；这里是文字 \"yes\"，应为是否值（true 或 false）"),
        ("freshness_days = -3", "第 1 行第 18 列有误；这里是整数 -3，应为从 0 起的整数"),
        ("languages = \"zh\"", "第 1 行第 13 列有误；这里是文字 \"zh\"，应为用 [ ] 括起的列表"),
        ("footer = \"x\"", "第 1 行第 10 列有误；这里是文字 \"x\"，应为一组项"),
        ("feeds = \"al\"", "第 1 行第 9 列有误；不能写 `al`；可以写 `each`、`site`、`none`"),
        ("feeds = \"eech\"", "第 1 行第 9 列有误；不能写 `eech`；是不是 `each`？"),
        ("title = x", "第 1 行第 9 列有误；此处应当有一个值；文字要用英文引号括起来"),
        ("title \"x\"", "第 1 行第 7 列有误；项名后面缺少等号（=）和值"),
        ("title = \"a\"\ntitle = \"b\"", "第 2 行第 1 列有误；这一项写了两次"),
        ("languages = []", "`languages` 是空的：至少写一种，例如 \"zh\"、\"en\""),
        ("licence_url = \"x\"", "`licence_url` 是 \"x\"：请写以 https:// 或 http:// 开头的完整网址"),
        ("title = \"云\u{202E}岭\"", "其中有不可见的字符，或改变书写方向的字符：请删去"),
        ("[privacy]\nwords = [\"密\"]", "词语 \"密\" 太短，无法查找：至少写 2 个字"),
    ] {
        let config = place.write("site.toml", text);
        assert_eq!(fault_of(&config, &["check", "-c", &config, &export]), fault, "{text}");
    }
    let config = place.write("site.toml", [0xff, 0xfe]);
    let unread = said(&["check", "-c", &config, &export]);
    assert_eq!(unread, (Some(2), format!("错误：读不了 {config}：不是 UTF-8 编码的文字\n")));
    let config = place.write("site.toml", "[privacy]\nwords_file = \"w.txt\"");
    let list = place.path("w.txt");
    let missing = format!("错误：读不了 `words_file` 写的 {list}：没有这个文件或文件夹\n");
    assert_eq!(said(&["check", "-c", &config, &export]), (Some(2), missing));
}

#[test]
fn a_mapping_that_means_nothing_is_told_in_chinese() {
    let place = Place::new("wrong-mapping");
    let ledger = place.write("ledger.csv", ledger());
    for (text, fault) in [
        ("mapping = 2\n[item]", "不认识映射的第 2 版：请写 mapping = 1"),
        ("mapping = 1", "第 1 行第 1 列有误；缺少 `item`"),
        ("mapping = 1\n[item]\ntitel = \"a\"", "第 3 行第 1 列有误；没有名为 `titel` 的项；是不是 `title`？"),
        ("mapping = 1\n[item]\ntitle = \"a..b\"", "第 3 行第 9 列有误；路径 \"a..b\" 中有一级是空的"),
        ("mapping = 1\n[item]\ntitle = \"\"", "第 3 行第 9 列有误；路径 \"\" 是空的：请写字段名"),
        ("mapping = 1\n[item]\ntitle = \"a[\"", "第 3 行第 9 列有误；路径 \"a[\" 中的 [ 缺少 ]"),
        (
            "mapping = 1\n[item]\ntitle = \"a[x]\"",
            "第 3 行第 9 列有误；路径 \"a[x]\" 的方括号中只能写 * 或位置，如 [*]、[0]",
        ),
        ("mapping = 1\n[item]\ntitle = \"a[0]b\"", "第 3 行第 9 列有误；路径 \"a[0]b\" 的各级之间要用 . 隔开"),
        ("mapping = 1\n[item]\ntitle = '\"a'", "第 3 行第 9 列有误；路径 \"\\\"a\" 的引号没有收尾"),
        ("mapping = 1\n[item]\ntitle = { template = \"a{b\" }", "第 3 行第 22 列有误；模板（template）中的 { 缺少 }"),
        (
            "mapping = 1\n[item]\ntitle = { from = \"a\", regex = \"(\" }",
            "第 3 行第 31 列有误；正则表达式（regex）写得不对：；错误：括号没有收尾",
        ),
        (
            "mapping = 1\n[item]\ntitle = { trim = \"a\" }",
            "第 3 行第 9 列有误；规则要写 `from`、`const`、`template` 之一",
        ),
        (
            "mapping = 1\n[item]\ntitle = { from = \"a\", const = \"b\" }",
            "第 3 行第 9 列有误；规则只能写 `from`、`const`、`template` 之一",
        ),
        (
            "mapping = 1\n[item]\ntitle = 3",
            "第 3 行第 9 列有误；这里是整数 3，应为带引号的路径，或 { from = \"类别\", values = { … } } 这样的规则",
        ),
        (
            "mapping = 1\n[item]\ntitle = { from = \"a\", values = { x = [1] } }",
            "第 3 行第 38 列有误；应为文字、数字、true 或 false",
        ),
        (
            "mapping = 1\n[source]\nencoding = \"gbk\"\n[item]",
            "第 3 行第 12 列有误；不能写 `gbk`；可以写 `utf-8`、`gb18030`",
        ),
        ("mapping = 1\n[source]\ndelimiter = \"；\"\n[item]", "`source.delimiter` 只能是一个英文字符，例如 \";\""),
        ("mapping = 1\n[source]\nheader_row = 0\n[item]", "`source.header_row` 从 1 数起"),
        (
            "mapping = 1\n[source]\ngroup = \"^.a\"\n[item]",
            "`source.group` 写的是各行自己的字段：路径不能以 ^ 或 $ 开头",
        ),
        ("mapping = 1\nexport.items = []\n[item]", "不能写 `export.items`：件由记录按 [item] 生成"),
    ] {
        let mapping = place.write("mapping.toml", text);
        assert_eq!(fault_of(&mapping, &["map", "-m", &mapping, &ledger]), fault, "{text}");
    }
}

#[test]
fn what_is_wrong_with_files_and_folders_is_told_in_chinese() {
    let place = Place::new("wrong-files");
    let export = place.write("export.json", sample(3));
    let (none, site, theirs) = (place.path("none.json"), place.path("site"), place.path("theirs"));
    place.write("theirs/a.txt", "x");
    let (folder, packed) =
        (place.path("folder"), place.write("packed.json.gz", "this is longer than a header and no gzip"));
    std::fs::create_dir(&folder).expect("made");
    let told = |arguments: &[&str], code, text: String| assert_eq!(said(arguments), (Some(code), text + "\n"));
    told(&["build", "-o", &site, &none], 3, format!("错误：读不了导出文件 {none}：没有这个文件或文件夹"));
    told(&["build", "-o", &site, &folder], 3, format!("错误：{folder} 是文件夹：请写其中的导出文件"));
    told(&["build", "-o", &site, &packed], 3, format!("错误：{packed} 无法解压；它完整吗？：不是 gzip 压缩文件"));
    let twice = format!("错误：导出文件 {export} 写了两次：每个文件写一次");
    told(&["build", "-o", &site, &export, &export], 2, twice);
    let foreign = format!("错误：{theirs} 不是空的，也不是 Banli 写的：换一个文件夹，或清空它");
    told(&["build", "-o", &theirs, &export], 3, foreign);
    told(&["build", "-o", &export, &export], 3, format!("错误：{export} 是文件，不是可以发布到的文件夹"));
    told(&["build", "-o", "/", &export], 3, "错误：/ 没有上级文件夹".to_owned());
    told(&["verify", &folder], 3, format!("错误：{folder} 里没有 build.json：写出用来比对的导出文件"));
    expect(&["build", "-o", &site, &export], 0, &[]);
    let manifest = place.write("site/build.json", "{");
    let damaged = format!(
        "错误：{manifest} 不是 Banli 的清单；如果文件夹是 Banli 建的，删掉它重新建站：在对象中间就结束了（第 1 行第 1 列）"
    );
    told(&["verify", &site], 3, damaged);
    let theme = place.path("nothing");
    let config = place.write("site.toml", "theme = \"nothing\"\n");
    let unread = format!("错误：读不了模板文件夹 {theme}：没有这个文件或文件夹");
    told(&["check", "-c", &config, &export], 2, unread);
    told(&["preview", &folder], 3, format!("错误：{folder} 中没有建好的站点：先运行 banli build"));
    told(&["map", "--suggest", &folder], 2, "错误：文件夹中没有可读的来源文件".to_owned());
    told(&["hosting", "-o", &export], 3, format!("错误：建不了 {export}：已经存在"));
    let refused = "http://127.0.0.1:1/";
    told(
        &["doctor", refused],
        3,
        format!("错误：连不上 {refused}：对方拒绝连接\n提示：请检查服务器是否在运行、网址中的端口是否正确"),
    );
}

#[test]
fn what_can_not_be_compared_or_explained_is_told_in_chinese() {
    let place = Place::new("wrong-figures");
    let export = place.write("export.json", sample(12));
    let told = |arguments: &[&str], text: &str| {
        assert_eq!(said(&[arguments, &[&export]].concat()), (Some(2), format!("错误：{text}\n")));
    };
    told(&["diff"], "请写两份导出文件：banli diff 较早的 较新的；有多份时，较早的各写在一个 --since 后面");
    told(&["diff", &export], "较早和较新的导出都截至 2025-11-30：请给出 `as_of` 更早的一份");
    let other = sample(12).replace("\"publisher\":{\"id\":\"", "\"publisher\":{\"id\":\"other-");
    let other = place.write("other.json", other);
    let apart = "没有哪个发布单位既有较早的、又有较新的导出：请比较 `publisher.id` 相同的导出";
    told(&["diff", &other], apart);
    told(&["check", "--since", &other], apart);
    told(&["explain", "x"], "没有指标 \"x\"：用 banli explain --list 查看全部");
    told(
        &["explain", "satisfacton"],
        "没有指标 \"satisfacton\"；是不是 satisfaction？用 banli explain --list 查看全部",
    );
    for (filter, text) in [
        ("unit", "\"unit\" 不是筛选条件：写作 unit=标识，并给整个地址加上引号"),
        ("a=b", "\"a\" 不是筛选条件：可以用 unit、session、category、kind、role、month、reading"),
        ("unit=x", "导出文件中没有单位 \"x\"：用 banli explain --list 加导出文件名查看全部"),
        ("kind=x", "\"x\" 不是件的类型：可以写 suggestion、proposal、motion"),
        ("role=x", "\"x\" 不是承办方式：可以写 lead、sole、separate、joint"),
        ("month=x", "\"x\" 不是月份：写作 2025-03 的形式"),
        ("reading=x", "`reading` 不能写 \"x\"：写 first（初次）或 latest（最近）"),
        ("month=2025-03 month=2025-04", "`month` 写了两次"),
    ] {
        told(&["explain", &format!("satisfaction {filter}")], text);
    }
    let list = expect(&["explain", "--list", "--lang", "zh"], 0, &["unit=…  单位的标识\n"]);
    assert!(list.ends_with("reading=…  first（初次）或 latest（最近）：满意率按哪次评价计算\n"), "{list}");
}

#[test]
fn the_comments_of_first_files_are_of_the_locale() {
    let place = Place::new("comments");
    let comments = |path: &str| {
        let text = std::fs::read_to_string(path).expect("a file");
        let is_comment = |line: &&str| line.starts_with("# ") && !line.contains(" = ") && !line.starts_with("#  ");
        text.lines().filter(is_comment).map(str::to_owned).collect::<Vec<_>>()
    };
    let is_chinese = |line: &str| line.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let (zh, en) = (place.path("zh"), place.path("en"));
    assert_eq!(said(&["init", &zh, "--yes"]).0, Some(0));
    expect(&["init", &en, "--yes", "--lang", "en"], 0, &[]);
    for name in ["site.toml", "mapping-example/mapping.toml"] {
        let [chinese, english] = [&zh, &en].map(|folder| comments(&format!("{folder}/{name}")));
        assert!(chinese.len() > 4 && english.len() > 4, "{name}");
        assert!(chinese.iter().all(|line| is_chinese(line)), "{name}: {chinese:?}");
        assert!(!english.iter().any(|line| is_chinese(line)), "{name}: {english:?}");
    }
    // A suggested mapping says what each guess rests on.
    let (mapping, ledger) = (place.path("mapping.toml"), place.write("ledger.csv", ledger()));
    assert_eq!(said(&["map", "--suggest", "-o", &mapping, &ledger]), (Some(0), String::new()));
    let text = std::fs::read_to_string(&mapping).expect("a mapping");
    assert!(
        text.starts_with("# 初步的映射，由 10 条记录推测而成。请逐行看过、改好，再试一试：\n#   banli map -m "),
        "{text}"
    );
    assert!(text.contains("\n# 案由：按名称推测；10 条记录中有 10 条有值\ntitle = \"案由\"\n"), "{text}");
    assert!(text.contains("\n# 没有推测出用途、因而不会公开的字段；括号中是值的个数：\n#   "), "{text}");
    let comments = text.lines().filter(|line| line.starts_with("# ") && !line.starts_with("#  "));
    assert!(comments.clone().count() > 10 && comments.clone().all(is_chinese), "{text}");
    generator::mapping::Mapping::parse(&text).expect("a mapping");
}
