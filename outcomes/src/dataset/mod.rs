//! The validated data: every reference resolved, withheld text gone. Who holds a [`Dataset`] need
//! not check anything again.

mod assignment;
mod published;

pub use assignment::*;

use crate::date::Date;
pub use crate::export::{
    RawCategory as Category, RawDisclosureHeader as DisclosureHeader, RawEffect as Effect, RawEnd as End,
    RawMilestone as Milestone, RawOutput as Output, RawPoint as Point, RawProposer as Proposer,
    RawPublisher as Publisher, RawReport as Report, RawSession as Session,
};
use crate::private::Privacy;
use crate::prose::Prose;
use crate::terms::{CountsAs, Judgement, Kind, Measure, Role, StandingEvaluation};
use crate::text::Text;

macro_rules! index {
    ($($(#[$meta:meta])* $name:ident),+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);
        impl $name {
            /// Position in the dataset's list.
            pub const fn at(self) -> usize { self.0 as usize }
        }
    )+ };
}
index!(
    /// Position in [`Dataset::sources`].
    SourceIx,
    /// Position in [`Dataset::sessions`].
    SessionIx,
    /// Position in [`Dataset::units`].
    UnitIx,
    /// Position in [`Dataset::proposers`].
    ProposerIx,
    /// Position in [`Dataset::categories`].
    CategoryIx,
    /// Position in [`Dataset::classes`].
    ClassIx,
    /// Position in [`Dataset::grades`].
    GradeIx,
    /// Position in [`Dataset::items`].
    ItemIx
);

/// What differs from place to place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Months from assignment to the due day (default 3).
    pub reply_months: u32,
    /// Months from assignment that an extension reaches at most (default 6).
    pub extension_months: u32,
    /// Months from assignment to a joint opinion's due day (default 1).
    pub opinion_months: u32,
    /// Which evaluation stands for an assignment that several proposers judged.
    pub standing_evaluation: StandingEvaluation,
    /// What is done about private data in texts (default: it stops the build). A dataset's own rules
    /// don't tell.
    pub privacy: Privacy,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            reply_months: 3,
            extension_months: 6,
            opinion_months: 1,
            standing_evaluation: StandingEvaluation::LeastSatisfied,
            privacy: Privacy::default(),
        }
    }
}

/// All exports of one site, checked and joined.
#[derive(Debug)]
pub struct Dataset<'a> {
    /// One per export file, in the order given.
    pub sources: Vec<Source<'a>>,
    /// Sessions, newest first (year, then body, then number, then id).
    pub sessions: Vec<Session<'a>>,
    /// Units, in order of first mention.
    pub units: Vec<Unit<'a>>,
    /// Deputies, members and groups, in order of first mention.
    pub proposers: Vec<Proposer<'a>>,
    /// Subject categories, in order of first mention.
    pub categories: Vec<Category<'a>>,
    /// Outcome classes of all schemes, best first, equal ones joined.
    pub classes: Vec<OutcomeClass<'a>>,
    /// Evaluation grades of all scales, best first, equal ones joined.
    pub grades: Vec<Grade<'a>>,
    /// Items, newest first: session order, then submitted or assigned day, then number, then id.
    pub items: Vec<Item<'a>>,
    /// Declared totals.
    pub declarations: Vec<Declaration<'a>>,
    /// Published work summaries.
    pub reports: Vec<Report<'a>>,
    /// Unit of each report, same order as `reports`.
    pub report_units: Vec<UnitIx>,
    /// Export of each report, same order as `reports`.
    pub report_sources: Vec<SourceIx>,
    /// The rules the data was read under.
    pub rules: Rules,
}

impl Dataset<'_> {
    /// The latest as-of day of all exports.
    pub fn as_of(&self) -> Option<Date> {
        self.sources.iter().map(|source| source.as_of).max()
    }

    /// Whether any export says that its place is invented.
    pub fn fictional(&self) -> bool {
        self.sources.iter().any(|source| source.fictional)
    }
}

/// One export.
#[derive(Hash, Debug, Clone)]
pub struct Source<'a> {
    /// Who publishes.
    pub publisher: Publisher<'a>,
    /// The day the data describes.
    pub as_of: Date,
    /// The day the export was made.
    pub exported: Option<Date>,
    /// Whether its place is invented.
    pub fictional: bool,
}

/// A unit with its parent resolved.
#[derive(Hash, Debug, Clone)]
pub struct Unit<'a> {
    /// Stable id.
    pub id: Text<'a>,
    /// Full name.
    pub name: Text<'a>,
    /// Name in English.
    pub name_en: Option<Text<'a>>,
    /// The unit this one is a section of.
    pub parent: Option<UnitIx>,
    /// The unit's own service phone.
    pub service_phone: Option<Text<'a>>,
}

/// One outcome class.
#[derive(Hash, Debug, Clone, PartialEq, Eq)]
pub struct OutcomeClass<'a> {
    /// Code as replies carry it.
    pub code: Text<'a>,
    /// Local wording.
    pub label: Text<'a>,
    /// Wording in English.
    pub label_en: Option<Text<'a>>,
    /// What it counts as.
    pub counts_as: CountsAs,
}

/// One grade of an evaluation scale.
#[derive(Hash, Debug, Clone, PartialEq, Eq)]
pub struct Grade<'a> {
    /// Code as evaluations carry it.
    pub code: Text<'a>,
    /// Local wording.
    pub label: Text<'a>,
    /// What it counts as.
    pub counts_as: Judgement,
}

/// A text as far as it may be published. Withheld text is not in here at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Publication<'a> {
    /// The whole text.
    Full(Prose<'a>),
    /// The summary's own text.
    Summary(Prose<'a>),
    /// Nothing but the reason.
    Withheld(Text<'a>),
    /// The export holds no text.
    Absent,
}

/// One item (件).
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// Stable id.
    pub id: Text<'a>,
    /// A hash over all that its export says of it. Where that is the same, so is the item, as far as the export's
    /// head and the rules are. None of an item that a mapping made to be checked only.
    pub print: Option<u128>,
    /// Export it came from.
    pub source: SourceIx,
    /// Session.
    pub session: SessionIx,
    /// Kind.
    pub kind: Kind,
    /// Number as written, where known.
    pub number: Option<Text<'a>>,
    /// Title, where known and not withheld.
    pub title: Option<Text<'a>>,
    /// Subject category, where known and not withheld.
    pub category: Option<CategoryIx>,
    /// Proposers, the lead first; none where withheld.
    pub proposers: Vec<ProposerIx>,
    /// Day it was submitted.
    pub submitted: Option<Date>,
    /// Whether it is under special supervision.
    pub key: bool,
    /// Early end.
    pub end: Option<End<'a>>,
    /// The item's own text; `Withheld` means that title, category, proposers, points, effects and
    /// every other text are gone too.
    pub text: Publication<'a>,
    /// Problems and requests with answers.
    pub points: Vec<Point<'a>>,
    /// Each unit's duty, those that owe a reply first.
    pub assignments: Vec<Assignment<'a>>,
    /// How many joint units there are, where not all are named.
    pub joint_units: Option<u32>,
    /// Measured effects.
    pub effects: Vec<Effect<'a>>,
    /// Outputs.
    pub outputs: Vec<Output<'a>>,
    /// Steps of the work.
    pub milestones: Vec<Milestone<'a>>,
    /// A remark of the publisher.
    pub note: Option<Text<'a>>,
}

/// A unit's declared totals.
#[derive(Hash, Debug, Clone)]
pub struct Declaration<'a> {
    /// Stable id.
    pub id: Text<'a>,
    /// Export it came from.
    pub source: SourceIx,
    /// Position in that export's list of declarations.
    pub position: u32,
    /// Unit that declares.
    pub unit: UnitIx,
    /// Year covered.
    pub year: u16,
    /// Position in [`Dataset::reports`].
    pub report: Option<u32>,
    /// Whether the items are only a part of what is declared.
    pub partial: bool,
    /// The figures.
    pub figures: Vec<Figure<'a>>,
}

/// One declared figure.
#[derive(Hash, Debug, Clone)]
pub struct Figure<'a> {
    /// What is counted.
    pub measure: Measure,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this role.
    pub role: Option<Role>,
    /// The count, or a rate's numerator.
    pub value: u32,
    /// A rate's denominator.
    pub of: Option<u32>,
    /// The report's words.
    pub wording: Option<Text<'a>>,
}
