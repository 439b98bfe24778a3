//! One unit's duty for an item: deadlines, talks, replies, judgements, promises.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::few::few;
use super::{RawAttachment, RawDisclosure, RawDisclosureHeader};
use crate::date::Date;
use crate::prose::Prose;
use crate::terms::{ContactWay, Role};
use crate::text::Text;

/// One unit's duty for the item (承办).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawAssignment<'a> {
    /// Id of the unit.
    #[serde(borrow)]
    #[schemars(example = &"finance")]
    pub unit: Text<'a>,
    /// Lead, sole, separate or joint; left out where the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"lead")]
    pub role: Option<Role>,
    /// Day it was assigned (交办).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-02-15")]
    pub assigned: Option<Date>,
    /// Day it was accepted (签收).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-02-17")]
    pub accepted: Option<Date>,
    /// Due day, where it differs from the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-05-15")]
    pub due: Option<Date>,
    /// An approved extension.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<RawExtension<'a>>,
    /// Talks with the proposers (沟通).
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<RawContact<'a>>,
    /// Whether the proposer waived a talk before the reply.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(example = false)]
    pub contact_waived: bool,
    /// Written answers: the reply, and a second one after a second handling (二次办理).
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<RawReply<'a>>,
    /// A joint unit's opinion to the lead.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<RawOpinion<'a>>,
    /// Changes of the outcome class after the reply (B → A).
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub class_changes: Vec<RawClassChange<'a>>,
    /// Proposers' judgements (评价).
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub evaluations: Vec<RawEvaluation<'a>>,
    /// Promises with a date (承诺).
    #[serde(borrow, default, deserialize_with = "few", skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<RawCommitment<'a>>,
}

/// An approved extension of the due date.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawExtension<'a> {
    /// New due day.
    #[schemars(example = &"2022-08-15")]
    pub until: Date,
    /// Day of approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-05-01")]
    pub approved: Option<Date>,
    /// Reason.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"需跨部门协商")]
    pub reason: Option<Text<'a>>,
}

/// A talk with the proposers.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawContact<'a> {
    /// Day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-03-03")]
    pub date: Option<Date>,
    /// How it took place.
    #[schemars(example = &"meeting")]
    pub way: ContactWay,
    /// How many times, 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 2)]
    pub times: Option<u32>,
    /// Whether it was before the reply; needed only where the day is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = true)]
    pub before_reply: Option<bool>,
    /// What it was about.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"召开协商会,听取意见")]
    pub note: Option<Text<'a>>,
}

/// A written answer (答复).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawReply<'a> {
    /// Day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-05-10")]
    pub date: Option<Date>,
    /// Document number (文号).
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"咸自然资函〔2022〕56号")]
    pub document_number: Option<Text<'a>>,
    /// Code of the outcome class.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"B")]
    pub class: Option<Text<'a>>,
    /// Explanation that a deferred or reference class needs.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"受资金条件限制,暂不能实施")]
    pub explanation: Option<Text<'a>>,
    /// How the reply is disclosed; full where left out.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<RawDisclosure<'a>>,
    /// The reply's text.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"您提出的建议收悉。现答复如下:……")]
    pub text: Option<Prose<'a>>,
    /// The disclosure header of the published reply.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub header: Option<RawDisclosureHeader<'a>>,
    /// Files that are published with it; only where it is disclosed in full.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<RawAttachment<'a>>,
}

/// A joint unit's opinion to the lead.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawOpinion<'a> {
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-03-10")]
    pub date: Option<Date>,
    /// Text, where it is published.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"同意主办单位意见。")]
    pub text: Option<Text<'a>>,
}

/// A later change of the outcome class.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawClassChange<'a> {
    /// Day.
    #[schemars(example = &"2022-12-01")]
    pub date: Date,
    /// New class.
    #[serde(borrow)]
    #[schemars(example = &"A")]
    pub class: Text<'a>,
    /// Reason.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"项目已建成投用")]
    pub reason: Option<Text<'a>>,
}

/// One proposer's judgement in one round.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawEvaluation<'a> {
    /// Id of the proposer; left out where the source does not name them.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"d-0112")]
    pub proposer: Option<Text<'a>>,
    /// Round: 1 (初次) or 2 (二次); 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 1)]
    pub round: Option<u8>,
    /// Day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-05-20")]
    pub date: Option<Date>,
    /// Grade of the result (or of the whole).
    #[serde(borrow)]
    #[schemars(example = &"satisfied")]
    pub result: Text<'a>,
    /// Grade of the attitude, where judged apart.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"satisfied")]
    pub attitude: Option<Text<'a>>,
    /// The proposer's words.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"工作做得很细致,满意")]
    pub comment: Option<Text<'a>>,
}

/// Something promised with a date.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawCommitment<'a> {
    /// What is promised.
    #[serde(borrow)]
    #[schemars(example = &"年底前完成管网改造")]
    pub text: Text<'a>,
    /// By when.
    #[schemars(example = &"2022-12-31")]
    pub due: Date,
    /// Day it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-12-20")]
    pub kept: Option<Date>,
}
