//! What a mapping says of a unit's duty and its parts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::block::DisclosureBlock;
use super::path::Path;
use super::plan::{Form, Part, Plan, Thing, block};
use super::rule::{Condition, Rule};

use Form::{Date, Flag, Number, Of, Person, Text};
use Thing::Unit;

block! {
    /// A unit's duty. A unit that is several names is several duties.
    DutyBlock {
        /// Unit, by name.
        unit: Of(Unit, "name"), "主办单位";
        /// Id of the unit; made from the name where left out.
        unit_id: Of(Unit, "id"), "单位编码";
        /// Id of the unit that it is a section of.
        unit_parent: Of(Unit, "parent"), "上级单位编码";
        /// The unit's service phone.
        unit_phone: Of(Unit, "service_phone"), "服务电话";
        /// Lead, sole, separate or joint.
        role: Text, "承办类型";
        /// Day it was assigned.
        assigned: Date, "交办日期";
        /// Day it was accepted.
        accepted: Date, "签收日期";
        /// Due day, where it differs from the rule.
        due: Date, "办理期限";
        /// Whether the proposer waived a talk before the reply.
        contact_waived: Flag, "免于面商";
        + one {
            /// An approved extension.
            extension: ExtensionBlock;
            /// A joint unit's opinion.
            opinion: OpinionBlock;
        }
        + many {
            /// Talks with the proposers.
            contacts: ContactBlock;
            /// Written answers.
            replies: ReplyBlock;
            /// Later changes of the outcome class.
            class_changes: ClassChangeBlock;
            /// Proposers' judgements.
            evaluations: EvaluationBlock;
            /// Promises with a date.
            commitments: CommitmentBlock;
        }
    }
}
block! {
    /// An approved extension of the due date.
    ExtensionBlock {
        /// New due day.
        until: Date, "延期至";
        /// Day of approval.
        approved: Date, "延期批准日期";
        /// Reason.
        reason: Text, "延期原因";
    }
}
block! {
    /// A joint unit's opinion.
    OpinionBlock {
        /// Day.
        date: Date, "会办意见日期";
        /// Text.
        text: Text, "会办意见";
    }
}
block! {
    /// A talk with the proposers.
    ContactBlock {
        /// Day.
        date: Date, "面商日期";
        /// How it took place.
        way: Text, "沟通方式";
        /// How many times.
        times: Number, "沟通次数";
        /// Whether it was before the reply.
        before_reply: Flag, "答复前沟通";
        /// What it was about.
        note: Text, "沟通情况";
    }
}
block! {
    /// A written answer.
    ReplyBlock {
        /// Day.
        date: Date, "答复日期";
        /// Document number.
        document_number: Text, "答复文号";
        /// Code of the outcome class.
        class: Text, "办理结果";
        /// Explanation that a deferred or reference class needs.
        explanation: Text, "情况说明";
        /// The reply's text.
        text: Text, "答复内容";
        + one {
            /// How it is disclosed.
            disclosure: DisclosureBlock;
            /// The disclosure header.
            header: HeaderBlock;
        }
        + many {
            /// Files that are published with the reply.
            attachments: AttachmentBlock;
        }
    }
}
block! {
    /// A file that is published with the reply.
    AttachmentBlock {
        /// Where it lies, from the folder of the source's file.
        file: Text, "附件";
        /// What it is called on the page; a `regex` takes it out of the file's name: `([^/]+)\.[^.]+$`.
        title: Text, "附件名称";
    }
}
block! {
    /// The index header of a disclosure page.
    HeaderBlock {
        /// 索引号.
        index_number: Text, "索引号";
        /// 文号.
        document_number: Text, "文号";
        /// 主题分类.
        subject: Text, "主题分类";
        /// 发文单位.
        issuer: Text, "发文单位";
        /// 发文日期.
        issued: Date, "发文日期";
        /// 发布日期.
        published: Date, "发布日期";
        /// 有效性.
        validity: Text, "有效性";
    }
}
block! {
    /// A later change of the outcome class.
    ClassChangeBlock {
        /// Day.
        date: Date, "调整日期";
        /// New class.
        class: Text, "调整后结果";
        /// Reason.
        reason: Text, "调整原因";
    }
}
block! {
    /// A proposer's judgement.
    EvaluationBlock {
        /// Proposer of the item, by name or id.
        proposer: Person, "评价人";
        /// Round: 1 or 2.
        round: Number, "评价轮次";
        /// Day.
        date: Date, "评价日期";
        /// Grade of the result.
        result: Text, "满意度";
        /// Grade of the attitude.
        attitude: Text, "态度评价";
        /// The proposer's words.
        comment: Text, "评价意见";
    }
}
block! {
    /// Something promised with a date.
    CommitmentBlock {
        /// What is promised.
        text: Text, "承诺事项";
        /// By when.
        due: Date, "承诺期限";
        /// Day it was kept.
        kept: Date, "兑现日期";
    }
}
