//! The terms of a comparison: kinds of change and their groups, what is corrected, and stated values.

use crate::dataset::ItemIx;
use crate::date::{Date, PartialDate};
use crate::rates::Rate;
use crate::terms::{self, ContactWay, CountsAs, Judgement, Role};
use crate::text::Text;

macro_rules! keyed {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }
        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The name in catalogues, anchors and data files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

keyed! {
    /// Kinds of change that are listed together, in the order of the lists.
    Group {
        /// Replies and opinions.
        Replied = "replied",
        /// Evaluations.
        Evaluated = "evaluated",
        /// Items closed, or open again.
        Closed = "closed",
        /// Classes raised, lowered or changed.
        Class = "class",
        /// Promises made, kept or overdue.
        Promises = "promises",
        /// Newly overdue replies, and due days put off.
        Due = "due",
        /// New items and duties.
        Added = "added",
        /// Talks with the proposers.
        Consulted = "consulted",
        /// Items withdrawn, returned or merged.
        Ended = "ended",
        /// Points answered, steps reached, effects and outputs.
        Results = "results",
        /// Texts published that were not.
        Published = "published",
        /// Values stated otherwise.
        Corrected = "corrected",
        /// Texts withdrawn from publication.
        Unpublished = "unpublished",
        /// What is no longer in the export.
        Gone = "gone",
        /// Declared totals and work summaries.
        Declared = "declared",
    }
}

keyed! {
    /// What happened.
    Kind {
        /// A new item.
        Added = "added",
        /// A unit was assigned an item; `is` the role.
        Assigned = "assigned",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 退回.
        Returned = "returned",
        /// 并入; `is` the item it was merged into.
        Merged = "merged",
        /// First talk before the reply; `is` how.
        Consulted = "consulted",
        /// A further talk, or one after the reply; `is` how.
        Talked = "talked",
        /// A joint unit's opinion.
        Opinion = "opinion",
        /// First reply; `is` its class.
        Replied = "replied",
        /// Second reply; `was` the first one's class, `is` its own.
        RepliedAgain = "replied-again",
        /// First-round evaluation; `is` the grade, `about` who judged.
        Evaluated = "evaluated",
        /// Second-round evaluation; `was` the first round's grade, `is` the grade, `about` who judged.
        EvaluatedAgain = "evaluated-again",
        /// 办结.
        Closed = "closed",
        /// Closed earlier and open now.
        Reopened = "reopened",
        /// A class raised; `was` and `is` classes.
        Raised = "raised",
        /// A class lowered; `was` and `is` classes.
        Lowered = "lowered",
        /// A class changed to one that counts the same.
        Reclassed = "reclassed",
        /// A promise; `is` its due day.
        Promised = "promised",
        /// A promise kept; `is` its due day.
        Kept = "kept",
        /// A promise past its day; `is` its due day.
        PromiseOverdue = "promise-overdue",
        /// A reply past its due day; `is` that day.
        Overdue = "overdue",
        /// An approved extension; `was` and `is` due days.
        Extended = "extended",
        /// A point of the item answered; `about` the point.
        Answered = "answered",
        /// A step of the work reached; `is` when, `about` what was reached.
        Milestone = "milestone",
        /// A measured effect; `was` before, `is` after.
        Effect = "effect",
        /// A document or programme.
        Output = "output",
        /// A text published more fully; `was` and `is` how it is disclosed.
        Published = "published",
        /// A text published less fully or not any more; `was` and `is` how it is disclosed.
        Unpublished = "unpublished",
        /// A value stated otherwise; `was` and `is`.
        Corrected = "corrected",
        /// An item that is no longer in the export.
        Gone = "gone",
        /// A part of an item that is no longer in the export.
        Dropped = "dropped",
        /// A new declared figure.
        Declared = "declared",
        /// A new work summary.
        Reported = "reported",
    }
}

impl Kind {
    /// What it is listed with.
    pub const fn group(self) -> Group {
        match self {
            Self::Replied | Self::RepliedAgain | Self::Opinion => Group::Replied,
            Self::Evaluated | Self::EvaluatedAgain => Group::Evaluated,
            Self::Closed | Self::Reopened => Group::Closed,
            Self::Raised | Self::Lowered | Self::Reclassed => Group::Class,
            Self::Promised | Self::Kept | Self::PromiseOverdue => Group::Promises,
            Self::Overdue | Self::Extended => Group::Due,
            Self::Added | Self::Assigned => Group::Added,
            Self::Consulted | Self::Talked => Group::Consulted,
            Self::Withdrawn | Self::Returned | Self::Merged => Group::Ended,
            Self::Answered | Self::Milestone | Self::Effect | Self::Output => Group::Results,
            Self::Published => Group::Published,
            Self::Corrected => Group::Corrected,
            Self::Unpublished => Group::Unpublished,
            Self::Gone | Self::Dropped => Group::Gone,
            Self::Declared | Self::Reported => Group::Declared,
        }
    }
}

keyed! {
    /// A value that was corrected, a text whose publication changed, or a part that is gone.
    Field {
        /// Number of an item.
        Number = "number",
        /// Title.
        Title = "title",
        /// Kind.
        Kind = "kind",
        /// Session.
        Session = "session",
        /// Category.
        Category = "category",
        /// Proposers.
        Proposers = "proposers",
        /// Day of submission.
        Submitted = "submitted",
        /// Special supervision.
        Key = "key",
        /// Early end, or its day.
        End = "end",
        /// The item's own text.
        ItemText = "item-text",
        /// Unit that has a duty.
        Unit = "unit",
        /// A unit's duty.
        Duty = "duty",
        /// Role.
        Role = "role",
        /// Day of assignment.
        Assigned = "assigned",
        /// Day of acceptance.
        Accepted = "accepted",
        /// Due day.
        Due = "due",
        /// Extension.
        Extension = "extension",
        /// A reply, or its day.
        Reply = "reply",
        /// Class of a reply.
        Class = "class",
        /// Document number of a reply.
        DocumentNumber = "document-number",
        /// Text of a reply.
        ReplyText = "reply-text",
        /// A file that belongs to a reply or work summary.
        Attachment = "attachment",
        /// A change of class, or its day.
        ClassChange = "class-change",
        /// A joint unit's opinion, or its day.
        Opinion = "opinion",
        /// An evaluation, or its grade.
        Evaluation = "evaluation",
        /// Attitude, where judged apart.
        Attitude = "attitude",
        /// A promise, or its words.
        Promise = "promise",
        /// Due day of a promise.
        PromiseDue = "promise-due",
        /// Day a promise was kept.
        PromiseKept = "promise-kept",
        /// An effect.
        Effect = "effect",
        /// Value before.
        Before = "before",
        /// Value after.
        After = "after",
        /// An output.
        Output = "output",
        /// Other texts of an item: points, talks, steps, remarks, explanations.
        Texts = "texts",
        /// Name of a unit, proposer or session.
        Name = "name",
        /// Delegation or sector of a proposer.
        Delegation = "delegation",
        /// A declared figure.
        Figure = "figure",
        /// A work summary, or its text.
        Report = "report",
    }
}

keyed! {
    /// How much of a text is published, the least first.
    Level {
        /// 不公开.
        Withheld = "withheld",
        /// The export holds no text.
        Absent = "absent",
        /// 摘要.
        Summary = "summary",
        /// 全文.
        Full = "full",
    }
}

/// Something with an id and names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Named<'a> {
    /// Stable id.
    pub id: Text<'a>,
    /// Name.
    pub name: Text<'a>,
    /// Name in English.
    pub name_en: Option<Text<'a>>,
}

/// An item as far as both exports allow it to be named.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemRef<'a> {
    /// Stable id.
    pub id: Text<'a>,
    /// Position in the later dataset; `None` where it is no longer in there.
    pub now: Option<ItemIx>,
    /// Session.
    pub session: Named<'a>,
    /// Kind.
    pub kind: terms::Kind,
    /// Number as written.
    pub number: Option<Text<'a>>,
    /// Title as the later export publishes it; of an item that is gone, none.
    pub title: Option<Text<'a>>,
    /// Whether the later export withholds the item.
    pub withheld: bool,
}

/// What a change is about.
#[derive(Clone, PartialEq, Debug)]
pub enum Subject<'a> {
    /// An item.
    Item(ItemRef<'a>),
    /// A unit.
    Unit(Named<'a>),
    /// A deputy, member or group that has items on the site.
    Proposer(Named<'a>),
    /// A session.
    Session(Named<'a>),
    /// A unit's declared figure: what is counted, of which kind and role only.
    Figure {
        /// Year covered.
        year: u16,
        /// What is counted.
        measure: terms::Measure,
        /// Only this kind.
        kind: Option<terms::Kind>,
        /// Only this role.
        role: Option<Role>,
    },
    /// A work summary: its id and title.
    Report(Named<'a>),
}

/// A stated value.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    /// Nothing is stated.
    Nothing,
    /// Something was stated that is not repeated here.
    Unquoted,
    /// A day.
    Day(Date),
    /// As much of a day as is known.
    When(PartialDate),
    /// A count.
    Count(u32),
    /// A rate with its counts.
    Rate(Rate),
    /// A measured value with its unit of measure.
    Amount(f64, Text<'a>),
    /// A short text.
    Text(Text<'a>),
    /// A unit, session or category.
    Named(Named<'a>),
    /// Names of proposers, the lead first.
    Names(Vec<Text<'a>>),
    /// Another item.
    Item(Box<ItemRef<'a>>),
    /// An outcome class: code and what it counts as.
    Class(Text<'a>, CountsAs),
    /// A grade: local wording and what it counts as.
    Grade(Text<'a>, Judgement),
    /// What an item is.
    Kind(terms::Kind),
    /// A unit's role.
    Role(Role),
    /// How a talk took place.
    Way(ContactWay),
    /// How an item ended early.
    End(terms::EndKind),
    /// How a text is disclosed.
    Level(Level),
    /// Whether something holds.
    Flag(bool),
}

impl<'a> Value<'a> {
    /// A day, where stated.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// The earlier value as it may be shown beside the later one: words that are no longer stated are
    /// not repeated.
    pub(super) fn beside(self, later: &Self) -> Self {
        match (&self, later) {
            (Self::Text(_) | Self::Names(_) | Self::Named(_), Self::Nothing) => Self::Unquoted,
            _ => self,
        }
    }

    /// A text, where stated.
    pub(super) fn text(text: &Option<Text<'a>>) -> Self {
        text.clone().map_or(Self::Nothing, Self::Text)
    }
}
