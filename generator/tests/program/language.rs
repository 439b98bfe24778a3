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
