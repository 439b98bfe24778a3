//! Scripts and styles as readers are sent them: without the comments and the indents that only
//! their writers need.

/// A script without lines that hold nothing but a comment, without indents, blank lines, and the
/// spaces beside signs.
///
/// Meant for scripts in which no text goes over several lines; a test holds ours to it.
pub fn script(source: &str) -> String {
    let mut lean = String::with_capacity(source.len());
    for line in kept(source, |line| line.starts_with("//")).lines() {
        // Within a template, an expression or a comment at the end spaces may mean something.
        if line.contains(['`', '/', '\\']) {
            lean.push_str(line);
        } else {
            without_spaces(line, &mut lean);
        }
        lean.push('\n');
    }
    lean
}

/// Signs beside which a space says nothing; with `+` and `-` it may, since `a + +b` is not `a++b`.
const SIGNS: &[u8] = b"=<>&|?:;,(){}[]*!";

/// Appends a line without the spaces beside signs, those within quotes excepted.
fn without_spaces(line: &str, out: &mut String) {
    let mut quote = None;
    let bytes = line.as_bytes();
    let is_sign = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| SIGNS.contains(byte));
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == ' ' && (is_sign(at.checked_sub(1)) || is_sign(Some(at + 1))) => continue,
            _ => {}
        }
        out.push(c);
    }
}

/// A style sheet without lines that hold nothing but a comment, and without indents and blank lines.
pub fn styles(source: &str) -> String {
    kept(source, |line| line.starts_with("/*") && line.ends_with("*/"))
}

fn kept(source: &str, is_comment: impl Fn(&str) -> bool) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.fold(String::with_capacity(source.len()), |kept, line| kept + line + "\n")
}

#[cfg(test)]
mod tests {
    use include_dir::{Dir, include_dir};

    use super::{script, styles};

    static ASSETS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../site/assets");

    #[test]
    fn only_comments_and_blanks_go() {
        let source = "// why\n'use strict';\n\n  const a = 'b // c'; // d\n    // e\n  a();\n";
        assert_eq!(script(source), "'use strict';\nconst a = 'b // c'; // d\na();\n");
        let source = "if (a && b) c = { d: 'e = f', g: h + -i } ;\nlet j = `k = ${l}`;\nreturn [...m].map(({ n }) => n ?? \"o ? p\")\n";
        let lean = "if(a&&b)c={d:'e = f',g:h + -i};\nlet j = `k = ${l}`;\nreturn[...m].map(({n})=>n??\"o ? p\")\n";
        assert_eq!(script(source), lean);
        assert_eq!(styles("/* why */\na{b:c}\n  d{e:f} /* g */\n"), "a{b:c}\nd{e:f} /* g */\n");
    }

    #[test]
    fn no_text_of_our_scripts_goes_over_several_lines() {
        for file in ASSETS.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "js")) {
            let source = file.contents_utf8().expect("a script in UTF-8");
            for (at, line) in source.lines().enumerate() {
                let ticks = line.matches('`').count() - line.matches("\\`").count();
                let comment = line.trim_start().starts_with("//");
                assert!(comment || ticks % 2 == 0, "{} line {}: {line}", file.path().display(), at + 1);
                assert!(!line.contains("/*") || line.contains("*/"), "{} line {}", file.path().display(), at + 1);
            }
        }
    }
}
