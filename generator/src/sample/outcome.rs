//! What follows once a unit has answered: replies, judgements, second handling, promises, upgrades.

use outcomes::date::Date;

use super::duty::Case;
use super::json::Object;
use super::random::Random;
use super::rarity::Rarity;
use super::texts;

const GRADES: [&str; 3] = ["satisfied", "basically_satisfied", "dissatisfied"];

/// Adds replies, evaluations, class changes and commitments to a replied duty.
pub fn after(case: &Case, unit: usize, replied: Date, json: Object, random: &mut Random) -> Object {
    let class = match random.between(1, 100) - case.words.units[unit].pace {
        ..=54 => "A",
        55..=79 => "B",
        80..=88 => "C",
        89..=94 => "D",
        _ => "E",
    };
    let dated = case.rarity != Rarity::Undated;
    let mut replies = vec![reply(case, unit, replied, class, dated, false, random)];
    let first = evaluations(case, unit, replied, random);
    let mut evaluations: Vec<String> = first.iter().map(|one| one.json(case, unit, random)).collect();
    let unhappy: Vec<&Evaluation> = first.iter().filter(|one| one.grade == 2).collect();
    let again = unhappy.iter().map(|one| one.day).max().map(|day| day.plus_days(random.between(18, 45)));
    let again = again.and_then(|day| case.by_now(day)).filter(|_| !random.chance(8));
    let mut standing = (class, replied);
    if let Some(day) = again {
        standing = (if random.chance(60) { "A" } else { "B" }, day);
        replies.push(reply(case, unit, day, standing.0, true, true, random));
        for one in unhappy {
            let grade = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2][random.between(0, 9) as usize];
            let day = day.plus_days(random.between(4, 20));
            if case.by_now(day).is_some() && random.chance(90) {
                let second = Evaluation { proposer: one.proposer, round: 2, day, grade };
                evaluations.push(second.json(case, unit, random));
            }
        }
    }
    let (commitments, kept) = commitments(case, unit, class, standing, random);
    let upgrade = kept.filter(|_| standing.0 == "B" && again.is_none() && random.chance(75));
    let upgrade = upgrade.and_then(|day| case.by_now(day.plus_days(random.between(0, 10))));
    let changes: Vec<String> = upgrade
        .map(|day| {
            let reason = texts::sentence(case.words, "upgrade", &case.slots(unit, case.topic), random);
            let reason = Some(reason).filter(|_| case.rarity.publishes());
            Object::new().text("date", day).text("class", "A").maybe("reason", reason).end()
        })
        .into_iter()
        .collect();
    json.list("replies", &replies)
        .list("class_changes", &changes)
        .list("evaluations", &evaluations)
        .list("commitments", &commitments)
}

fn reply(case: &Case, unit: usize, day: Date, class: &str, dated: bool, second: bool, random: &mut Random) -> String {
    let slots = case.slots(unit, case.topic);
    let office = &case.words.units[unit];
    let number = case.serial * 2 + usize::from(second);
    let document = format!("云{}函〔{}〕{}号", office.short, day.year(), number % 900 + 1);
    let issuer = if office.name.starts_with('市') { format!("云岭{}", office.name) } else { office.name.clone() };
    let explanation = matches!(class, "D" | "E")
        .then(|| texts::sentence(case.words, "explanation", &slots, random))
        .filter(|_| case.rarity != Rarity::Withheld);
    let level = match (case.rarity, random.between(1, 100)) {
        (Rarity::Withheld, _) | (Rarity::Refused, ..=50) => "withheld",
        (Rarity::Refused, _) => "summary",
        (_, ..=9) => "summary",
        (_, 10..=12) => "withheld",
        _ => "full",
    };
    let mut json = Object::new()
        .maybe("date", dated.then_some(day))
        .text("document_number", &document)
        .text("class", class)
        .maybe("explanation", explanation.or_else(|| withheld_explanation(case, class)));
    if level == "summary" {
        let summary = texts::sentence(case.words, "summary", &slots, random);
        json = json.raw("disclosure", Object::new().text("level", level).text("summary", summary).end());
    } else if level == "withheld" {
        let reason = match case.rarity {
            Rarity::Refused => "提出人不同意公开".to_owned(),
            _ => texts::sentence(case.words, "reason", &slots, random),
        };
        json = json.raw("disclosure", Object::new().text("level", level).text("reason", reason).end());
    }
    if level != "full" {
        return json.end();
    }
    let written = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    let signature = if dated { format!("{issuer}\n{written}") } else { issuer.clone() };
    let titled = case.slots(unit, &case.title);
    let text = texts::letter(case.words, &titled, &case.salutation(), &signature, second, random);
    let header = case.by_now(day.plus_days(random.between(5, 14))).map(|published| {
        Object::new()
            .text("index_number", format!("YL0000001/{}-{number:05}", published.year()))
            .text("document_number", &document)
            .text("subject", case.category.name)
            .text("issuer", &issuer)
            .maybe("issued", dated.then_some(day))
            .text("published", published)
            .text("validity", "有效")
            .end()
    });
    let json = json.text("text", text);
    match header {
        Some(header) if case.serial.is_multiple_of(2) => json.raw("header", header).end(),
        _ => json.end(),
    }
}

/// A withheld item's reply says no more than that the reason was given.
fn withheld_explanation(case: &Case, class: &str) -> Option<String> {
    (case.rarity == Rarity::Withheld && matches!(class, "D" | "E")).then(|| "已当面向提出人说明。".to_owned())
}

struct Evaluation {
    proposer: Option<usize>,
    round: u8,
    day: Date,
    grade: usize,
}

impl Evaluation {
    fn json(&self, case: &Case, unit: usize, random: &mut Random) -> String {
        let attitude = (case.session.year > 2023 && random.chance(35))
            .then(|| GRADES[if random.chance(90) { 0 } else { self.grade.min(1) }]);
        let section = if self.grade == 2 { "dissatisfied" } else { "comment" };
        let comment = (case.rarity.publishes() && random.chance(30 + 60 * u32::from(self.grade == 2)))
            .then(|| texts::sentence(case.words, section, &case.slots(unit, case.topic), random));
        let json = Object::new()
            .maybe("proposer", self.proposer.map(|at| &case.city.proposers[at].id))
            .raw("round", self.round);
        json.text("date", self.day)
            .text("result", GRADES[self.grade])
            .maybe("attitude", attitude)
            .maybe("comment", comment)
            .end()
    }
}

/// First-round judgements: the lead's nearly always, the co-signers' sometimes.
fn evaluations(case: &Case, unit: usize, replied: Date, random: &mut Random) -> Vec<Evaluation> {
    let pace = case.words.units[unit].pace;
    if random.chance(7) {
        return Vec::new();
    }
    let unnamed = case.proposers.len() == 1 && random.chance(3);
    let mut all = Vec::new();
    for (at, proposer) in case.proposers.iter().enumerate() {
        let day = replied.plus_days(random.between(3, 25));
        if case.by_now(day).is_none() || (at > 0 && !random.chance(35)) {
            continue;
        }
        let roll = random.between(1, 100);
        let grade = usize::from(roll > 88 - pace) + usize::from(roll > 97 - pace / 2);
        all.push(Evaluation { proposer: (!unnamed).then_some(*proposer), round: 1, day, grade });
    }
    all
}

/// Promises of classes that need them, and the day the first of them was kept.
fn commitments(
    case: &Case,
    unit: usize,
    first_class: &str,
    (class, replied): (&str, Date),
    random: &mut Random,
) -> (Vec<String>, Option<Date>) {
    let mut all = Vec::new();
    let mut first = None;
    let count = match (first_class, class) {
        ("B" | "C", _) | (_, "B" | "C") => random.between(1, 2),
        _ => i32::from(random.chance(6)),
    };
    for at in 0..count {
        let template = *random.pick(case.words.phrases("commitment"));
        let due = if template.starts_with("{z}") {
            Date::new(case.session.year as i16 + 1, 12, 31).expect("the day exists")
        } else {
            replied.plus_days(random.between(40, 320))
        };
        let kept = match case.by_now(due) {
            Some(_) if random.chance(82) => {
                let early = due.days_since(replied).min(40) - 5;
                Some(due.plus_days(-random.between(0, early)))
            }
            Some(_) => random.chance(30).then(|| due.plus_days(random.between(3, 30))),
            None if random.chance(25) => Some(replied.plus_days(random.between(20, 120))),
            None => None,
        };
        let kept = kept.filter(|day| *day <= case.as_of && *day > replied);
        if at == 0 {
            first = kept;
        }
        let text = if case.rarity.publishes() {
            case.slots(unit, case.topic).fill(template, random)
        } else {
            "按答复时限落实并反馈".to_owned()
        };
        all.push(Object::new().text("text", text).text("due", due).maybe("kept", kept).end());
    }
    (all, first)
}
