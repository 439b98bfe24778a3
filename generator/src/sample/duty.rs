//! One unit's duty for an invented item: when it was assigned, talked over, answered and judged.

use outcomes::date::Date;

use super::city::{City, Session};
use super::json::Object;
use super::outcome;
use super::random::Random;
use super::rarity::Rarity;
use super::texts;
use super::words::{Category, Slots, Words};

/// What the duties of one item have in common.
pub struct Case<'c> {
    /// Words of the city.
    pub words: &'c Words,
    /// The city.
    pub city: &'c City,
    /// Category.
    pub category: &'c Category,
    /// Session.
    pub session: &'c Session,
    /// Topic of the title.
    pub topic: &'c str,
    /// Title; a general word where the item has none.
    pub title: String,
    /// Positions of the proposers, the lead first.
    pub proposers: Vec<usize>,
    /// Day of assignment.
    pub assigned: Date,
    /// Day the data describes.
    pub as_of: Date,
    /// Number of the item among all, for document and index numbers.
    pub serial: usize,
    /// What is unusual about the item.
    pub rarity: Rarity,
}

impl Case<'_> {
    /// Slots of sentences of the unit at this position.
    pub fn slots<'s>(&'s self, unit: usize, topic: &'s str) -> Slots<'s> {
        let other = (unit + self.serial % 7 + 1) % 24;
        Slots {
            category: self.category,
            topic,
            unit: &self.words.units[unit].name,
            other: &self.words.units[other].name,
            year: self.session.year,
            several: self.proposers.len() > 1,
        }
    }

    /// Who a letter is addressed to.
    pub fn salutation(&self) -> String {
        let names: Vec<&str> = self.proposers.iter().map(|at| self.city.proposers[*at].name.as_str()).collect();
        let title = match self.city.proposers[self.proposers[0]].kind {
            "deputy" => "代表",
            "member" => "委员",
            _ => "",
        };
        format!("{}{title}：", names.join("、"))
    }

    /// `day`, unless it lies after the day the data describes.
    pub fn by_now(&self, day: Date) -> Option<Date> {
        (day <= self.as_of).then_some(day)
    }
}

/// A duty as JSON and the day of its reply.
pub struct Duty {
    /// The assignment.
    pub json: String,
    /// Day of the first reply, where made.
    pub replied: Option<Date>,
}

/// A duty that owes its own reply.
pub fn owed(case: &Case, unit: usize, role: &str, open: bool, random: &mut Random) -> Duty {
    let head = Object::new().text("unit", &case.words.units[unit].id).text("role", role);
    if case.rarity == Rarity::Unstated {
        return Duty { json: head.end(), replied: None };
    }
    let pace = case.words.units[unit].pace;
    let rule = case.assigned.plus_months(3);
    let extended = random.chance(6) && case.rarity != Rarity::Overdue;
    let due = if extended { case.assigned.plus_months(random.between(4, 6) as u32) } else { rule };
    let late = random.chance((5 + pace).clamp(1, 13) as u32);
    let day = if late {
        due.plus_days(random.between(2, 40))
    } else if extended {
        due.plus_days(-random.between(1, 25))
    } else {
        let days = 58 + pace + random.between(-22, 22) + random.between(-9, 9);
        case.assigned.plus_days(days.clamp(21, 87))
    };
    let replied = case.by_now(day).filter(|_| !open && case.rarity != Rarity::Withdrawn);
    let accepted = case.assigned.plus_days(random.between(0, 5));
    let extension = Object::new()
        .text("until", due)
        .maybe("approved", case.by_now(rule.plus_days(-random.between(5, 20))))
        .text("reason", texts::sentence(case.words, "extension", &case.slots(unit, case.topic), random))
        .end();
    let known = extended && case.by_now(rule).is_some();
    let mut json = head.text("assigned", case.assigned).maybe("accepted", case.by_now(accepted));
    if known {
        json = json.raw("extension", extension);
    } else if case.serial % 40 == 9 {
        json = json.text("due", rule.plus_days(10));
    }
    let waived = case.rarity == Rarity::Waived || random.chance(3);
    let contacts = contacts(case, unit, accepted, replied, waived, random);
    json = json.list("contacts", &contacts).flag("contact_waived", waived);
    if let Some(replied) = replied {
        json = outcome::after(case, unit, replied, json, random);
    }
    Duty { json: json.end(), replied }
}

/// A joint duty: an opinion to the lead, now and then late or missing.
pub fn joint(case: &Case, unit: usize, random: &mut Random) -> String {
    let head = Object::new().text("unit", &case.words.units[unit].id).text("role", "joint");
    if case.rarity == Rarity::Unstated {
        return head.end();
    }
    let due = case.assigned.plus_months(1);
    let day = match random.between(1, 100) {
        1..=7 => None,
        8..=14 => Some(due.plus_days(random.between(1, 25))),
        _ => Some(case.assigned.plus_days(random.between(6, 27))),
    };
    let opinion = day.and_then(|day| case.by_now(day)).map(|day| {
        let text = random
            .chance(70)
            .then(|| texts::sentence(case.words, "opinion", &case.slots(unit, case.topic), random))
            .filter(|_| case.rarity.publishes());
        Object::new().text("date", day).maybe("text", text).end()
    });
    let mut json = head
        .text("assigned", case.assigned)
        .maybe("accepted", case.by_now(case.assigned.plus_days(random.between(0, 6))));
    if let Some(opinion) = opinion.filter(|_| case.rarity != Rarity::Withdrawn) {
        json = json.raw("opinion", opinion);
    }
    json.end()
}

/// Talks: most before the reply, some after it, a few undated or several times.
fn contacts(
    case: &Case,
    unit: usize,
    accepted: Date,
    replied: Option<Date>,
    waived: bool,
    random: &mut Random,
) -> Vec<String> {
    const WAYS: [&str; 6] = ["meeting", "visit", "phone", "on_site", "invited", "letter"];
    let mut all = Vec::new();
    let until = replied.map_or(case.as_of, |day| day.plus_days(-1));
    let span = until.days_since(accepted);
    let share = if replied.is_some() { 95 } else { 60 };
    let note = |random: &mut Random| {
        let text = texts::sentence(case.words, "contact", &case.slots(unit, case.topic), random);
        (case.rarity.publishes() && random.chance(70)).then_some(text)
    };
    if !waived && span > 0 && random.chance(share) {
        for _ in 0..random.between(1, 2) {
            let day = accepted.plus_days(random.between(1, span.min(70)));
            let dated = !random.chance(4);
            let times = random.chance(12).then(|| random.between(2, 4));
            let mut contact =
                Object::new().maybe("date", dated.then_some(day)).text("way", WAYS[skewed(WAYS.len(), random)]);
            if let Some(times) = times {
                contact = contact.raw("times", times);
            }
            if !dated {
                contact = contact.flag("before_reply", true);
            }
            all.push((day, contact.maybe("note", note(random)).end()));
        }
    }
    if let Some(day) = replied.and_then(|day| case.by_now(day.plus_days(random.between(4, 40))))
        && random.chance(15)
    {
        let way = *random.pick(&["phone", "visit", "letter"]);
        all.push((day, Object::new().text("date", day).text("way", way).text("note", "答复后回访").end()));
    }
    all.sort_by_key(|(day, _)| *day);
    all.into_iter().map(|(_, contact)| contact).collect()
}

/// A position below `len`, the first ones more often.
fn skewed(len: usize, random: &mut Random) -> usize {
    let high = len as i32 - 1;
    random.between(0, high).min(random.between(0, high)) as usize
}
