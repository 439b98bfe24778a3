//! A publisher's own theme that is wrong: the file, the line, what it is and what to do, in both languages; the old site
//! stays whole.

use std::process::Command;

use super::CACHE;
use super::place::Place;
use super::{expect, sample};

/// A template, and what is said of it in English and in Chinese, without the line that is quoted.
type Case = (&'static str, &'static str, [&'static str; 2]);

/// What only shows when a page is made.
const RENDERED: [Case; 10] = [
    (
        "404.html",
        "<p>\n甲{{ view.nothing }}",
        [
            "2: nothing is called `view.nothing` here|check its spelling, and compare with the built-in template of the same name",
            "2：这里没有叫 `view.nothing` 的值|请检查拼写，并与同名的内置模板对照",
        ],
    ),
    (
        "404.html",
        "{{ page.title|uper }}",
        [
            "1: there is no filter `uper`|check its spelling, or take it out",
            "1：没有过滤器 `uper`|请检查拼写，或去掉它",
        ],
    ),
    (
        "404.html",
        "{% if page.title is strange %}x{% endif %}",
        [
            "1: there is no test `strange`|check its spelling, or take it out",
            "1：没有判断 `strange`|请检查拼写，或去掉它",
        ],
    ),
    (
        "404.html",
        "{{ strange() }}",
        [
            "1: there is no function `strange`|check its spelling, or take it out",
            "1：没有函数 `strange`|请检查拼写，或去掉它",
        ],
    ),
    (
        "404.html",
        "{% import \"parts.html\" as parts %}{{ parts.rows() }}",
        [
            "1: there is no macro or method `rows`|check its spelling, or take it out",
            "1：没有宏或方法 `rows`|请检查拼写，或去掉它",
        ],
    ),
    (
        "404.html",
        "{% extends \"bace.html\" %}",
        [
            "1: there is no template \"bace.html\"; did you mean \"base.html\"?|put the file into the theme's folder templates, or take out what asks for it",
            "1：没有模板 \"bace.html\"；是不是 \"base.html\"？|请把这个文件放进模板文件夹的 templates，或去掉用到它的地方",
        ],
    ),
    (
        "404.html",
        "{% include \"zzzzzz.html\" %}",
        [
            "1: there is no template \"zzzzzz.html\"|put the file into the theme's folder templates, or take out what asks for it",
            "1：没有模板 \"zzzzzz.html\"|请把这个文件放进模板文件夹的 templates，或去掉用到它的地方",
        ],
    ),
    (
        "404.html",
        "{{ page.title + 1 }}",
        [
            "1: this can't be done: tried to use + operator on unsupported types a text and a number|values are finished texts and lists: place them, or ask if they are there",
            "1：不能这样做：文字和数字之间不能用 +|模板中的值都是写好的文字和列表：只能放置，或判断有没有",
        ],
    ),
    (
        "404.html",
        "{% for a in 5 %}{{ a }}{% endfor %}",
        [
            "1: this can't be done: a number is not iterable|values are finished texts and lists: place them, or ask if they are there",
            "1：不能这样做：数字不能逐项列出|模板中的值都是写好的文字和列表：只能放置，或判断有没有",
        ],
    ),
    (
        "404.html",
        "{{ page.title|upper(1) }}",
        [
            "1: too many values are given here|look at the built-in template: it shows what a macro takes",
            "1：这里给的值太多|请参照内置模板：其中写明宏要哪些值",
        ],
    ),
];

/// What shows before any page is made.
const READ: [Case; 7] = [
    (
        "404.html",
        "{{ wrong",
        [
            "1: the file ends before a tag or block is closed|write what is missing, such as %}, }}, endif, endfor or endblock",
            "1：文件结束时还有标签或块没有收尾|请补上缺少的部分，例如 %}、}}、endif、endfor 或 endblock",
        ],
    ),
    (
        "base.html",
        "\n\n{% nonsense %}",
        [
            "3: this can't be read as a template: unknown statement nonsense|correct this line: the built-in template of the same name shows how it is written",
            "3：模板写法有误：没有语句 nonsense，或此处没有它可以收尾的块|请改正这一行：写法可参照同名的内置模板",
        ],
    ),
    (
        "404.html",
        "{{ (page.title }}",
        [
            "1: this can't be read as a template: unexpected `}`, expected `)`|correct this line: the built-in template of the same name shows how it is written",
            "1：模板写法有误：这里是 `}`，应为 `)`|请改正这一行：写法可参照同名的内置模板",
        ],
    ),
    (
        "404.html",
        "{{ \"abc }}",
        [
            "1: this can't be read as a template: unexpected end of string|correct this line: the built-in template of the same name shows how it is written",
            "1：模板写法有误：引号没有收尾|请改正这一行：写法可参照同名的内置模板",
        ],
    ),
    (
        "404.html",
        "\n[[nav-hom]]",
        [
            "2: the catalogue has no text `nav-hom`; did you mean `nav-home`?|correct the key, or write the text in the theme's folder i18n",
            "2：文字目录里没有 `nav-hom`；是不是 `nav-home`？|请改正键名，或在模板文件夹的 i18n 中写上这条文字",
        ],
    ),
    (
        "404.html",
        "[[nav-home",
        [
            "1: `[[` without `]]`|write [[ and ]] around the key of a text",
            "1：`[[` 缺少 `]]`|文字的键名要写在 [[ 和 ]] 之间",
        ],
    ),
    (
        "navigation.html",
        "{{ view.navi }}",
        [
            "1: nothing is called `view.navi` here|check its spelling, and compare with the built-in template of the same name",
            "1：这里没有叫 `view.navi` 的值|请检查拼写，并与同名的内置模板对照",
        ],
    ),
];

/// Exit code and everything that a build says under a locale.
fn built(locale: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut banli = Command::new(env!("CARGO_BIN_EXE_banli"));
    let output = banli.arg("build").args(arguments).env("LC_ALL", locale).env("XDG_CACHE_HOME", CACHE).output();
    let output = output.expect("it runs");
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
}

#[test]
fn a_broken_theme_is_told_with_file_line_and_what_to_do_and_the_old_site_stays() {
    let place = Place::new("theming");
    let export = place.write("export.json", sample(3));
    let config = place.write("site.toml", "theme = \"theme\"\nlanguages = [\"zh\"]\n");
    let (theme, site) = (place.path("theme"), place.path("site"));
    std::fs::create_dir_all(&theme).expect("a theme");
    let build = ["-c", &config, "-o", &site, &export];
    expect(&[&["build"], &build[..]].concat(), 0, &[]);
    let before = place.files("site");
    for ((name, text, wanted), at_page) in
        RENDERED.iter().map(|case| (case, true)).chain(READ.iter().map(|case| (case, false)))
    {
        let path = place.write(&format!("theme/templates/{name}"), text);
        let page =
            if at_page { ["the page 404.html can't be made: ", "页面 404.html 做不出来："] } else { ["", ""] };
        for (locale, head, page, wanted) in
            [("C.UTF-8", "error: ", page[0], wanted[0]), ("zh_CN.UTF-8", "错误：", page[1], wanted[1])]
        {
            let (code, said) = built(locale, &build);
            assert_eq!(code, Some(2), "{said}");
            let plain: Vec<&str> = said.lines().filter(|line| !line.contains(" |") && !line.contains(" | ")).collect();
            let (what, hint) = wanted.split_once('|').expect("what to do");
            let between = if locale == "C.UTF-8" { ":" } else { "：" };
            let (line, what) = what.split_once(between).expect("a line");
            assert_eq!(plain, [format!("{head}{page}templates/{name}:{line}{between}{what}").as_str(), hint], "{said}");
            let quoted = text.lines().nth(line.parse::<usize>().expect("a line") - 1).expect("its line");
            assert!(said.contains(&format!("\n{line} | {quoted}\n")), "{said}");
        }
        std::fs::remove_file(path).expect("removed");
    }
    assert!(place.files("site") == before, "the old site stays");
}

#[test]
fn what_is_included_is_told_where_it_stands_and_what_is_meant_is_marked() {
    let place = Place::new("theming-marks");
    let export = place.write("export.json", sample(3));
    let config = place.write("site.toml", "theme = \"theme\"\n");
    let site = place.path("site");
    place.write("theme/templates/own.html", "<p>\n<b>甲</b> {{ view.nothing }}\n");
    place.write("theme/templates/404.html", "{% include \"own.html\" %}");
    let (code, said) = built("C.UTF-8", &["-c", &config, "-o", &site, &export]);
    let quoted = "\n  |\n2 | <b>甲</b> {{ view.nothing }}\n  |    \u{3000}        ^^^^^^^^^^^^\n";
    assert!(code == Some(2) && said.contains("templates/own.html:2: ") && said.contains(quoted), "{said}");
    // Parts are made for a list that asks for them.
    place.write("theme/templates/404.html", "<p>");
    let parts = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../site/templates/parts.html"));
    let parts = parts.expect("the built-in parts").replace("{{ view.state.text }}", "{{ view.state.titel }}");
    place.write("theme/templates/parts.html", parts);
    let (code, said) = built("zh_CN.UTF-8", &["-c", &config, "-o", &site, &export]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("错误：页面 ") && said.contains(" 做不出来：templates/parts.html:"), "{said}");
    assert!(said.contains("：这里没有叫 `") && said.contains("titel` 的值\n"), "{said}");
    // Not a text.
    let path = place.write("theme/templates/parts.html", b"\xff");
    let (code, said) = built("zh_CN.UTF-8", &["-c", &config, "-o", &site, &export]);
    assert_eq!((code, said), (Some(2), format!("错误：{path} 不是 UTF-8 编码的文字：请另存为 UTF-8\n")));
}
