//! Everything an item can refer to by id or code: the lists of all exports, joined.

use std::fmt::Debug;

use rustc_hash::FxHashMap;

use super::references::{check_id, known};
use crate::dataset::{CategoryIx, ClassIx, Grade, GradeIx, OutcomeClass, ProposerIx, SessionIx, UnitIx};
use crate::export::{RawCategory, RawProposer, RawSession, RawUnit};
use crate::fault::{Faults, Piece};
use crate::read::Document;
use crate::terms::{CountsAs, Judgement};
use crate::text::Text;

/// One list of things with ids.
#[derive(Debug)]
pub(crate) struct Registry<'a, T> {
    pub list: Vec<T>,
    /// File that each was first met in; in the order of reading, which sorting does not change.
    files: Vec<&'a str>,
    pub index: FxHashMap<Text<'a>, u32>,
}

impl<T> Default for Registry<'_, T> {
    fn default() -> Self {
        Self { list: Vec::new(), files: Vec::new(), index: FxHashMap::default() }
    }
}

/// The lists of all documents, joined.
#[derive(Default)]
pub(crate) struct Registries<'a> {
    pub sessions: Registry<'a, RawSession<'a>>,
    pub units: Registry<'a, RawUnit<'a>>,
    pub proposers: Registry<'a, RawProposer<'a>>,
    pub categories: Registry<'a, RawCategory<'a>>,
    pub classes: Vec<OutcomeClass<'a>>,
    pub grades: Vec<Grade<'a>>,
}

/// Positions by id or code.
pub(crate) struct Names<'a> {
    pub sessions: FxHashMap<Text<'a>, u32>,
    pub units: FxHashMap<Text<'a>, u32>,
    pub proposers: FxHashMap<Text<'a>, u32>,
    pub categories: FxHashMap<Text<'a>, u32>,
    pub classes: FxHashMap<Text<'a>, u32>,
    pub grades: FxHashMap<Text<'a>, u32>,
    pub items: FxHashMap<Text<'a>, ()>,
    counts_as: Vec<CountsAs>,
}

macro_rules! lookup {
    ($($name:ident: $field:ident -> $index:ident),+) => { $(
        pub fn $name(&self, id: &str) -> Option<$index> {
            self.$field.get(id).map(|at| $index(*at))
        }
    )+ };
}

impl Names<'_> {
    lookup!(session: sessions -> SessionIx, unit: units -> UnitIx, proposer: proposers -> ProposerIx,
            category: categories -> CategoryIx, class: classes -> ClassIx, grade: grades -> GradeIx);

    /// What a class code counts as.
    pub fn counts_as(&self, code: &str) -> Option<CountsAs> {
        self.class(code).and_then(|class| self.counts_as.get(class.at()).copied())
    }
}

/// The common scheme, where an export brings none.
fn default_classes() -> Vec<OutcomeClass<'static>> {
    [
        ("A", "所提问题已经解决或基本解决", "Resolved or basically resolved", CountsAs::Resolved),
        ("B", "正在解决或列入规划逐步解决", "Being resolved, or planned step by step", CountsAs::InProgress),
        ("C", "因条件限制待以后解决", "Deferred until conditions allow", CountsAs::Deferred),
        ("D", "留作参考", "Kept for reference", CountsAs::Reference),
    ]
    .into_iter()
    .map(|(code, label, label_en, counts_as)| OutcomeClass {
        code: Text::borrowed(code),
        label: Text::borrowed(label),
        label_en: Some(Text::borrowed(label_en)),
        counts_as,
    })
    .collect()
}

fn default_grades() -> Vec<Grade<'static>> {
    ["满意", "基本满意", "不满意"]
        .into_iter()
        .zip(Judgement::ALL)
        .map(|(label, judgement)| Grade {
            code: Text::borrowed(judgement.key()),
            label: Text::borrowed(label),
            counts_as: *judgement,
        })
        .collect()
}

impl<'a> Registries<'a> {
    /// Joins the lists of all documents.
    pub fn gather(documents: &[Document<'a>], faults: &mut Faults) -> (Self, Names<'a>) {
        let mut all = Self::default();
        for document in documents {
            let (head, piece) = (&document.head, &document.piece);
            check_id(&head.publisher.id, piece, "/publisher/id", faults);
            all.sessions.join(&head.sessions, |one| &one.id, "sessions", piece, faults);
            all.units.join(&head.units, |one| &one.id, "units", piece, faults);
            all.proposers.join(&head.proposers, |one| &one.id, "proposers", piece, faults);
            all.categories.join(&head.categories, |one| &one.id, "categories", piece, faults);
            all.join_scheme(document, faults);
        }
        all.sort_sessions();
        for document in documents {
            for (at, unit) in document.head.units.iter().enumerate() {
                let Some(parent) = &unit.parent else { continue };
                let pointer = format_args!("/units/{at}/parent");
                if parent == &unit.id {
                    let what = format!("the unit {:?} is a section of itself", unit.id.as_str());
                    faults.at(&document.piece, pointer, "E0205", what, "name the unit above it, or leave it out");
                } else {
                    known(&all.units.index, parent, "unit", &document.piece, pointer, faults);
                }
            }
        }
        all.check_circles(documents, faults);
        let codes = |list: &[Text<'a>]| list.iter().cloned().zip(0..).collect();
        let items = documents.iter().flat_map(|document| &document.records);
        let names = Names {
            sessions: all.sessions.index.clone(),
            units: all.units.index.clone(),
            proposers: all.proposers.index.clone(),
            categories: all.categories.index.clone(),
            classes: codes(&all.classes.iter().map(|class| class.code.clone()).collect::<Vec<_>>()),
            grades: codes(&all.grades.iter().map(|grade| grade.code.clone()).collect::<Vec<_>>()),
            items: items.map(|record| (record.item.id.clone(), ())).collect(),
            counts_as: all.classes.iter().map(|class| class.counts_as).collect(),
        };
        (all, names)
    }

    fn join_scheme(&mut self, document: &Document<'a>, faults: &mut Faults) {
        let scheme = document.head.scheme.as_ref();
        let classes = match scheme {
            Some(scheme) => scheme
                .classes
                .iter()
                .map(|class| OutcomeClass {
                    code: class.code.clone(),
                    label: class.label.clone(),
                    label_en: class.label_en.clone(),
                    counts_as: class.counts_as,
                })
                .collect(),
            None => default_classes(),
        };
        let listed = scheme.map_or(&[][..], |scheme| &scheme.evaluations[..]);
        let grades: Vec<Grade<'a>> = if listed.is_empty() {
            default_grades()
        } else {
            let grade = |grade: &crate::export::RawGrade<'a>| Grade {
                code: grade.code.clone(),
                label: grade.label.clone(),
                counts_as: grade.counts_as,
            };
            listed.iter().map(grade).collect()
        };
        merge(&mut self.classes, classes, |class| &class.code, "classes", &document.piece, faults);
        merge(&mut self.grades, grades, |grade| &grade.code, "evaluations", &document.piece, faults);
    }

    /// No unit is a section of one of its own sections.
    fn check_circles(&self, documents: &[Document<'a>], faults: &mut Faults) {
        for document in documents {
            for (at, unit) in document.head.units.iter().enumerate().filter(|(_, unit)| unit.parent.is_some()) {
                let mut above = unit.parent.as_ref().filter(|parent| **parent != unit.id);
                for _ in 0..self.units.list.len() {
                    let Some(parent) = above.and_then(|id| self.units.index.get(id.as_str())) else { break };
                    let parent = &self.units.list[*parent as usize];
                    if parent.id == unit.id {
                        let what = format!("the unit {:?} is a section of one of its own sections", unit.id.as_str());
                        let pointer = format!("/units/{at}/parent");
                        faults.at(&document.piece, &pointer, "E0205", what, "correct one unit's `parent`");
                        break;
                    }
                    above = parent.parent.as_ref();
                }
            }
        }
    }

    /// Newest first: year, then body, then number, then id.
    fn sort_sessions(&mut self) {
        self.sessions
            .list
            .sort_by(|a, b| (b.year, a.body, b.number).cmp(&(a.year, b.body, a.number)).then_with(|| a.id.cmp(&b.id)));
        self.sessions.index = self.sessions.list.iter().map(|one| one.id.clone()).zip(0..).collect();
    }
}

impl<'a, T: Clone + Debug> Registry<'a, T> {
    fn join(&mut self, list: &[T], id: fn(&T) -> &Text<'a>, name: &str, piece: &Piece<'a>, faults: &mut Faults) {
        let before = self.list.len();
        for (at, one) in list.iter().enumerate() {
            let (key, pointer) = (id(one), format!("/{name}/{at}"));
            check_id(key, piece, &format!("{pointer}/id"), faults);
            match self.index.get(key.as_str()) {
                None => {
                    self.index.insert(key.clone(), self.list.len() as u32);
                    self.list.push(one.clone());
                    self.files.push(piece.file_name);
                }
                Some(old) if *old as usize >= before => {
                    let what = format!("the id {:?} stands twice in `{name}`", key.as_str());
                    faults.at(piece, format_args!("{pointer}/id"), "E0202", what, "give each an id of its own");
                }
                Some(old) if format!("{:?}", self.list[*old as usize]) != format!("{one:?}") => {
                    let other = self.files.get(*old as usize).copied().unwrap_or_default();
                    let what = format!("{:?} in `{name}` is not the same in {other}", key.as_str());
                    faults.at(piece, &pointer, "E0204", what, "write it the same in every export of the site");
                }
                Some(_) => {}
            }
        }
    }
}

fn merge<'a, T: PartialEq>(
    all: &mut Vec<T>,
    more: Vec<T>,
    code: fn(&T) -> &Text<'a>,
    name: &str,
    piece: &Piece,
    faults: &mut Faults,
) {
    let (before, mut fresh) = (all.len(), Vec::new());
    for (at, one) in more.into_iter().enumerate() {
        let pointer = format!("/scheme/{name}/{at}");
        if fresh.contains(code(&one)) {
            let what = format!("the code {:?} stands twice in the scheme's {name}", code(&one).as_str());
            faults.at(piece, &pointer, "E0202", what, "give each a code of its own");
            continue;
        }
        fresh.push(code(&one).clone());
        match all[..before].iter().find(|old| code(old) == code(&one)) {
            None => all.push(one),
            Some(old) if *old != one => {
                let what = format!("the code {:?} means something else in another export", code(&one).as_str());
                faults.at(
                    piece,
                    &pointer,
                    "E0204",
                    what,
                    "publish the two as sites of their own, or agree on one scheme",
                );
            }
            Some(_) => {}
        }
    }
}
