//! What units say of themselves: declared totals and published work summaries.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawAttachment;
use crate::date::Date;
use crate::prose::Prose;
use crate::terms::{Kind, Measure, Role};
use crate::text::Text;

/// Totals that a unit's own report states (申报数).
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawDeclaration<'a> {
    /// Stable id.
    #[serde(borrow)]
    #[schemars(example = &"2022-summary")]
    pub id: Text<'a>,
    /// Unit that declares.
    #[serde(borrow)]
    #[schemars(example = &"natural-resources")]
    pub unit: Text<'a>,
    /// Year the figures cover.
    #[schemars(example = 2022)]
    pub year: u16,
    /// Id of the report that states them.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"work-summary-2022")]
    pub report: Option<Text<'a>>,
    /// Whether the items of this export are only a part of what is declared.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(example = true)]
    pub partial: bool,
    /// The figures.
    #[serde(borrow)]
    pub figures: Vec<RawFigure<'a>>,
}

/// One declared figure: a count in `value`, a rate as `value` of `of`.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawFigure<'a> {
    /// What is counted.
    #[schemars(example = &"handed_over")]
    pub measure: Measure,
    /// Only this kind, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"suggestion")]
    pub kind: Option<Kind>,
    /// Only this role, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"lead")]
    pub role: Option<Role>,
    /// The count, or a rate's numerator.
    #[schemars(example = 59)]
    pub value: u32,
    /// A rate's denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = 90)]
    pub of: Option<u32>,
    /// The words of the report.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"其中人大建议59件(主办4件)")]
    pub wording: Option<Text<'a>>,
}

/// A published work summary (工作总结) with its disclosure header.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawReport<'a> {
    /// Stable id, used in addresses.
    #[serde(borrow)]
    #[schemars(example = &"work-summary-2022")]
    pub id: Text<'a>,
    /// Unit that reports.
    #[serde(borrow)]
    #[schemars(example = &"natural-resources")]
    pub unit: Text<'a>,
    /// Title (名称).
    #[serde(borrow)]
    #[schemars(example = &"关于办理市人大代表建议和市政协提案工作总结")]
    pub title: Text<'a>,
    /// The disclosure header.
    #[serde(borrow)]
    pub header: RawDisclosureHeader<'a>,
    /// The text, paragraphs separated by line breaks.
    #[serde(borrow)]
    #[schemars(example = &"一、高度重视\n……")]
    pub text: Prose<'a>,
    /// Where it was published first.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"咸宁市自然资源和规划局网站")]
    pub source: Option<Text<'a>>,
    /// Files that are published with it.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<RawAttachment<'a>>,
}

/// The index header of a disclosure page.
#[derive(Deserialize, Serialize, JsonSchema, PartialEq, Hash, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct RawDisclosureHeader<'a> {
    /// 索引号: organisation code / year-serial; never changes.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"011337231/2022-39555")]
    pub index_number: Option<Text<'a>>,
    /// 文号.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"咸自然资函〔2022〕1号")]
    pub document_number: Option<Text<'a>>,
    /// 主题分类.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"其他")]
    pub subject: Option<Text<'a>>,
    /// 发文单位.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"咸宁市自然资源和规划局")]
    pub issuer: Option<Text<'a>>,
    /// 发文日期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-11-02")]
    pub issued: Option<Date>,
    /// 发布日期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"2022-11-03")]
    pub published: Option<Date>,
    /// 有效性.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"有效")]
    pub validity: Option<Text<'a>>,
}
