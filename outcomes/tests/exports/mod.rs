//! Small exports for tests, read by the real reader.

use outcomes::dataset::{Dataset, Rules};
use outcomes::read::{SourceFile, read};
use serde_json::{Value, json};

/// An export of two units and three members, as of 2022-11-02, with these items.
pub fn export(items: Value) -> String {
    json!({
        "banli": 1,
        "publisher": { "id": "lake-city", "name": "湖城市" },
        "as_of": "2022-11-02",
        "sessions": [{ "id": "s1", "body": "cppcc", "year": 2022, "name": "市政协六届一次会议" }],
        "units": [{ "id": "finance", "name": "市财政局" }, { "id": "planning", "name": "市规划局" }],
        "proposers": [
            { "id": "liu", "name": "刘露", "type": "member" },
            { "id": "chen", "name": "陈晨", "type": "member" },
            { "id": "wang", "name": "王皖", "type": "member" },
        ],
        "categories": [{ "id": "transport", "name": "交通出行" }],
        "items": items,
    })
    .to_string()
}

/// An item with these assignments.
pub fn item(id: &str, assignments: Value) -> Value {
    json!({ "id": id, "session": "s1", "kind": "proposal", "proposers": ["liu", "chen"], "assignments": assignments })
}

/// Reads an export that has no error and looks at its dataset.
#[allow(dead_code, reason = "not every test looks at one export")]
pub fn with<T>(text: &str, rules: Rules, look: impl FnOnce(&Dataset) -> T) -> T {
    let files = [SourceFile { name: "export.json", bytes: text.as_bytes(), lines: false }];
    let (data, issues) = read(&files, &rules);
    let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
    look(&data)
}
