//! Help, usage errors, completions and manual pages are in the reader's language.

use std::path::Path;
use std::process::{Command, Output};

use super::place::Place;

const ZH: &str = "zh_CN.UTF-8";

/// A run under a locale.
fn under(locale: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banli"));
    command.env_remove("LC_MESSAGES").env_remove("LANG").env("LC_ALL", locale);
    command.args(arguments).output().expect("it runs")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

/// What a run under a locale prints.
fn printed(locale: &str, arguments: &[&str]) -> String {
    let output = under(locale, arguments);
    assert_eq!((output.status.code(), text(output.stderr)), (Some(0), String::new()), "{arguments:?}");
    text(output.stdout)
}

/// What a usage error says.
fn refused(locale: &str, arguments: &[&str]) -> String {
    let output = under(locale, arguments);
    assert_eq!((output.status.code(), text(output.stdout)), (Some(2), String::new()), "{arguments:?}");
    text(output.stderr)
}

/// Compares with a file beside this one; with `BLESS` set it is written.
#[track_caller]
fn golden(name: &str, said: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/help").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, said).expect("write");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), said, "{name}");
}

fn is_chinese(text: &str) -> bool {
    text.contains(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn help_is_in_chinese_as_it_is_written_here() {
    golden("banli.txt", &printed(ZH, &["--help"]));
    golden("build.txt", &printed(ZH, &["build", "--help"]));
    // Here descriptions stand in a column behind names of two columns a character, with defaults.
    golden("hosting-short.txt", &printed(ZH, &["hosting", "-h"]));
    golden("check.txt", &printed(ZH, &["check", "--help"]));
    assert_eq!(printed(ZH, &["help"]), printed(ZH, &["--help"]));
    assert_eq!(printed(ZH, &["help", "build"]), printed(ZH, &["build", "--help"]));
    assert_eq!(printed("C", &["build", "--lang", "zh", "--help"]), printed(ZH, &["build", "--help"]));
    // Without a command the same goes to the error output.
    assert_eq!(refused(ZH, &[]), printed(ZH, &["-h"]));
}

#[test]
fn help_stays_in_english_elsewhere() {
    let english = printed("en_GB.UTF-8", &["build", "--help"]);
    assert!(
        english
            .starts_with("Build a site; the old one stays whole unless everything is in order\n\nUsage: banli build ")
    );
    for words in
        ["\n\nArguments:\n", "\n\nOptions:\n", "Possible values:", "Print help (see a summary", "\n\nExamples:\n"]
    {
        assert!(english.contains(words), "no {words:?} in: {english}");
    }
    assert!(!is_chinese(&english), "{english}");
    assert_eq!(english, printed(ZH, &["build", "--lang=en", "--help"]));
    assert_eq!(printed(ZH, &["--version"]), printed("C", &["--version"]));
    assert!(refused("C", &["build", "--wrong"]).starts_with("error: unexpected argument '--wrong' found\n"));
}

#[test]
fn usage_errors_are_in_chinese() {
    let usage = "用法：banli build [选项] --out <文件夹> <导出文件>...\n\n用“--help”查看帮助。\n";
    let wrong = "错误：没有选项“--otu”\n\n  提示：如果 --otu 本身就是值，写成 -- --otu\n\n";
    assert_eq!(refused(ZH, &["build", "--otu"]), format!("{wrong}{usage}"));
    assert_eq!(refused("C", &["build", "--otu", "--lang", "zh"]), format!("{wrong}{usage}"));
    for (arguments, said) in [
        (&["bild"][..], "错误：没有命令“bild”\n\n  提示：相近的有“build”\n\n用法：banli <命令>\n"),
        (&["build", "--port", "3"], "错误：没有选项“--port”\n\n  提示：相近的有“--out”\n"),
        (&["build"], "错误：缺少必须写的参数：\n  --out <文件夹>\n  <导出文件>...\n"),
        (&["build", "-o"], "错误：“--out <文件夹>”缺少值\n"),
        (
            &["check", "--format", "htm", "a"],
            "错误：“--format <形式>”的值不能是“htm”\n  [可选值：human, json, sarif, html]\n\n  提示：相近的有“html”\n",
        ),
        (&["preview", "--port", "x", "a"], "错误：“--port <端口>”的值不能是“x”：不是整数\n"),
        (&["preview", "--port", "70000", "a"], "的值不能是“70000”：70000 不在 0 到 65535 之间\n"),
        (&["sample", "--as-of", "2022"], "的值不能是“2022”：不是 YYYY-MM-DD 形式的日期\n"),
        (&["sample", "--items", "99999999999999999999"], "：数字太大\n"),
        (&["map", "--suggest", "-m", "a", "b"], "错误：“--suggest”不能与以下参数同时写：\n  --mapping <文件>\n"),
        (&["build", "-o", "a", "-o", "b", "c"], "错误：“--out <文件夹>”只能写一次\n"),
        (&["build", "--all=x", "-o", "a", "b"], "错误：“--all”不带值，却写了“x”\n"),
        (&["schema", "export", "more"], "错误：多出了参数“more”\n"),
        (&["--", "build"], "  提示：build 是命令，请去掉它前面的 --\n"),
    ] {
        let error = refused(ZH, arguments);
        assert!(error.contains(said), "no {said:?} in: {error}");
        assert!(error.ends_with("用“--help”查看帮助。\n"), "{error}");
    }
}

#[test]
fn manual_pages_and_completions_are_in_chinese() {
    let place = Place::new("chinese-manual");
    let folder = place.path("man");
    printed(ZH, &["man", &folder]);
    let pages = place.files("man");
    assert_eq!(pages.len(), 15, "one for each command and one for all: {:?}", pages.keys());
    for (path, page) in pages {
        let page = text(page);
        assert!(page.starts_with("'\\\" -*- coding: UTF-8 -*-\n.mso zh.tmac\n"), "{path}");
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert!(headings.len() > 4 && headings.iter().all(|heading| is_chinese(heading)), "{path}: {headings:?}");
        assert!(!page.contains("Possible values") && !page.contains("[default"), "{path}");
    }
    let build = text(std::fs::read(place.path("man/banli-build.1")).expect("a page"));
    assert!(build.contains("banli\\-build \\- 建站；一切无误才更新，否则旧站点保持原样\n"), "{build}");
    assert!(printed(ZH, &["man"]).contains("banli\\-build(1)\n建站；"));
    let english = printed("C", &["man"]);
    assert!(english.contains(".SH NAME\nbanli \\- Turns exports") && !is_chinese(&english), "{english}");

    for shell in ["zsh", "fish", "elvish"] {
        let (chinese, english) = (printed(ZH, &["completions", shell]), printed("C", &["completions", shell]));
        assert!(chinese.contains("建站；一切无误才更新") && !chinese.contains("Build a site"), "{shell}");
        assert!(english.contains("Build a site") && !english.contains("建站"), "{shell}");
    }
    // PowerShell on Windows would read the script in another encoding.
    assert_eq!(printed(ZH, &["completions", "powershell"]), printed("C", &["completions", "powershell"]));
}
