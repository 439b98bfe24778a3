//! The data sets that come with the program are read without a fault.

use outcomes::dataset::Rules;
use outcomes::read::{SourceFile, read};
use outcomes::summary::summarize;

#[test]
fn the_xianning_export_is_sound() {
    let bytes = include_bytes!("../../data/xianning-2022/export.json");
    let files = [SourceFile { name: "export.json", bytes, lines: false }];
    let (data, issues) = read(&files, &Rules::default());
    let text: Vec<String> = issues.iter().map(ToString::to_string).collect();
    let data = data.unwrap_or_else(|| panic!("{}", text.join("\n")));
    assert_eq!(data.items.len(), 6);
    assert_eq!(summarize(&data).whole.items, 6);
}
