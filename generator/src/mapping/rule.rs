//! One rule of a mapping: where the value of a field comes from and what is done to it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use regex::Regex;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::dates::DateForm;
use super::path::Path;

/// A rule: the path alone, or a table of what is done.
#[derive(Debug, Default)]
pub struct Rule(pub RuleTable);

/// A rule with everything that can be done to a value. It has one of `from`, `const` and `template`; what
/// they give is split, trimmed, cut by `regex` and looked up in `values`, in this order.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RuleTable {
    /// Path of the value. Of several the first that has a value; in a list of persons or units, all.
    #[schemars(with = "Option<OneOrMany>", example = &"承办单位.名称")]
    pub from: Many<Path>,
    /// The same value in every record.
    #[serde(rename = "const")]
    #[schemars(example = &"lead")]
    pub constant: Option<Scalar>,
    /// A text with paths in braces; no value where one of them has none.
    #[schemars(with = "Option<String>", example = &"2025-s{编号}")]
    pub template: Option<Template>,
    /// Separators: the text is several values.
    #[schemars(with = "Option<OneOrMany>", example = ["、", "，"])]
    pub split: Many<String>,
    /// What joins several values to one text.
    #[schemars(example = &"\n")]
    pub join: Option<String>,
    /// Characters that are cut off at both ends, besides the spaces that always are.
    #[schemars(example = &"《》")]
    pub trim: String,
    /// Regular expression: its first group, or all that it matches, is the value. What it does not match is
    /// reported.
    #[schemars(with = "Option<String>", example = &"第(\\d+)号")]
    pub regex: Option<Pattern>,
    /// The value for each value of the source; an empty one for none. What is not listed is reported.
    #[schemars(example = values_example())]
    pub values: BTreeMap<String, Scalar>,
    /// The value where the source has none, and for whatever `regex` and `values` don't know.
    #[schemars(example = &"lead")]
    pub default: Option<Scalar>,
    /// How dates are written, where the usual forms don't tell.
    #[schemars(example = &"day_first")]
    pub date: DateForm,
    /// Only where this holds; no value otherwise.
    #[schemars(example = when_example())]
    pub when: Option<Condition>,
}

fn values_example() -> serde_json::Value {
    serde_json::json!({ "1": "A", "2": "B", "未定": "" })
}

fn when_example() -> serde_json::Value {
    serde_json::json!({ "from": "状态", "is": "已答复" })
}

/// When a rule or block applies: all that is given must hold for at least one value.
#[derive(Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Path of the value that is looked at.
    #[schemars(with = "String", example = &"状态")]
    pub from: Path,
    /// It is one of these.
    #[serde(default)]
    #[schemars(with = "Option<OneOrMany>", example = ["已答复", "已办结"])]
    pub is: Many<String>,
    /// It is none of these.
    #[serde(default)]
    #[schemars(with = "Option<OneOrMany>", example = &"待交办")]
    pub is_not: Many<String>,
    /// It matches a regular expression.
    #[serde(default)]
    #[schemars(with = "Option<String>", example = &"^已")]
    pub matches: Option<Pattern>,
    /// Whether there is a value at all.
    #[serde(default)]
    #[schemars(example = true)]
    pub filled: Option<bool>,
}

/// A single value that a mapping writes.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a text, a number, true or false")]
pub enum Scalar {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(flag) => flag.fmt(f),
            Self::Whole(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// One text or a list of texts, for the schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// One or several, written as a text or as a list of texts.
#[derive(Debug)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Vec<String>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }
            fn visit_str<E>(self, one: &str) -> Result<Vec<String>, E> {
                Ok(vec![one.to_owned()])
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(texts)
            }
        }
        let texts = deserializer.deserialize_any(Texts)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect::<Result<_, _>>().map(Self)
    }
}

/// Makes a type that is written as a text.
macro_rules! written_as_text {
    ($($name:ty),+) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )+};
}
written_as_text!(Path, Pattern, Template);

/// A regular expression.
#[derive(Debug)]
pub struct Pattern(pub Regex);

impl FromStr for Pattern {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Regex::new(text).map(Self).map_err(|error| error.to_string())
    }
}

impl Pattern {
    /// The first group, or all that is matched; `None` where nothing is.
    pub fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = self.0.captures(text)?;
        found.get(1).or_else(|| found.get(0)).map(|part| part.as_str())
    }
}

/// A text with paths in braces.
#[derive(Debug)]
pub struct Template(pub Vec<Piece>);

/// A piece of a template.
#[derive(Debug)]
pub enum Piece {
    /// A fixed text.
    Text(String),
    /// The value of a path.
    Path(Path),
}

impl FromStr for Template {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (path, after) = after.split_once('}').ok_or("the template has a { without its }")?;
            pieces.extend((!before.is_empty()).then(|| Piece::Text(before.to_owned())));
            pieces.push(Piece::Path(path.parse()?));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Text(rest.to_owned())));
        Ok(Self(pieces))
    }
}

impl RuleTable {
    /// Every path that the rule looks at.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let pieces = self.template.iter().flat_map(|template| &template.0);
        let inside = pieces.filter_map(|piece| match piece {
            Piece::Path(path) => Some(path),
            Piece::Text(_) => None,
        });
        self.from.0.iter().chain(inside).chain(self.when.as_ref().map(|when| &when.from))
    }

    /// Whether values are neither cut nor looked up.
    pub fn is_as_it_is(&self) -> bool {
        self.regex.is_none() && self.values.is_empty()
    }

    fn check(&self) -> Result<(), &'static str> {
        let sources = [!self.from.0.is_empty(), self.constant.is_some(), self.template.is_some()];
        match sources.iter().filter(|given| **given).count() {
            1 => Ok(()),
            0 => Err("a rule needs one of `from`, `const` and `template`"),
            _ => Err("a rule can have only one of `from`, `const` and `template`"),
        }
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = Rule;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a path in quotes, or a rule such as { from = \"类别\", values = { … } }")
            }
            fn visit_str<E: Error>(self, path: &str) -> Result<Rule, E> {
                let from = Many(vec![path.parse().map_err(E::custom)?]);
                Ok(Rule(RuleTable { from, ..RuleTable::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Rule, A::Error> {
                let table = RuleTable::deserialize(MapAccessDeserializer::new(map))?;
                table.check().map_err(A::Error::custom)?;
                Ok(Rule(table))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

/// The two forms of a rule, for the schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
enum Forms {
    /// Path of the value.
    Path(String),
    /// What is done.
    Table(Box<RuleTable>),
}

impl JsonSchema for Rule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rule".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Forms::json_schema(generator)
    }
}
