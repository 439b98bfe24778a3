//! One unit's duty for one item, and what came of it.

use super::{ClassIx, GradeIx, ProposerIx, Publication, UnitIx};
use crate::date::Date;
use crate::export::RawDisclosureHeader;
pub use crate::export::{
    RawAttachment as Attachment, RawCommitment as Commitment, RawContact as Contact, RawExtension as Extension,
    RawOpinion as Opinion,
};
use crate::terms::Role;
use crate::text::Text;

/// One unit's duty for one item (件次).
#[derive(Debug, Clone)]
pub struct Assignment<'a> {
    /// Unit.
    pub unit: UnitIx,
    /// Role; `None` where the source does not say, and then in no denominator.
    pub role: Option<Role>,
    /// Day it was assigned.
    pub assigned: Option<Date>,
    /// Day it was accepted.
    pub accepted: Option<Date>,
    /// Due day in force: the data's, else the extension's, else by rule; `None` where neither a
    /// due day nor the day of assignment is known.
    pub due: Option<Date>,
    /// Approved extension.
    pub extension: Option<Extension<'a>>,
    /// Talks with the proposers.
    pub contacts: Vec<Contact<'a>>,
    /// Whether the proposer waived a talk before the reply.
    pub contact_waived: bool,
    /// The reply and, after a second handling, the second one.
    pub replies: Vec<Reply<'a>>,
    /// A joint unit's opinion.
    pub opinion: Option<Opinion<'a>>,
    /// Later changes of the class, oldest first.
    pub class_changes: Vec<ClassChange<'a>>,
    /// Proposers' judgements.
    pub evaluations: Vec<Evaluation<'a>>,
    /// Promises.
    pub commitments: Vec<Commitment<'a>>,
}

impl<'a> Assignment<'a> {
    /// Whether this duty owes its own reply.
    pub fn owes_reply(&self) -> bool {
        self.role.is_some_and(Role::owes_reply)
    }

    /// The first reply.
    pub fn reply(&self) -> Option<&Reply<'a>> {
        self.replies.first()
    }

    /// The class in force: the latest change, unless a later reply (二次办理) states one; without a
    /// change the latest reply's that states one.
    pub fn class(&self) -> Option<ClassIx> {
        let changed = self.class_changes.last();
        let since = changed.map(|change| change.date);
        let replied = self.replies.iter().rev().find(|reply| reply.class.is_some());
        let later = replied.filter(|reply| since.is_none_or(|since| reply.date.is_some_and(|date| date > since)));
        later.and_then(|reply| reply.class).or(changed.map(|change| change.class))
    }
}

/// A written answer.
#[derive(Debug, Clone)]
pub struct Reply<'a> {
    /// Day, where known.
    pub date: Option<Date>,
    /// Document number.
    pub document_number: Option<Text<'a>>,
    /// Outcome class.
    pub class: Option<ClassIx>,
    /// Explanation of a deferred or reference class.
    pub explanation: Option<Text<'a>>,
    /// The text, as far as it may be published.
    pub text: Publication<'a>,
    /// Disclosure header.
    pub header: Option<RawDisclosureHeader<'a>>,
    /// Files that are published with it.
    pub attachments: Vec<Attachment<'a>>,
}

/// A later change of the class.
#[derive(Debug, Clone)]
pub struct ClassChange<'a> {
    /// Day.
    pub date: Date,
    /// New class.
    pub class: ClassIx,
    /// Reason.
    pub reason: Option<Text<'a>>,
}

/// One proposer's judgement.
#[derive(Debug, Clone)]
pub struct Evaluation<'a> {
    /// Proposer; `None` where the source does not name them.
    pub proposer: Option<ProposerIx>,
    /// Round, 1 or 2.
    pub round: u8,
    /// Day.
    pub date: Option<Date>,
    /// Grade of the result.
    pub result: GradeIx,
    /// Grade of the attitude, where judged apart.
    pub attitude: Option<GradeIx>,
    /// The proposer's words.
    pub comment: Option<Text<'a>>,
}
