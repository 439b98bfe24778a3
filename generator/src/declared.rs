//! Warns where a declared total and the items disagree; the pages show both.

use outcomes::dataset::{Dataset, Declaration};
use outcomes::declared::{computed, differs};
use outcomes::issue::{Issue, Place, Severity};
use outcomes::read::SourceFile;
use outcomes::summary::Summary;

/// One warning a declaration that the items do not bear out.
pub fn warnings(data: &Dataset, summary: &Summary, files: &[SourceFile]) -> Vec<Issue> {
    data.declarations.iter().filter_map(|declaration| warning(data, summary, files, declaration)).collect()
}

fn warning(data: &Dataset, summary: &Summary, files: &[SourceFile], declaration: &Declaration) -> Option<Issue> {
    let differing: Vec<String> = declaration
        .figures
        .iter()
        .filter_map(|figure| {
            let computed = computed(data, summary, declaration, figure);
            let write = |num: u32, den: Option<u32>| den.map_or(num.to_string(), |den| format!("{num}/{den}"));
            differs(figure, computed).then(|| {
                let only: Vec<&str> =
                    figure.kind.map(|kind| kind.key()).into_iter().chain(figure.role.map(|role| role.key())).collect();
                let only = if only.is_empty() { String::new() } else { format!(" ({})", only.join(", ")) };
                let declared = write(figure.value, figure.of);
                let computed = write(computed.num, figure.of.map(|_| computed.den));
                format!("{}{only} {declared}, computed {computed}", figure.measure.key())
            })
        })
        .collect();
    if differing.is_empty() {
        return None;
    }
    let hint = if declaration.partial {
        "the export says that it holds only a part; the pages show both figures"
    } else {
        "the pages show both figures; correct the export, or set `partial` where items are missing"
    };
    Some(Issue {
        code: "W0702",
        severity: Severity::Warning,
        place: Place {
            file: files.get(declaration.source.at()).map_or_else(String::new, |file| file.name.to_owned()),
            line: 1,
            column: 1,
            pointer: "/declarations".to_owned(),
            item: None,
        },
        what: format!(
            "{:?} declares otherwise than the items add up: {}",
            declaration.id.as_str(),
            differing.join("; ")
        ),
        hint: hint.to_owned(),
    })
}
