//! Every text that a dataset holds, whatever field it stands in: all that pages and files can tell.

use super::{Assignment, Dataset, DisclosureHeader, Item, Publication};
use crate::text::Text;

type Told<'t> = dyn FnMut(&str) + 't;

macro_rules! tell {
    ($told:ident, $($text:expr),+ $(; $($maybe:expr),+)?) => {
        $($told(&$text);)+
        $($(if let Some(text) = &$maybe { $told(text); })+)?
    };
}

impl Dataset<'_> {
    /// Tells every text, ids too.
    pub fn texts(&self, told: &mut Told) {
        self.registries(told);
        self.items.iter().for_each(|one| one.texts(told));
    }

    /// Tells every text but those of the items.
    pub fn registries(&self, told: &mut Told) {
        for source in &self.sources {
            tell!(told, source.publisher.id, source.publisher.name; source.publisher.name_en, source.publisher.organisation_code);
        }
        self.sessions.iter().for_each(|one| {
            tell!(told, one.id, one.name; one.name_en);
        });
        self.units.iter().for_each(|one| {
            tell!(told, one.id, one.name; one.name_en, one.service_phone);
        });
        self.proposers.iter().for_each(|one| {
            tell!(told, one.id, one.name; one.delegation);
        });
        self.categories.iter().for_each(|one| {
            tell!(told, one.id, one.name; one.name_en);
        });
        self.classes.iter().for_each(|one| {
            tell!(told, one.code, one.label; one.label_en);
        });
        self.grades.iter().for_each(|one| {
            tell!(told, one.code, one.label);
        });
        for declaration in &self.declarations {
            told(&declaration.id);
            declaration.figures.iter().filter_map(|figure| figure.wording.as_deref()).for_each(&mut *told);
        }
        for report in &self.reports {
            tell!(told, report.id, report.title, report.text.text(); report.source);
            header(&report.header, told);
            report.attachments.iter().for_each(|one| told(&one.title));
        }
    }
}

impl Item<'_> {
    /// Tells every text, its id too.
    pub fn texts(&self, told: &mut Told) {
        tell!(told, self.id; self.number, self.title, self.note);
        if let Some(end) = &self.end {
            end.reason.as_deref().into_iter().for_each(&mut *told);
        }
        publication(&self.text, told);
        self.points.iter().for_each(|one| {
            tell!(told, one.problem; one.answer);
        });
        self.effects.iter().for_each(|one| {
            tell!(told, one.what, one.unit);
        });
        self.outputs.iter().for_each(|one| {
            tell!(told, one.title; one.document_number);
        });
        self.milestones.iter().for_each(|one| {
            tell!(told, one.text);
        });
        self.assignments.iter().for_each(|one| assignment(one, told));
    }
}

fn assignment(duty: &Assignment, told: &mut Told) {
    let mut maybe = |text: Option<&Text>| text.into_iter().for_each(|text| told(text));
    duty.contacts.iter().for_each(|one| maybe(one.note.as_ref()));
    duty.evaluations.iter().for_each(|one| maybe(one.comment.as_ref()));
    duty.class_changes.iter().for_each(|one| maybe(one.reason.as_ref()));
    duty.commitments.iter().for_each(|one| maybe(Some(&one.text)));
    maybe(duty.opinion.as_ref().and_then(|one| one.text.as_ref()));
    maybe(duty.extension.as_ref().and_then(|one| one.reason.as_ref()));
    for reply in &duty.replies {
        let mut maybe = |text: Option<&Text>| text.into_iter().for_each(|text| told(text));
        maybe(reply.document_number.as_ref());
        maybe(reply.explanation.as_ref());
        publication(&reply.text, told);
        reply.attachments.iter().for_each(|one| told(&one.title));
        if let Some(one) = &reply.header {
            header(one, told);
        }
    }
}

fn publication(text: &Publication, told: &mut Told) {
    match text {
        Publication::Full(text) | Publication::Summary(text) => told(&text.text()),
        Publication::Withheld(reason) => told(reason),
        Publication::Absent => {}
    }
}

fn header(one: &DisclosureHeader, told: &mut Told) {
    let texts = [&one.index_number, &one.document_number, &one.subject, &one.issuer, &one.validity];
    texts.into_iter().flatten().for_each(|text| told(text));
}
