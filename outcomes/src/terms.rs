//! The field's closed lists of terms, named as in the standard vocabulary; labels are the site's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! terms {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $key)] $variant),+ }
        impl $name {
            /// Every term, in the field's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The term as data files write it and catalogues look it up.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

terms! {
    /// What was handed over.
    Kind {
        /// 建议: a people's-congress deputy's suggestion.
        Suggestion = "suggestion",
        /// 提案: a CPPCC member's or group's proposal.
        Proposal = "proposal",
        /// 议案: a motion.
        Motion = "motion",
    }
}
terms! {
    /// The body whose session an item belongs to.
    Body {
        /// 人民代表大会.
        Congress = "congress",
        /// 政治协商会议.
        Cppcc = "cppcc",
    }
}
terms! {
    /// Who proposes.
    ProposerType {
        /// 人大代表.
        Deputy = "deputy",
        /// 政协委员.
        Member = "member",
        /// 党派, 界别, 专委会 or another group.
        Group = "group",
    }
}
terms! {
    /// A unit's duty for an item. Lead, sole and separate owe a reply, joint owes an opinion.
    Role {
        /// 主办.
        Lead = "lead",
        /// 独办.
        Sole = "sole",
        /// 分办.
        Separate = "separate",
        /// 会办.
        Joint = "joint",
    }
}
impl Role {
    /// Whether this duty owes its own reply (lead, sole, separate).
    pub const fn owes_reply(self) -> bool {
        !matches!(self, Self::Joint)
    }
}
terms! {
    /// What an outcome class counts as, whatever letter a place gives it.
    CountsAs {
        /// Solved or basically solved.
        Resolved = "resolved",
        /// Being solved.
        InProgress = "in_progress",
        /// Planned, to be solved step by step.
        Planned = "planned",
        /// Cannot be solved yet, put off with an explanation.
        Deferred = "deferred",
        /// Kept for reference, explained.
        Reference = "reference",
    }
}
terms! {
    /// What a proposer's judgement counts as.
    Judgement {
        /// 满意.
        Satisfied = "satisfied",
        /// 基本满意.
        Basically = "basically_satisfied",
        /// 不满意.
        Dissatisfied = "dissatisfied",
    }
}
terms! {
    /// How a talk with the proposers took place.
    ContactWay {
        /// 上门.
        Visit = "visit",
        /// 请进来.
        Invited = "invited",
        /// 座谈会, 协商会.
        Meeting = "meeting",
        /// 现场办理.
        OnSite = "on_site",
        /// 电话.
        Phone = "phone",
        /// 书信.
        Letter = "letter",
    }
}
terms! {
    /// How much of a text is published.
    Disclosure {
        /// 全文.
        Full = "full",
        /// 摘要.
        Summary = "summary",
        /// 不公开.
        Withheld = "withheld",
    }
}
terms! {
    /// How an item ended early.
    EndKind {
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 退回.
        Returned = "returned",
        /// 并入.
        Merged = "merged",
    }
}
terms! {
    /// Which evaluation stands for an assignment that several proposers judged.
    StandingEvaluation {
        /// The least satisfied latest one (default).
        LeastSatisfied = "least_satisfied",
        /// The lead proposer's latest one.
        Lead = "lead",
        /// What most latest ones say; on a tie the less satisfied.
        Majority = "majority",
    }
}
terms! {
    /// What a declared figure counts.
    Measure {
        /// Items handed over (件).
        HandedOver = "handed_over",
        /// Assignments that owe a reply (件次).
        Owed = "owed",
        /// Assignments of any role (件次).
        Assignments = "assignments",
        /// Replied assignments (件次).
        Replied = "replied",
        /// Closed items (件).
        Closed = "closed",
        /// Reply rate.
        ReplyRate = "reply_rate",
        /// Completion rate.
        CompletionRate = "completion_rate",
        /// Satisfaction rate.
        SatisfactionRate = "satisfaction_rate",
        /// Satisfaction rate including basic satisfaction.
        SatisfactionWithBasicRate = "satisfaction_with_basic_rate",
        /// Resolution rate.
        ResolutionRate = "resolution_rate",
    }
}
