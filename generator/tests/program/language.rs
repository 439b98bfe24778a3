//! The program speaks the language of the system or the one asked for; what programs read stays English.

use std::process::Command;

use super::place::Place;
use super::{expect, sample};

/// Both outputs of a run under a locale.
fn under(locale: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banli"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let output = command.envs(locale.iter().copied()).args(arguments).output().expect("it runs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
}

#[test]
fn the_locale_or_the_wish_decides_the_language() {
    let place = Place::new("language");
    let broken = place.write("broken.json", "{\"banli\": 1");
    let arguments = ["check", &broken];
    for locale in [
        &[("LANG", "zh_CN.UTF-8")][..],
        &[("LC_ALL", "zh_CN"), ("LANG", "en_GB.UTF-8")],
        &[("LC_MESSAGES", "zh"), ("LANG", "C")],
    ] {
        assert!(under(locale, &arguments).contains("文件在数据中间就结束了"), "{locale:?}");
    }
    for locale in [&[][..], &[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")], &[("LANG", "de_DE.UTF-8")]] {
        assert!(under(locale, &arguments).contains("the file ends in the middle of the data"), "{locale:?}");
    }
    let zh = [("LANG", "zh_CN.UTF-8")];
    assert!(under(&zh, &["check", "--lang", "en", &broken]).contains("the file ends"));
    assert!(under(&zh, &["check", "--format", "json", &broken]).contains("the file ends"), "programs read English");
    expect(&["check", "--format", "json", "--lang", "zh", &broken], 1, &["文件在数据中间就结束了"]);
    let missing = place.path("missing.json");
    let said = under(&zh, &["build", "-o", &place.path("site"), &missing]);
    assert_eq!(said, format!("错误：读不了导出文件 {missing}：没有这个文件或文件夹\n"));
    let site = place.path("site");
    let said = under(&zh, &["build", "--lang", "en", "-o", &site, &missing]);
    assert!(said.starts_with("error: cannot read"), "errors heed the wish too: {said}");
    let export = place.write("export.json", sample(12));
    let said = under(&zh, &["build", "-o", &place.path("site"), &export]);
    assert!(said.contains("已发布："), "{said}");
}

#[test]
fn the_desk_speaks_both_languages() {
    let place = Place::new("desk-language");
    let export: serde_json::Value = serde_json::from_str(&sample(12)).expect("an export");
    let plain = place.write("export.json", export.to_string());
    let mut other = export.clone();
    other["items"][0]["title"] = "关于另一件事的建议".into();
    let other = place.write("other.json", other.to_string());
    let mut private = export;
    private["items"][1]["note"] = "联系13800138000".into();
    let private = place.write("private.json", private.to_string());
    let (site, zh) = (place.path("site"), [("LANG", "zh_CN.UTF-8")]);
    let say = |arguments: &[&str], chinese: &[&str], english: &[&str]| {
        let [in_chinese, by_wish] = [under(&zh, arguments), under(&[], &[arguments, &["--lang", "zh"]].concat())];
        assert_eq!(in_chinese, by_wish);
        let in_english = under(&zh, &[arguments, &["--lang", "en"]].concat());
        for (said, words) in [(&in_chinese, chinese), (&in_english, english)] {
            words.iter().for_each(|words| assert!(said.contains(words), "no {words:?} in: {said}"));
        }
        // What a person reads is in one language, but for names of files, commands and keys.
        assert!(!in_english.contains(['：', '，', '。', '；']), "{in_english}");
    };
    expect(&["build", "-o", &site, &plain], 0, &[]);
    say(&["verify", &site, &plain], &["与应有的站点一致", "0 个内容不同"], &["is the same: ", "0 differ"]);
    place.write("site/index.html", "theirs");
    place.write("site/theirs.txt", "theirs");
    say(
        &["verify", "--all", &site, &other],
        &["内容不同：index.html", "多出：theirs.txt", "来源不同：导出文件 export.json：只用于站点，blake3 ", "不一致"],
        &["differs: index.html", "extra: theirs.txt", "made from something else: export export.json: only there, "],
    );
    say(
        &["check", "--private", &private],
        &[
            "（记录 ",
            "mobile 138****8000：使建站停止；隐去后写作 138****8000",
            "使建站停止：1 个手机号码",
            "写进 mask：\"mobile\"",
        ],
        &["(item ", "mobile 138****8000: stops the build; masked", "stops the build: 1 mobile number", "to `mask`"],
    );
    let config = place.write("site.toml", "[privacy]\nmask = [\"mobile\"]\n");
    say(
        &["check", "--private", "-c", &config, &private],
        &["已隐去，写作 138****8000", "已隐去：1 个手机号码"],
        &["is masked: 138****8000", "masked: 1 mobile number"],
    );
    say(&["check", "--private", &plain], &["没有发现不应公开的内容"], &["nothing private found"]);
    let out = place.path("masked");
    let build = ["build", "-c", &config, "-o", &out, &private];
    assert!(under(&zh, &build).contains("已隐去1 个手机号码：用 banli check --private 逐条查看"));
    assert_eq!(under(&zh, &["verify", &place.path("none")]).lines().next().map(|line| line.contains('：')), Some(true));
}

#[test]
fn a_served_folder_is_announced_in_both_languages() {
    use std::io::{BufRead, BufReader};
    let place = Place::new("served-language");
    let site = place.path("site");
    expect(&["build", "-o", &site, &place.write("export.json", sample(12))], 0, &[]);
    for (lang, words) in [("zh", "展示文件夹"), ("en", "serving ")] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_banli"))
            .args(["preview", "--port", "0", "--lang", lang, &site])
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut line = String::new();
        let read = BufReader::new(child.stdout.take().expect("an output")).read_line(&mut line);
        let _ = child.kill();
        let _ = child.wait();
        read.expect("a line");
        assert!(line.contains(words) && line.contains("http://127.0.0.1:") && line.contains(&site), "{line}");
    }
}

#[test]
fn stages_and_schemas_speak_the_readers_language() {
    let place = Place::new("stages");
    let export = place.write("export.json", sample(12));
    let (site, zh) = (place.path("site"), [("LANG", "zh_CN.UTF-8")]);
    let stages = |said: &str| -> Vec<String> {
        let timed = said.lines().filter(|line| line.ends_with(" ms"));
        timed.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
    };
    let build = ["build", "--timings", "-o", &site, &export];
    assert_eq!(stages(&under(&zh, &build)), ["读取", "比较", "核对", "检查", "查漏", "规划", "生成", "发布"]);
    assert_eq!(stages(&under(&[], &build)), ["load", "compare", "verify"], "it is up to date");
    let title = "\"title\": \"Banli 站点配置\"";
    let described = "\"description\": \"站点的名称；不写时由发布单位的名称组成。\"";
    for said in [under(&zh, &["schema", "site"]), under(&[], &["schema", "site", "--lang", "zh"])] {
        assert!(said.contains(title) && said.contains(described), "{said}");
    }
    let said = under(&zh, &["schema", "site", "--lang", "en"]);
    assert!(said.contains("Banli site configuration") && !said.contains("站点的名称"), "{said}");
    assert_eq!(said, under(&[], &["schema", "site"]));
    // What `init` lays beside the configuration for the editor, and what stands on the site.
    let folder = place.path("new");
    under(&zh, &["init", &folder, "--yes"]);
    let read = |path: &str| std::fs::read_to_string(place.path(path)).expect("a schema");
    assert!(read("new/site.schema.json").contains(described));
    assert!(read("site/data/export.schema.json").contains("一个发布单位截至某日的办理数据。"));
}

#[test]
fn gaps_of_catalogues_are_told_by_the_preview_as_by_a_check() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let place = Place::new("preview-gaps");
    let config = place.write("site.toml", "languages = [\"zh\", \"fr\"]\ntheme = \"theme\"\n");
    let catalogue = "language-tag = fr\nlanguage-name = Français\n";
    place.write("theme/i18n/fr.ftl", format!("{catalogue}nav-hom = Accueil\n"));
    let export = place.write("export.json", sample(3));
    let checked = under(&[("LANG", "zh_CN.UTF-8")], &["check", "-c", &config, &export]);
    let noted: Vec<&str> = checked.lines().filter(|line| line.starts_with("说明：")).collect();
    assert_eq!(noted.len(), 2, "{checked}");
    let mut child = Command::new(env!("CARGO_BIN_EXE_banli"))
        .args(["preview", "--port", "0", "--lang", "zh", "-c", &config, &export])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stderr.take().expect("an output")).lines();
    let mut next = |begin: &str| lines.by_ref().map_while(Result::ok).find(|line| line.starts_with(begin));
    let told = [next("说明："), next("说明：")];
    // The text is called rightly: one gap less, and nothing is idle.
    place.write("theme/i18n/fr.ftl", format!("{catalogue}nav-home = Accueil\n"));
    let later = next("说明：");
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(told.map(Option::unwrap_or_default), [noted[0], noted[1]]);
    let later = later.expect("a note");
    assert!(later.starts_with("说明：i18n/fr.ftl：缺 ") && later != noted[0], "{later}");
}
