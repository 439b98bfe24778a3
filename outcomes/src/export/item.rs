//! One item of an export and what came of it.

use std::hash::{Hash, Hasher};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawAssignment;
use super::few::few;
use crate::date::{Date, PartialDate};
use crate::prose::Prose;
use crate::terms::{Disclosure, EndKind, Kind};
use crate::text::Text;

/// One suggestion, proposal or motion (件).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawItem<'a> {
    /// Stable id, used in addresses; never the number.
    #[serde(borrow)]
    #[schemars(example = &"cppcc-6-1-p056")]
    pub id: Text<'a>,
    /// Id of the session.
    #[serde(borrow)]
    #[schemars(example = &"cppcc-6-1")]
    pub session: Text<'a>,
    /// Suggestion, proposal or motion.
    #[schemars(example = &"proposal")]
    pub kind: Kind,
    /// Number as written (编号), where known.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"056")]
    pub number: Option<Text<'a>>,
    /// Title, where known.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"关于创新乡村规划师下乡服务经费保障的提案")]
    pub title: Option<Text<'a>>,
    /// Id of the subject category.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"planning")]
    pub category: Option<Text<'a>>,
    /// Ids of the proposers, the lead (领衔) first; the others co-sign (联名).
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = two_proposers())]
    pub proposers: Vec<Text<'a>>,
    /// Day it was submitted (提出).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-01-12")]
    pub submitted: Option<Date>,
    /// Whether it is under special supervision (重点督办).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(example = false)]
    pub key: bool,
    /// Early end: withdrawn, returned or merged.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub end: Option<RawEnd<'a>>,
    /// How the item's own text is disclosed; full where left out.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<RawDisclosure<'a>>,
    /// Whether the proposers agreed to publication; unknown where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = true)]
    pub publication_agreed: Option<bool>,
    /// The item's text, paragraphs separated by line breaks.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"近年来……为此,建议:……")]
    pub text: Option<Prose<'a>>,
    /// Problems and requests extracted from the item, with the answers.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<RawPoint<'a>>,
    /// Each unit's duty.
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<RawAssignment<'a>>,
    /// How many joint units there are, where not all are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 10)]
    pub joint_units: Option<u32>,
    /// Measured effects, before and after.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<RawEffect<'a>>,
    /// Documents and programmes that came of it.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<RawOutput<'a>>,
    /// Steps of the work with as much of the date as is known.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<RawMilestone<'a>>,
    /// A remark of the publisher, shown on the page.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"编号未载明")]
    pub note: Option<Text<'a>>,
}

/// An item's early end.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawEnd<'a> {
    /// Withdrawn, returned or merged.
    #[schemars(example = &"merged")]
    pub kind: EndKind,
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-02-20")]
    pub date: Option<Date>,
    /// Id of the item it was merged into.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"cppcc-6-1-p057")]
    pub into: Option<Text<'a>>,
    /// Reason.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"提出人申请撤回")]
    pub reason: Option<Text<'a>>,
}

/// How a text is disclosed.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawDisclosure<'a> {
    /// Full, summary or withheld.
    #[schemars(example = &"summary")]
    pub level: Disclosure,
    /// The summary's own text; only with level `summary`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"已纳入年度计划。")]
    pub summary: Option<Prose<'a>>,
    /// Why it is withheld; required with level `withheld`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"涉及商业秘密")]
    pub reason: Option<Text<'a>>,
}

/// One problem or request with its answer (问题和建议).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawPoint<'a> {
    /// The problem or request.
    #[serde(borrow)]
    #[schemars(example = &"早晚高峰非机动车道被占用")]
    pub problem: Text<'a>,
    /// The answer to it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"已设置隔离护栏1.2公里")]
    pub answer: Option<Text<'a>>,
}

/// A measured before and after (成效).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawEffect<'a> {
    /// What is measured.
    #[serde(borrow)]
    #[schemars(example = &"申请材料")]
    pub what: Text<'a>,
    /// Unit of measure.
    #[serde(borrow)]
    #[schemars(example = &"项")]
    pub unit: Text<'a>,
    /// Value before.
    #[schemars(example = 19)]
    pub before: f64,
    /// Value after.
    #[schemars(example = 2)]
    pub after: f64,
}

impl Hash for RawEffect<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.what, &self.unit).hash(state);
        // Both zeros are equal, and so must their hashes be.
        [self.before, self.after].map(|value| (value + 0.0).to_bits()).hash(state);
    }
}

/// A document or programme that came of the item (成果).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawOutput<'a> {
    /// Title.
    #[serde(borrow)]
    #[schemars(example = &"咸宁市乡村规划师下乡服务三年行动方案")]
    pub title: Text<'a>,
    /// When, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022")]
    pub date: Option<PartialDate>,
    /// Document number.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"咸政办发〔2022〕1号")]
    pub document_number: Option<Text<'a>>,
}

/// A step of the work.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawMilestone<'a> {
    /// When, as far as is known.
    #[schemars(example = &"2020-05")]
    pub date: PartialDate,
    /// What was reached.
    #[serde(borrow)]
    #[schemars(example = &"联办平台建成")]
    pub text: Text<'a>,
}

/// The example of a list of proposers.
fn two_proposers() -> [&'static str; 2] {
    ["d-0112", "d-0140"]
}
