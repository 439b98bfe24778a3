//! The export format, version 1, exactly as publishers write it. Raw types stay in this crate's
//! hands: the rest of the program sees the validated [`crate::dataset::Dataset`].

mod attachment;
mod declared;
mod duty;
mod few;
mod item;

pub use attachment::*;
pub use declared::*;
pub use duty::*;
pub use item::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::date::Date;
use crate::terms::{Body, CountsAs, Judgement, ProposerType};
use crate::text::Text;

/// The version of the export format that this program reads and writes.
pub const FORMAT_VERSION: u32 = 1;

/// One publisher's handling data as of one day.
#[derive(Deserialize, Serialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Banli export, version 1")]
pub struct RawExport<'a> {
    /// Address of the JSON Schema, for editors; ignored otherwise.
    #[serde(rename = "$schema", borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"export.schema.json")]
    pub schema: Option<Text<'a>>,
    /// Version of this format.
    #[schemars(example = 1)]
    pub banli: u32,
    /// Whether the place and everything in it is invented; pages then say so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(example = false)]
    pub fictional: bool,
    /// Who publishes.
    #[serde(borrow)]
    pub publisher: RawPublisher<'a>,
    /// The day the data describes; "overdue" is judged on it.
    #[schemars(example = &"2022-11-02")]
    pub as_of: Date,
    /// The day the export was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-11-03")]
    pub exported: Option<Date>,
    /// Sessions that items belong to.
    #[serde(borrow)]
    pub sessions: Vec<RawSession<'a>>,
    /// Units that handle items.
    #[serde(borrow)]
    pub units: Vec<RawUnit<'a>>,
    /// Deputies, members and groups that proposed items.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub proposers: Vec<RawProposer<'a>>,
    /// Subject categories.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<RawCategory<'a>>,
    /// The local outcome classes and evaluation scale; the common A–D scheme where left out.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<RawScheme<'a>>,
    /// The items. In newline-delimited files each further line is one item instead.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<RawItem>")]
    pub items: Vec<&'a RawValue>,
    /// Totals that a unit's own report states.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<RawDeclaration<'a>>,
    /// Published work summaries.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<RawReport<'a>>,
}

/// Who publishes the data.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawPublisher<'a> {
    /// Stable id: small letters, digits, `-` and `_`.
    #[serde(borrow)]
    #[schemars(example = &"xianning-natural-resources")]
    pub id: Text<'a>,
    /// Full name.
    #[serde(borrow)]
    #[schemars(example = &"咸宁市自然资源和规划局")]
    pub name: Text<'a>,
    /// Name in English.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Xianning Bureau of Natural Resources and Planning")]
    pub name_en: Option<Text<'a>>,
    /// Nine-character organisation code, first part of every disclosure index number.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"011337231")]
    pub organisation_code: Option<Text<'a>>,
}

/// A session (届次).
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawSession<'a> {
    /// Stable id, used in addresses.
    #[serde(borrow)]
    #[schemars(example = &"cppcc-6-1")]
    pub id: Text<'a>,
    /// Congress or CPPCC.
    #[schemars(example = &"cppcc")]
    pub body: Body,
    /// Term (届).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 6)]
    pub term: Option<u16>,
    /// Session number within the term (次).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1)]
    pub number: Option<u16>,
    /// Year of the session.
    #[schemars(example = 2022)]
    pub year: u16,
    /// Name as written.
    #[serde(borrow)]
    #[schemars(example = &"市政协六届一次会议")]
    pub name: Text<'a>,
    /// Name in English.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"First Session of the Sixth Municipal CPPCC")]
    pub name_en: Option<Text<'a>>,
}

/// A unit (承办单位) or a section of one.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawUnit<'a> {
    /// Stable id, used in addresses.
    #[serde(borrow)]
    #[schemars(example = &"finance")]
    pub id: Text<'a>,
    /// Full name.
    #[serde(borrow)]
    #[schemars(example = &"市财政局")]
    pub name: Text<'a>,
    /// Name in English.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Municipal Finance Bureau")]
    pub name_en: Option<Text<'a>>,
    /// Id of the unit this one is a section of.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"natural-resources")]
    pub parent: Option<Text<'a>>,
    /// The unit's own service phone; the one field in which a phone number may be published.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"0000-12345")]
    pub service_phone: Option<Text<'a>>,
}

/// A deputy, a member or a group.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawProposer<'a> {
    /// Stable id, used in addresses; same names are told apart by it.
    #[serde(borrow)]
    #[schemars(example = &"d-0112")]
    pub id: Text<'a>,
    /// Public name.
    #[serde(borrow)]
    #[schemars(example = &"刘露")]
    pub name: Text<'a>,
    /// Deputy, member or group.
    #[serde(rename = "type")]
    #[schemars(example = &"deputy")]
    pub kind: ProposerType,
    /// Delegation (代表团) of a deputy or sector (界别) of a member.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"东湖代表团")]
    pub delegation: Option<Text<'a>>,
}

/// A subject category.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawCategory<'a> {
    /// Stable id, used in addresses.
    #[serde(borrow)]
    #[schemars(example = &"transport")]
    pub id: Text<'a>,
    /// Name.
    #[serde(borrow)]
    #[schemars(example = &"交通出行")]
    pub name: Text<'a>,
    /// Name in English.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Transport")]
    pub name_en: Option<Text<'a>>,
}

/// The local scheme of outcome classes and evaluations.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawScheme<'a> {
    /// Outcome classes (办理结果), best first.
    #[serde(borrow)]
    pub classes: Vec<RawOutcomeClass<'a>>,
    /// Evaluation grades (评价), best first; 满意, 基本满意, 不满意 where left out.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<RawGrade<'a>>,
}

/// One outcome class.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawOutcomeClass<'a> {
    /// Code as replies carry it.
    #[serde(borrow)]
    #[schemars(example = &"A")]
    pub code: Text<'a>,
    /// Local wording.
    #[serde(borrow)]
    #[schemars(example = &"所提问题已经解决或基本解决")]
    pub label: Text<'a>,
    /// Wording in English.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Resolved or basically resolved")]
    pub label_en: Option<Text<'a>>,
    /// What the class counts as in every rate.
    #[schemars(example = &"resolved")]
    pub counts_as: CountsAs,
}

/// One grade of the evaluation scale.
#[derive(Deserialize, Serialize, JsonSchema, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawGrade<'a> {
    /// Code as evaluations carry it.
    #[serde(borrow)]
    #[schemars(example = &"satisfied")]
    pub code: Text<'a>,
    /// Local wording.
    #[serde(borrow)]
    #[schemars(example = &"非常满意")]
    pub label: Text<'a>,
    /// What the grade counts as in every rate.
    #[schemars(example = &"satisfied")]
    pub counts_as: Judgement,
}
