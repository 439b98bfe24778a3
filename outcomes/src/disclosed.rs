//! What of the data is published, written again in the export format: who takes these files builds the
//! same site. A dataset holds no withheld text, so nothing of one can get in here.

use crate::dataset::{
    Assignment, Attachment, ClassIx, Dataset, Declaration, Evaluation, GradeIx, Item, ProposerIx, Publication, Reply,
    Report, Source, SourceIx, UnitIx,
};
use crate::export::{
    FORMAT_VERSION, RawAssignment, RawClassChange, RawDeclaration, RawDisclosure, RawEvaluation, RawExport, RawFigure,
    RawGrade, RawItem, RawOutcomeClass, RawReply, RawScheme, RawUnit,
};
use crate::prose::Prose;
use crate::terms::Disclosure;
use crate::text::Text;
use crate::validate::ruled_due;

/// The exports of one publisher that describe the same day: what they hold belongs into one export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group(Vec<SourceIx>);

/// All exports of a dataset, those that say the same of themselves together, in the dataset's order.
pub fn groups(data: &Dataset) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, source) in data.sources.iter().enumerate() {
        let ix = SourceIx(at as u32);
        match groups.iter_mut().find(|group| same(group.source(data), source)) {
            Some(group) => group.0.push(ix),
            None => groups.push(Group(vec![ix])),
        }
    }
    groups
}

fn same(one: &Source, other: &Source) -> bool {
    let Source { publisher, as_of, exported, fictional } = one;
    let whole = format!("{publisher:?}") == format!("{:?}", other.publisher);
    whole && (as_of, exported, fictional) == (&other.as_of, &other.exported, &other.fictional)
}

impl Group {
    /// What its exports say of themselves.
    pub fn source<'d, 'a>(&self, data: &'d Dataset<'a>) -> &'d Source<'a> {
        &data.sources[self.0[0].at()]
    }

    /// Whether something of this export is of the group.
    pub fn holds(&self, source: SourceIx) -> bool {
        self.0.contains(&source)
    }

    /// The head of its files, with every unit, session, category and class, and the proposers that are told.
    pub fn head<'a>(&self, data: &Dataset<'a>) -> RawExport<'a> {
        let source = self.source(data);
        let told = told(data);
        RawExport {
            schema: None,
            banli: FORMAT_VERSION,
            fictional: source.fictional,
            publisher: source.publisher.clone(),
            as_of: source.as_of,
            exported: source.exported,
            sessions: data.sessions.clone(),
            units: data.units.iter().map(|one| unit(data, one)).collect(),
            proposers: data.proposers.iter().zip(told).filter(|(_, told)| *told).map(|(one, _)| one.clone()).collect(),
            categories: data.categories.clone(),
            scheme: Some(scheme(data)),
            items: Vec::new(),
            declarations: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// The declared totals of its units and the reports that state them.
    pub fn declared<'a>(&self, data: &Dataset<'a>, named: &Named<'_, 'a>, head: &mut RawExport<'a>) {
        let own = data.declarations.iter().filter(|one| self.holds(one.source));
        head.declarations = own.map(|one| declaration(data, one)).collect();
        let own = data.reports.iter().zip(&data.report_sources).filter(|(_, source)| self.holds(**source));
        let report = |(one, source): (&Report<'a>, &SourceIx)| Report {
            attachments: attachments(&one.attachments, *source, named),
            ..one.clone()
        };
        head.reports = own.map(report).collect();
    }
}

/// Which proposers the published part names: those of withheld items alone are not among them.
fn told(data: &Dataset) -> Vec<bool> {
    let mut told = vec![false; data.proposers.len()];
    for item in &data.items {
        let judges = item.assignments.iter().flat_map(|one| &one.evaluations).filter_map(|one| one.proposer);
        item.proposers.iter().copied().chain(judges).for_each(|proposer: ProposerIx| told[proposer.at()] = true);
    }
    told
}

fn unit<'a>(data: &Dataset<'a>, one: &crate::dataset::Unit<'a>) -> RawUnit<'a> {
    RawUnit {
        id: one.id.clone(),
        name: one.name.clone(),
        name_en: one.name_en.clone(),
        parent: one.parent.map(|parent| unit_id(data, parent)),
        service_phone: one.service_phone.clone(),
    }
}

fn scheme<'a>(data: &Dataset<'a>) -> RawScheme<'a> {
    let class = |one: &crate::dataset::OutcomeClass<'a>| RawOutcomeClass {
        code: one.code.clone(),
        label: one.label.clone(),
        label_en: one.label_en.clone(),
        counts_as: one.counts_as,
    };
    let grade = |one: &crate::dataset::Grade<'a>| RawGrade {
        code: one.code.clone(),
        label: one.label.clone(),
        counts_as: one.counts_as,
    };
    RawScheme {
        classes: data.classes.iter().map(class).collect(),
        evaluations: data.grades.iter().map(grade).collect(),
    }
}

fn declaration<'a>(data: &Dataset<'a>, one: &Declaration<'a>) -> RawDeclaration<'a> {
    let figure = |one: &crate::dataset::Figure<'a>| RawFigure {
        measure: one.measure,
        kind: one.kind,
        role: one.role,
        value: one.value,
        of: one.of,
        wording: one.wording.clone(),
    };
    RawDeclaration {
        id: one.id.clone(),
        unit: unit_id(data, one.unit),
        year: one.year,
        report: one.report.map(|at| data.reports[at as usize].id.clone()),
        partial: one.partial,
        figures: one.figures.iter().map(figure).collect(),
    }
}

fn unit_id<'a>(data: &Dataset<'a>, unit: UnitIx) -> Text<'a> {
    data.units[unit.at()].id.clone()
}

fn class_code<'a>(data: &Dataset<'a>, class: ClassIx) -> Text<'a> {
    data.classes[class.at()].code.clone()
}

fn grade_code<'a>(data: &Dataset<'a>, grade: GradeIx) -> Text<'a> {
    data.grades[grade.at()].code.clone()
}

fn proposer_id<'a>(data: &Dataset<'a>, proposer: ProposerIx) -> Text<'a> {
    data.proposers[proposer.at()].id.clone()
}

/// The text and how it is disclosed.
fn published<'a>(text: &Publication<'a>) -> (Option<Prose<'a>>, Option<RawDisclosure<'a>>) {
    let disclosed = |level, summary, reason| Some(RawDisclosure { level, summary, reason });
    match text {
        Publication::Full(text) => (Some(text.clone()), None),
        Publication::Summary(text) => (None, disclosed(Disclosure::Summary, Some(text.clone()), None)),
        Publication::Withheld(reason) => (None, disclosed(Disclosure::Withheld, None, Some(reason.clone()))),
        Publication::Absent => (None, None),
    }
}

/// Where an attachment of an export lies among the published files; none where it is not published.
pub type Named<'n, 'a> = dyn Fn(SourceIx, &Attachment<'a>) -> Option<Text<'a>> + Sync + 'n;

fn attachments<'a>(list: &[Attachment<'a>], source: SourceIx, named: &Named<'_, 'a>) -> Vec<Attachment<'a>> {
    let published = |one: &Attachment<'a>| Some(Attachment { file: named(source, one)?, title: one.title.clone() });
    list.iter().filter_map(published).collect()
}

/// An item as an export writes it.
pub fn item<'a>(data: &Dataset<'a>, one: &Item<'a>, named: &Named<'_, 'a>) -> RawItem<'a> {
    let (text, disclosure) = published(&one.text);
    RawItem {
        id: one.id.clone(),
        session: data.sessions[one.session.at()].id.clone(),
        kind: one.kind,
        number: one.number.clone(),
        title: one.title.clone(),
        category: one.category.map(|category| data.categories[category.at()].id.clone()),
        proposers: one.proposers.iter().map(|proposer| proposer_id(data, *proposer)).collect(),
        submitted: one.submitted,
        key: one.key,
        end: one.end.clone(),
        disclosure,
        publication_agreed: None,
        text,
        points: one.points.clone(),
        assignments: one.assignments.iter().map(|duty| assignment(data, one.source, duty, named)).collect(),
        joint_units: one.joint_units,
        effects: one.effects.clone(),
        outputs: one.outputs.clone(),
        milestones: one.milestones.clone(),
        note: one.note.clone(),
    }
}

fn assignment<'a>(
    data: &Dataset<'a>,
    source: SourceIx,
    duty: &Assignment<'a>,
    named: &Named<'_, 'a>,
) -> RawAssignment<'a> {
    let ruled = ruled_due(duty.role, duty.assigned, duty.extension.as_ref(), &data.rules);
    RawAssignment {
        unit: unit_id(data, duty.unit),
        role: duty.role,
        assigned: duty.assigned,
        accepted: duty.accepted,
        // What the rule gives is no statement of the source.
        due: duty.due.filter(|due| Some(*due) != ruled),
        extension: duty.extension.clone(),
        contacts: duty.contacts.clone(),
        contact_waived: duty.contact_waived,
        replies: duty
            .replies
            .iter()
            .map(|one| RawReply { attachments: attachments(&one.attachments, source, named), ..reply(data, one) })
            .collect(),
        opinion: duty.opinion.clone(),
        class_changes: duty
            .class_changes
            .iter()
            .map(|change| RawClassChange {
                date: change.date,
                class: class_code(data, change.class),
                reason: change.reason.clone(),
            })
            .collect(),
        evaluations: duty.evaluations.iter().map(|one| evaluation(data, one)).collect(),
        commitments: duty.commitments.clone(),
    }
}

fn reply<'a>(data: &Dataset<'a>, one: &Reply<'a>) -> RawReply<'a> {
    let (text, disclosure) = published(&one.text);
    RawReply {
        date: one.date,
        document_number: one.document_number.clone(),
        class: one.class.map(|class| class_code(data, class)),
        explanation: one.explanation.clone(),
        disclosure,
        text,
        header: one.header.clone(),
        attachments: Vec::new(),
    }
}

fn evaluation<'a>(data: &Dataset<'a>, one: &Evaluation<'a>) -> RawEvaluation<'a> {
    RawEvaluation {
        proposer: one.proposer.map(|proposer| proposer_id(data, proposer)),
        round: Some(one.round).filter(|round| *round != 1),
        date: one.date,
        result: grade_code(data, one.result),
        attitude: one.attitude.map(|grade| grade_code(data, grade)),
        comment: one.comment.clone(),
    }
}
