//! What JSON Schemas say of their fields, in Chinese. Their English is the documentation of the types that they are made
//! from; here each stands with its Chinese, and a test asks for every one.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::config::Lang;

const PAIRS: [&str; 4] = [
    include_str!("schema.export.zh.txt"),
    include_str!("schema.site.zh.txt"),
    include_str!("schema.mapping.zh.txt"),
    include_str!("schema.changes.zh.txt"),
];

static TEXTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| PAIRS.into_iter().flat_map(pairs).collect());

fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split("\n\n").filter(|block| !block.starts_with("# ")).filter_map(|block| block.trim_end().split_once('\n'))
}

/// A schema with what it says in a language. What has no Chinese stays English.
pub fn described(mut schema: Value, lang: Lang) -> Value {
    if lang.is_chinese() {
        said(&mut schema, &mut |text| {
            if let Some(chinese) = TEXTS.get(text.replace('\n', " ").as_str()) {
                (*chinese).clone_into(text);
            }
        });
    }
    schema
}

/// Every title and description of a schema; names of fields, examples and values are none.
fn said(schema: &mut Value, each: &mut dyn FnMut(&mut String)) {
    match schema {
        Value::Object(parts) => {
            for (name, part) in parts {
                match (name.as_str(), part) {
                    ("title" | "description", Value::String(text)) => each(text),
                    // Here keys are names of fields, whatever they are.
                    ("properties" | "$defs", Value::Object(named)) => {
                        named.values_mut().for_each(|part| said(part, each));
                    }
                    ("const" | "default" | "enum" | "examples", _) => {}
                    (_, part) => said(part, each),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| said(part, each)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PAIRS, TEXTS, described, pairs, said};
    use crate::config::{self, Lang};
    use crate::{diff, mapping};

    #[test]
    fn every_field_is_described_in_chinese_and_every_description_is_a_fields() {
        let all = [outcomes::schema::export_schema(), config::schema(), mapping::schema(), diff::schema()];
        let mut known = BTreeSet::new();
        for schema in &all {
            said(&mut schema.clone(), &mut |text| {
                let text = text.replace('\n', " ");
                assert!(TEXTS.contains_key(text.as_str()), "no Chinese of: {text}");
                known.insert(text);
            });
            let mut count = 0;
            said(&mut described(schema.clone(), Lang::ZH), &mut |text| {
                count += 1;
                assert!(text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{text}");
            });
            assert!(count > 50, "{count}");
            assert_eq!(&described(schema.clone(), Lang::EN), schema);
        }
        let mut seen = BTreeSet::new();
        for (english, chinese) in PAIRS.into_iter().flat_map(pairs) {
            assert!(known.contains(english), "nothing says: {english}");
            assert!(seen.insert(english), "twice: {english}");
            let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
            let [said, meant] = [english, chinese].map(quoted);
            assert!(said.is_subset(&meant), "{english}: {chinese}");
        }
    }
}
