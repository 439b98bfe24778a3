//! What a mapping says of an item: for each field of the export a rule, by the names of the export format.

use schemars::JsonSchema;
use serde::Deserialize;

use super::duty::DutyBlock;
use super::path::Path;
use super::plan::{Form, Part, Plan, Thing, block};
use super::rule::{Condition, Rule};

use Form::{Date, Flag, Id, Number, Of, Text};
use Thing::{Category, Proposer, Session};

block! {
    /// What becomes of a record: an item. Fields that the export knows and the source lacks are left out.
    ItemBlock {
        /// Stable id; what can't stand in an address becomes a short hash of itself.
        id: Id, "系统编号";
        /// Session, by its name or id; the only one of `export.sessions` where left out.
        session: Of(Session, "name"), "届次";
        /// Id of the session.
        session_id: Of(Session, "id"), "届次编码";
        /// Congress or CPPCC, of a session that `export.sessions` does not list.
        session_body: Of(Session, "body"), "会议类型";
        /// Year of such a session.
        session_year: Of(Session, "year"), "年度";
        /// Term (届) of such a session.
        session_term: Of(Session, "term"), "届";
        /// Number within the term (次) of such a session.
        session_number: Of(Session, "number"), "次";
        /// Suggestion, proposal or motion.
        kind: Text, "类型";
        /// Number as written (编号).
        number: Text, "建议号";
        /// Title.
        title: Text, "标题";
        /// Subject category, by name.
        category: Of(Category, "name"), "类别";
        /// Id of the category.
        category_id: Of(Category, "id"), "类别编码";
        /// Day it was submitted.
        submitted: Date, "提出日期";
        /// Whether it is under special supervision (重点督办).
        key: Flag, "是否重点";
        /// Whether the proposers agreed to publication.
        publication_agreed: Flag, "是否同意公开";
        /// The item's text.
        text: Text, "正文";
        /// How many joint units there are, where not all are named.
        joint_units: Number, "会办单位数";
        /// A remark of the publisher.
        note: Text, "备注";
        + one {
            /// Early end.
            end: EndBlock;
            /// How the item's own text is disclosed.
            disclosure: DisclosureBlock;
        }
        + many {
            /// Proposers, the lead first.
            proposers: ProposerBlock;
            /// Problems and requests with their answers.
            points: PointBlock;
            /// Each unit's duty.
            assignments: DutyBlock;
            /// Measured effects.
            effects: EffectBlock;
            /// Documents that came of it.
            outputs: OutputBlock;
            /// Steps of the work.
            milestones: MilestoneBlock;
        }
    }
}
block! {
    /// An item's early end.
    EndBlock {
        /// Withdrawn, returned or merged.
        kind: Text, "终止方式";
        /// Day.
        date: Date, "终止日期";
        /// Id of the item it was merged into.
        into: Id, "并入";
        /// Reason.
        reason: Text, "终止原因";
    }
}
block! {
    /// How a text is disclosed.
    DisclosureBlock {
        /// Full, summary or withheld.
        level: Text, "公开方式";
        /// The summary.
        summary: Text, "摘要";
        /// Why it is withheld.
        reason: Text, "不公开理由";
    }
}
block! {
    /// Proposers. A name that is several names (by `split` or a list) is several persons.
    ProposerBlock {
        /// Name.
        name: Of(Proposer, "name"), "领衔代表";
        /// Id; made from name and delegation where left out, so that one name in one delegation is one person.
        id: Of(Proposer, "id"), "代表证号";
        /// Deputy, member or group.
        kind as "type": Of(Proposer, "type"), "提出人类别";
        /// Delegation or sector.
        delegation: Of(Proposer, "delegation"), "代表团";
    }
}
block! {
    /// A problem or request with its answer.
    PointBlock {
        /// The problem or request.
        problem: Text, "问题";
        /// The answer.
        answer: Text, "答复";
    }
}
block! {
    /// A measured before and after.
    EffectBlock {
        /// What is measured.
        what: Text, "指标";
        /// Unit of measure.
        unit: Text, "计量单位";
        /// Value before.
        before: Number, "办理前";
        /// Value after.
        after: Number, "办理后";
    }
}
block! {
    /// A document or programme that came of the item.
    OutputBlock {
        /// Title.
        title: Text, "成果名称";
        /// When.
        date: Date, "成果日期";
        /// Document number.
        document_number: Text, "成果文号";
    }
}
block! {
    /// A step of the work.
    MilestoneBlock {
        /// When.
        date: Date, "时间";
        /// What was reached.
        text: Text, "进展";
    }
}
block! {
    /// Fields of the head that the source itself states; paths begin at the document.
    HeadBlock {
        /// The day the data describes.
        as_of: Date, "$.统计截止日期";
        /// The day the export was made.
        exported: Date, "$.导出时间";
    }
}
