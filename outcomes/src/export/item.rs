//! One item of an export and everything that hangs on it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::RawDisclosureHeader;
use crate::date::{Date, PartialDate};
use crate::terms::{ContactWay, Disclosure, EndKind, Kind, Role};
use crate::text::Text;

/// One suggestion, proposal or motion (件).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
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
    #[serde(borrow, default)]
    #[schemars(example = &"056")]
    pub number: Option<Text<'a>>,
    /// Title, where known.
    #[serde(borrow, default)]
    #[schemars(example = &"关于创新乡村规划师下乡服务经费保障的提案")]
    pub title: Option<Text<'a>>,
    /// Id of the subject category.
    #[serde(borrow, default)]
    #[schemars(example = &"planning")]
    pub category: Option<Text<'a>>,
    /// Ids of the proposers, the lead (领衔) first; the others co-sign (联名).
    #[serde(borrow, default)]
    #[schemars(example = two_proposers())]
    pub proposers: Vec<Text<'a>>,
    /// Day it was submitted (提出).
    #[serde(default)]
    #[schemars(example = &"2022-01-12")]
    pub submitted: Option<Date>,
    /// Whether it is under special supervision (重点督办).
    #[serde(default)]
    #[schemars(example = false)]
    pub key: bool,
    /// Early end: withdrawn, returned or merged.
    #[serde(borrow, default)]
    pub end: Option<RawEnd<'a>>,
    /// How the item's own text is disclosed; full where left out.
    #[serde(borrow, default)]
    pub disclosure: Option<RawDisclosure<'a>>,
    /// Whether the proposers agreed to publication; unknown where left out.
    #[serde(default)]
    #[schemars(example = true)]
    pub publication_agreed: Option<bool>,
    /// The item's text, paragraphs separated by line breaks.
    #[serde(borrow, default)]
    #[schemars(example = &"近年来……为此,建议:……")]
    pub text: Option<Text<'a>>,
    /// Problems and requests extracted from the item, with the answers.
    #[serde(borrow, default)]
    pub points: Vec<RawPoint<'a>>,
    /// Each unit's duty.
    #[serde(borrow, default)]
    pub assignments: Vec<RawAssignment<'a>>,
    /// How many joint units there are, where not all are named.
    #[serde(default)]
    #[schemars(example = 10)]
    pub joint_units: Option<u32>,
    /// Measured effects, before and after.
    #[serde(borrow, default)]
    pub effects: Vec<RawEffect<'a>>,
    /// Documents and programmes that came of it.
    #[serde(borrow, default)]
    pub outputs: Vec<RawOutput<'a>>,
    /// Steps of the work with as much of the date as is known.
    #[serde(borrow, default)]
    pub milestones: Vec<RawMilestone<'a>>,
    /// A remark of the publisher, shown on the page.
    #[serde(borrow, default)]
    #[schemars(example = &"编号未载明")]
    pub note: Option<Text<'a>>,
}

/// An item's early end.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawEnd<'a> {
    /// Withdrawn, returned or merged.
    #[schemars(example = &"merged")]
    pub kind: EndKind,
    /// Day.
    #[serde(default)]
    #[schemars(example = &"2022-02-20")]
    pub date: Option<Date>,
    /// Id of the item it was merged into.
    #[serde(borrow, default)]
    #[schemars(example = &"cppcc-6-1-p057")]
    pub into: Option<Text<'a>>,
    /// Reason.
    #[serde(borrow, default)]
    #[schemars(example = &"提出人申请撤回")]
    pub reason: Option<Text<'a>>,
}

/// How a text is disclosed.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawDisclosure<'a> {
    /// Full, summary or withheld.
    #[schemars(example = &"summary")]
    pub level: Disclosure,
    /// The summary's own text; only with level `summary`.
    #[serde(borrow, default)]
    #[schemars(example = &"已纳入年度计划。")]
    pub summary: Option<Text<'a>>,
    /// Why it is withheld; required with level `withheld`.
    #[serde(borrow, default)]
    #[schemars(example = &"涉及商业秘密")]
    pub reason: Option<Text<'a>>,
}

/// One problem or request with its answer (问题和建议).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawPoint<'a> {
    /// The problem or request.
    #[serde(borrow)]
    #[schemars(example = &"早晚高峰非机动车道被占用")]
    pub problem: Text<'a>,
    /// The answer to it.
    #[serde(borrow, default)]
    #[schemars(example = &"已设置隔离护栏1.2公里")]
    pub answer: Option<Text<'a>>,
}

/// One unit's duty for the item (承办).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawAssignment<'a> {
    /// Id of the unit.
    #[serde(borrow)]
    #[schemars(example = &"finance")]
    pub unit: Text<'a>,
    /// Lead, sole, separate or joint; left out where the source does not say.
    #[serde(default)]
    #[schemars(example = &"lead")]
    pub role: Option<Role>,
    /// Day it was assigned (交办).
    #[serde(default)]
    #[schemars(example = &"2022-02-15")]
    pub assigned: Option<Date>,
    /// Day it was accepted (签收).
    #[serde(default)]
    #[schemars(example = &"2022-02-17")]
    pub accepted: Option<Date>,
    /// Due day, where it differs from the rule.
    #[serde(default)]
    #[schemars(example = &"2022-05-15")]
    pub due: Option<Date>,
    /// An approved extension.
    #[serde(borrow, default)]
    pub extension: Option<RawExtension<'a>>,
    /// Talks with the proposers (沟通).
    #[serde(borrow, default)]
    pub contacts: Vec<RawContact<'a>>,
    /// Whether the proposer waived a talk before the reply.
    #[serde(default)]
    #[schemars(example = false)]
    pub contact_waived: bool,
    /// Written answers: the reply, and a second one after a second handling (二次办理).
    #[serde(borrow, default)]
    pub replies: Vec<RawReply<'a>>,
    /// A joint unit's opinion to the lead.
    #[serde(borrow, default)]
    pub opinion: Option<RawOpinion<'a>>,
    /// Changes of the outcome class after the reply (B → A).
    #[serde(borrow, default)]
    pub class_changes: Vec<RawClassChange<'a>>,
    /// Proposers' judgements (评价).
    #[serde(borrow, default)]
    pub evaluations: Vec<RawEvaluation<'a>>,
    /// Promises with a date (承诺).
    #[serde(borrow, default)]
    pub commitments: Vec<RawCommitment<'a>>,
}

/// An approved extension of the due date.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawExtension<'a> {
    /// New due day.
    #[schemars(example = &"2022-08-15")]
    pub until: Date,
    /// Day of approval.
    #[serde(default)]
    #[schemars(example = &"2022-05-01")]
    pub approved: Option<Date>,
    /// Reason.
    #[serde(borrow, default)]
    #[schemars(example = &"需跨部门协商")]
    pub reason: Option<Text<'a>>,
}

/// A talk with the proposers.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawContact<'a> {
    /// Day, where known.
    #[serde(default)]
    #[schemars(example = &"2022-03-03")]
    pub date: Option<Date>,
    /// How it took place.
    #[schemars(example = &"meeting")]
    pub way: ContactWay,
    /// How many times, 1 where left out.
    #[serde(default)]
    #[schemars(example = 2)]
    pub times: Option<u32>,
    /// Whether it was before the reply; needed only where the day is unknown.
    #[serde(default)]
    #[schemars(example = true)]
    pub before_reply: Option<bool>,
    /// What it was about.
    #[serde(borrow, default)]
    #[schemars(example = &"召开协商会,听取意见")]
    pub note: Option<Text<'a>>,
}

/// A written answer (答复).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawReply<'a> {
    /// Day, where known.
    #[serde(default)]
    #[schemars(example = &"2022-05-10")]
    pub date: Option<Date>,
    /// Document number (文号).
    #[serde(borrow, default)]
    #[schemars(example = &"咸自然资函〔2022〕56号")]
    pub document_number: Option<Text<'a>>,
    /// Code of the outcome class.
    #[serde(borrow, default)]
    #[schemars(example = &"B")]
    pub class: Option<Text<'a>>,
    /// Explanation that a deferred or reference class needs.
    #[serde(borrow, default)]
    #[schemars(example = &"受资金条件限制,暂不能实施")]
    pub explanation: Option<Text<'a>>,
    /// How the reply is disclosed; full where left out.
    #[serde(borrow, default)]
    pub disclosure: Option<RawDisclosure<'a>>,
    /// The reply's text.
    #[serde(borrow, default)]
    #[schemars(example = &"您提出的建议收悉。现答复如下:……")]
    pub text: Option<Text<'a>>,
    /// The disclosure header of the published reply.
    #[serde(borrow, default)]
    pub header: Option<RawDisclosureHeader<'a>>,
}

/// A joint unit's opinion to the lead.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawOpinion<'a> {
    /// Day.
    #[serde(default)]
    #[schemars(example = &"2022-03-10")]
    pub date: Option<Date>,
    /// Text, where it is published.
    #[serde(borrow, default)]
    #[schemars(example = &"同意主办单位意见。")]
    pub text: Option<Text<'a>>,
}

/// A later change of the outcome class.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
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
    #[serde(borrow, default)]
    #[schemars(example = &"项目已建成投用")]
    pub reason: Option<Text<'a>>,
}

/// One proposer's judgement in one round.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawEvaluation<'a> {
    /// Id of the proposer; left out where the source does not name them.
    #[serde(borrow, default)]
    #[schemars(example = &"d-0112")]
    pub proposer: Option<Text<'a>>,
    /// Round: 1 (初次) or 2 (二次); 1 where left out.
    #[serde(default)]
    #[schemars(example = 1)]
    pub round: Option<u8>,
    /// Day.
    #[serde(default)]
    #[schemars(example = &"2022-05-20")]
    pub date: Option<Date>,
    /// Grade of the result (or of the whole).
    #[serde(borrow)]
    #[schemars(example = &"satisfied")]
    pub result: Text<'a>,
    /// Grade of the attitude, where judged apart.
    #[serde(borrow, default)]
    #[schemars(example = &"satisfied")]
    pub attitude: Option<Text<'a>>,
    /// The proposer's words.
    #[serde(borrow, default)]
    #[schemars(example = &"工作做得很细致,满意")]
    pub comment: Option<Text<'a>>,
}

/// Something promised with a date.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
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
    #[serde(default)]
    #[schemars(example = &"2022-12-20")]
    pub kept: Option<Date>,
}

/// A measured before and after (成效).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
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

/// A document or programme that came of the item (成果).
#[derive(Deserialize, JsonSchema, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawOutput<'a> {
    /// Title.
    #[serde(borrow)]
    #[schemars(example = &"咸宁市乡村规划师下乡服务三年行动方案")]
    pub title: Text<'a>,
    /// When, as far as is known.
    #[serde(default)]
    #[schemars(example = &"2022")]
    pub date: Option<PartialDate>,
    /// Document number.
    #[serde(borrow, default)]
    #[schemars(example = &"咸政办发〔2022〕1号")]
    pub document_number: Option<Text<'a>>,
}

/// A step of the work.
#[derive(Deserialize, JsonSchema, Debug, Clone)]
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
