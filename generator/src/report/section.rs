//! Whose an issue is: the unit and the item around it, looked up in the export as it is written, since an
//! export with errors makes no dataset.

use std::collections::HashMap;

use outcomes::date::Date;
use outcomes::issue::Issue;
use outcomes::read::SourceFile;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// Unit and item that an issue is about, as far as the export tells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Owner {
    /// Name of the unit: the one whose duty it is in, else the item's first.
    pub unit: Option<String>,
    /// The item's number, where it has one.
    pub number: Option<String>,
}

/// What an export says of itself, as far as it can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// The day the data describes.
    pub as_of: Option<Date>,
}

/// The owners of issues, by what stays the same when places are turned back to a source's own files.
#[derive(Debug, Default)]
pub struct Sections {
    owners: HashMap<(&'static str, Option<String>, String), Owner>,
    /// What each export says of itself.
    pub exports: Vec<About>,
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(default)]
    publisher: Value,
    #[serde(default)]
    as_of: Value,
    #[serde(default)]
    units: Value,
    #[serde(borrow, default)]
    items: Option<&'a RawValue>,
}

impl Sections {
    /// Looks up the owners of issues, which are placed in `files` as the reader takes them.
    pub fn of(files: &[SourceFile], issues: &[Issue]) -> Self {
        let (mut owners, mut exports) = (HashMap::new(), Vec::new());
        for file in files {
            let own: Vec<&Issue> = issues.iter().filter(|issue| issue.place.file == file.name).collect();
            let lines: Vec<&[u8]> =
                if file.lines { file.bytes.split(|byte| *byte == b'\n').collect() } else { Vec::new() };
            let head = if file.lines { lines.first().copied().unwrap_or_default() } else { file.bytes };
            let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
            let Ok(head) = serde_json::from_slice::<Head>(head) else { continue };
            exports.push(About {
                publisher: head.publisher["name"].as_str().map(str::to_owned),
                as_of: head.as_of.as_str().and_then(|day| day.parse().ok()),
            });
            if own.is_empty() {
                continue;
            }
            let listed: Vec<&RawValue> =
                head.items.and_then(|items| serde_json::from_str(items.get()).ok()).unwrap_or_default();
            for issue in own {
                let mut steps = issue.place.pointer.split('/').skip(1);
                let item = if file.lines {
                    (issue.place.line as usize)
                        .checked_sub(1)
                        .filter(|at| *at > 0)
                        .and_then(|at| lines.get(at).copied())
                } else {
                    let at = (steps.next() == Some("items")).then(|| steps.next()?.parse().ok()).flatten();
                    at.and_then(|at: usize| Some(listed.get(at)?.get().as_bytes()))
                };
                let Some(item) = item.and_then(|item| serde_json::from_slice::<Value>(item).ok()) else { continue };
                let duty = (steps.next() == Some("assignments")).then(|| steps.next()?.parse().ok()).flatten();
                let owner = owner(&item, duty.unwrap_or(0), &head.units);
                owners.insert((issue.code, issue.place.item.clone(), issue.what.clone()), owner);
            }
        }
        Self { owners, exports }
    }

    /// The owner of an issue, wherever it is placed now.
    pub fn owner(&self, issue: &Issue) -> Owner {
        let key = (issue.code, issue.place.item.clone(), issue.what.clone());
        self.owners.get(&key).cloned().unwrap_or_default()
    }
}

fn owner(item: &Value, duty: usize, units: &Value) -> Owner {
    let id = item["assignments"][duty]["unit"].as_str();
    let named = |id: &str| {
        let unit = units.as_array()?.iter().find(|unit| unit["id"].as_str() == Some(id))?;
        unit["name"].as_str().map(str::to_owned)
    };
    Owner {
        unit: id.map(|id| named(id).unwrap_or_else(|| id.to_owned())),
        number: item["number"].as_str().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use outcomes::issue::{Issue, Place, Severity};
    use outcomes::read::SourceFile;

    use super::{Owner, Sections};

    #[test]
    fn an_issue_belongs_to_the_unit_whose_duty_it_is_in() {
        let head = r#""units":[{"id":"a","name":"市教育局"},{"id":"b","name":"市财政局"}]"#;
        let item = r#"{"id":"i","number":"007","assignments":[{"unit":"a"},{"unit":"b"},{"unit":"c"}]}"#;
        let (whole, lines) = (format!("{{{head},\"items\":[{{}},{item}]}}"), format!("{{{head}}}\n{{}}\n{item}\n"));
        let issue = |file: &str, line, pointer: &str| Issue {
            code: "E0111",
            severity: Severity::Error,
            place: Place { file: file.into(), line, column: 1, pointer: pointer.into(), item: Some("i".into()) },
            what: pointer.to_owned(),
            hint: String::new(),
            private: None,
        };
        let files = [
            SourceFile { name: "a.json", bytes: whole.as_bytes(), lines: false },
            SourceFile { name: "a.ndjson", bytes: lines.as_bytes(), lines: true },
        ];
        let of = |pointer: &str| Owner { unit: Some(pointer.to_owned()), number: Some("007".to_owned()) };
        for (at, prefix) in [(0, "/items/1"), (1, "")] {
            let place = |rest: &str| issue(files[at].name, 3, &format!("{prefix}{rest}"));
            let issues = [
                place("/assignments/1/replies/0/date"),
                place("/title"),
                place("/assignments/2"),
                issue(files[at].name, 1, "/as_of"),
            ];
            let sections = Sections::of(&files, &issues);
            let owners: Vec<Owner> = issues.iter().map(|issue| sections.owner(issue)).collect();
            assert_eq!(owners, [of("市财政局"), of("市教育局"), of("c"), Owner::default()]);
        }
    }
}
