//! Random small exports: always valid, and with everything in them that a rate depends on.

use outcomes::dataset::{Dataset, Rules};
use outcomes::date::Date;
use outcomes::read::{SourceFile, read};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Who may propose; ids of the exports' proposers.
pub const PROPOSERS: [&str; 4] = ["p0", "p1", "p2", "p3"];
/// Ids of the exports' units.
pub const UNITS: [&str; 4] = ["u0", "u1", "u2", "u3"];
const KINDS: [&str; 3] = ["suggestion", "proposal", "motion"];
const ENDS: [&str; 3] = ["withdrawn", "returned", "merged"];
const GRADES: [&str; 3] = ["satisfied", "basically_satisfied", "dissatisfied"];
const CLASSES: [&str; 5] = ["A", "B", "C", "D", "E"];
const LEVELS: [&str; 3] = ["full", "summary", "withheld"];

/// The earliest as-of day of an export, counted from 2022-01-01.
pub const FIRST_DAY: i32 = 300;

/// A proposer's judgement: their position (4 is unnamed), grade of the first and second round.
pub type Voice = (usize, Option<usize>, Option<usize>);

/// One item before it is written: numbers that stand for its fields.
#[derive(Clone, Debug)]
pub struct Invented {
    pub session: usize,
    pub kind: usize,
    pub category: Option<usize>,
    pub end: Option<usize>,
    pub withheld: bool,
    pub proposers: usize,
    /// How the units share the work: sole, lead and others joint, separate, lead and others
    /// separate, or not stated.
    pub form: usize,
    pub duties: Vec<Duty>,
}

/// One unit's duty before it is written; days count from 2022-01-01.
#[derive(Clone, Debug)]
pub struct Duty {
    pub assigned: Option<i32>,
    pub due: Option<i32>,
    pub replied: bool,
    /// Days from assigned to replied.
    pub took: Option<i32>,
    pub class: Option<usize>,
    pub raised: bool,
    pub level: Option<usize>,
    /// One of each proposer at most.
    pub evaluations: Vec<Voice>,
    /// Day of a talk before or after the reply.
    pub talk: Option<bool>,
    pub waived: bool,
    /// Days from the reply on to the due day, and whether kept.
    pub commitments: Vec<(i32, bool)>,
}

fn duty() -> impl Strategy<Value = Duty> {
    let first = (weighted(0.9, 0..120i32), weighted(0.2, 30..200i32), any::<bool>(), weighted(0.9, 0..160i32));
    let second = (weighted(0.9, 0..5usize), any::<bool>(), weighted(0.4, 0..3usize));
    let evaluations = vec((0..5usize, weighted(0.8, 0..3usize), weighted(0.3, 0..3usize)), 0..4);
    let third = (evaluations, of(any::<bool>()), any::<bool>(), vec((0..300i32, any::<bool>()), 0..3));
    (first, second, third).prop_map(
        |((assigned, due, replied, took), (class, raised, level), (evaluations, talk, waived, commitments))| {
            let mut evaluations = evaluations;
            evaluations.sort_by_key(|(proposer, ..)| *proposer);
            evaluations.dedup_by_key(|(proposer, ..)| *proposer);
            // Some duties fall due on the earliest as-of day itself.
            let due = due.map(|due| if due > 150 { FIRST_DAY - assigned.unwrap_or(0) } else { due });
            Duty { assigned, due, replied, took, class, raised, level, evaluations, talk, waived, commitments }
        },
    )
}

fn item() -> impl Strategy<Value = Invented> {
    let what = (0..3usize, 0..3usize, of(0..3usize), weighted(0.15, 0..3usize), weighted(0.1, Just(())));
    (what, 0..4usize, 0..5usize, vec(duty(), 0..4)).prop_map(
        |((session, kind, category, end, withheld), proposers, form, duties)| Invented {
            session,
            kind,
            category,
            end,
            withheld: withheld.is_some(),
            proposers,
            form,
            duties,
        },
    )
}

/// Up to thirty items.
pub fn items() -> impl Strategy<Value = Vec<Invented>> {
    vec(item(), 0..30)
}

/// The day `days` after 2022-01-01.
pub fn day(days: i32) -> Date {
    Date::new(2022, 1, 1).expect("a day").plus_days(days)
}

impl Invented {
    /// The role of the duty at a position; `None` where not stated.
    pub fn role(&self, at: usize) -> Option<&'static str> {
        match (self.form, at) {
            (0, _) if self.duties.len() == 1 => Some("sole"),
            (0 | 1, 0) | (3, 0) => Some("lead"),
            (0 | 1, _) => Some("joint"),
            (2 | 3, _) => Some("separate"),
            _ => None,
        }
    }

    /// The item in the export format.
    pub fn json(&self, id: &str) -> Value {
        let text = if self.withheld {
            json!({ "disclosure": { "level": "withheld", "reason": "不宜公开" } })
        } else {
            json!({ "title": "题目", "text": "正文" })
        };
        let mut item = json!({
            "id": id,
            "session": format!("s{}", self.session),
            "kind": KINDS[self.kind],
            "category": self.category.map(|at| format!("c{at}")),
            "end": self.end.map(|at| json!({ "kind": ENDS[at] })),
            "proposers": &PROPOSERS[..self.proposers],
            "assignments": self.duties.iter().enumerate().map(|(at, one)| one.json(at, self)).collect::<Vec<_>>(),
        });
        extend(&mut item, text);
        item
    }
}

fn extend(value: &mut Value, more: Value) {
    if let (Value::Object(fields), Value::Object(more)) = (value, more) {
        fields.extend::<Map<String, Value>>(more);
    }
}

impl Duty {
    /// Days from 2022-01-01 to the reply.
    pub fn reply_day(&self) -> Option<i32> {
        self.took.map(|took| self.assigned.unwrap_or(0) + took)
    }

    fn json(&self, at: usize, item: &Invented) -> Value {
        let role = item.role(at);
        let mut duty = json!({
            "unit": UNITS[at],
            "role": role,
            "assigned": self.assigned.map(day),
            "due": self.due.map(|due| day(self.assigned.unwrap_or(0) + due)),
            "contact_waived": self.waived,
        });
        if role == Some("joint") {
            if self.replied {
                extend(&mut duty, json!({ "opinion": { "date": self.reply_day().map(day) } }));
            }
            return duty;
        }
        if let Some(before) = self.talk {
            extend(&mut duty, json!({ "contacts": [{ "way": "visit", "before_reply": before }] }));
        }
        if !self.replied {
            return duty;
        }
        let since = self.reply_day().unwrap_or(160);
        let mut reply = json!({ "date": self.reply_day().map(day), "class": self.class.map(|at| CLASSES[at]) });
        match self.level {
            Some(2) => extend(&mut reply, json!({ "disclosure": { "level": "withheld", "reason": "不宜公开" } })),
            Some(1) => extend(&mut reply, json!({ "disclosure": { "level": LEVELS[1], "summary": "摘要" } })),
            Some(_) => extend(&mut reply, json!({ "text": "答复" })),
            None => {}
        }
        let grades = |round: u8, grade: fn(&Voice) -> Option<usize>| {
            self.evaluations.iter().filter_map(move |one| {
                grade(one)
                    .map(|grade| json!({ "proposer": PROPOSERS.get(one.0), "round": round, "result": GRADES[grade] }))
            })
        };
        let evaluations: Vec<Value> = grades(1, |one| one.1).chain(grades(2, |one| one.2)).collect();
        let commitments: Vec<Value> = self
            .commitments
            .iter()
            .map(|(due, kept)| json!({ "text": "承诺", "due": day(since.max(280) + due), "kept": kept.then(|| day(290)) }))
            .collect();
        extend(&mut duty, json!({ "replies": [reply], "evaluations": evaluations, "commitments": commitments }));
        if self.raised {
            extend(&mut duty, json!({ "class_changes": [{ "date": day(since + 1), "class": "A" }] }));
        }
        duty
    }
}

/// An export of these items; `days` after 2022-01-01 is its as-of day, at least 300.
pub fn export(items: &[Value], days: i32) -> String {
    let named = |ids: Vec<String>| ids.into_iter().map(|id| json!({ "id": id, "name": id })).collect::<Vec<_>>();
    let ids = |letter: &str, count: usize| (0..count).map(|at| format!("{letter}{at}")).collect::<Vec<_>>();
    let class = |code: &str, counts_as: &str| json!({ "code": code, "label": code, "counts_as": counts_as });
    let counts_as = ["resolved", "in_progress", "planned", "deferred", "reference"];
    let sessions: Vec<Value> = ids("s", 3)
        .iter()
        .zip(2020..)
        .map(|(id, year)| json!({ "id": id, "body": "cppcc", "year": year, "name": id }))
        .collect();
    let proposers: Vec<Value> = PROPOSERS.iter().map(|id| json!({ "id": id, "name": id, "type": "member" })).collect();
    json!({
        "banli": 1,
        "publisher": { "id": "lake-city", "name": "湖城市" },
        "as_of": day(days.max(FIRST_DAY)),
        "sessions": sessions,
        "units": named(ids("u", 4)),
        "proposers": proposers,
        "categories": named(ids("c", 3)),
        "scheme": { "classes": CLASSES.iter().zip(counts_as).map(|(code, as_)| class(code, as_)).collect::<Vec<_>>() },
        "items": items,
    })
    .to_string()
}

/// Reads exports that have no error and looks at their dataset.
pub fn with<T>(texts: &[String], rules: Rules, look: impl FnOnce(&Dataset) -> T) -> T {
    let names: Vec<String> = (0..texts.len()).map(|at| format!("{at}.json")).collect();
    let files: Vec<SourceFile> =
        names.iter().zip(texts).map(|(name, text)| SourceFile { name, bytes: text.as_bytes(), lines: false }).collect();
    let (data, issues) = read(&files, &rules);
    let data = data.unwrap_or_else(|| panic!("{issues:#?}"));
    look(&data)
}
