//! One invented item: who proposed it, who handles it, and what came of it.

use std::collections::BTreeSet;

use outcomes::date::Date;

use super::city::{City, Session};
use super::duty::{self, Case};
use super::json::{Object, quoted};
use super::random::Random;
use super::rarity::Rarity;
use super::texts;
use super::words::Words;

/// Numbers given so far, by session and kind, and the last plain item of each session.
#[derive(Default)]
pub struct Numbering {
    given: std::collections::BTreeMap<(usize, &'static str), usize>,
    plain: [Option<String>; 6],
}

/// The item at position `at` of `count`.
pub fn item(
    words: &Words,
    city: &City,
    as_of: Date,
    at: usize,
    count: usize,
    numbering: &mut Numbering,
    random: &mut Random,
) -> String {
    let year = at * 3 / count;
    let position = at - (year * count).div_ceil(3);
    let newest = year == 2;
    let rarity = Rarity::at(position, newest);
    let which = year * 2 + usize::from(random.chance(42));
    let session = &city.sessions[which];
    let (kind, ending) = match (session.congress, random.chance(5)) {
        (false, _) => ("proposal", "提案"),
        (true, true) => ("motion", "议案"),
        (true, false) => ("suggestion", "建议"),
    };
    let given = numbering.given.entry((which, kind)).or_default();
    *given += 1;
    let number = format!("{given:03}");
    let id = format!("y{}-{:04}", session.year % 100, position + 1);
    let category = random.pick(&words.categories);
    let topic = *random.pick(&category.words["t"]);
    let (submitted, assigned) = days(session, rarity, newest, as_of, random);
    let title = match rarity {
        Rarity::Long => long_title(topic, ending),
        _ => texts::title(topic, ending, random),
    };
    let named = !matches!(rarity, Rarity::Untitled | Rarity::Withheld);
    let case = Case {
        words,
        city,
        category,
        session,
        topic,
        title: if named { title.clone() } else { format!("{}件", ending) },
        proposers: proposers(city, session.congress, random),
        assigned,
        as_of,
        serial: at,
        rarity,
    };
    let (assignments, replied) = assignments(&case, random);
    let unit = words.unit(category.units[0]);
    let slots = case.slots(unit, topic);
    let proposers: Vec<String> = case.proposers.iter().map(|at| quoted(&city.proposers[*at].id)).collect();
    let numbered = !matches!(rarity, Rarity::Unnumbered | Rarity::Returned | Rarity::Unassigned);
    let mut json = Object::new()
        .text("id", &id)
        .text("session", &session.id)
        .text("kind", kind)
        .maybe("number", numbered.then_some(number))
        .maybe("title", named.then_some(title))
        .text("category", category.id)
        .list("proposers", &proposers)
        .text("submitted", submitted)
        .flag("key", random.chance(5));
    if let Some(end) = end(&case, submitted, numbering.plain[which].as_deref(), random) {
        json = json.raw("end", end);
    } else if rarity == Rarity::None {
        numbering.plain[which] = Some(id);
    }
    match rarity {
        Rarity::Withheld => {
            let reason = texts::sentence(words, "reason", &slots, random);
            let level = Object::new().text("level", "withheld").text("reason", reason).end();
            json = json.raw("disclosure", level).raw("publication_agreed", true);
        }
        Rarity::Refused => {
            let summary = format!("提出人不同意公开原文。所提事项与{topic}有关。");
            let level = Object::new().text("level", "summary").text("summary", summary).end();
            json = json.raw("disclosure", level).raw("publication_agreed", false);
        }
        _ => {
            if random.chance(92) {
                json = json.raw("publication_agreed", true);
            }
            json = json.text("text", texts::body(words, &slots, random));
        }
    }
    let joint = assignments.iter().filter(|one| one.contains("\"role\":\"joint\"")).count();
    if rarity.publishes() {
        json = json.list("points", &points(&case, unit, replied.is_some(), random));
    }
    json = json.list("assignments", &assignments);
    if joint > 0 && random.chance(3) {
        json = json.raw("joint_units", joint + 2);
    }
    if let Some(day) = replied.filter(|_| rarity.publishes()) {
        json = results(&case, day, json, random);
    }
    let note = match rarity {
        Rarity::Unnumbered => Some("闭会期间提出，未编号。"),
        Rarity::Untitled => Some("来件未载明标题。"),
        Rarity::Undated => Some("答复日期未载明。"),
        Rarity::Unstated => Some("办理信息尚未归集。"),
        _ => None,
    };
    json.maybe("note", note).end()
}

/// Day of submission and day of assignment.
fn days(session: &Session, rarity: Rarity, newest: bool, as_of: Date, random: &mut Random) -> (Date, Date) {
    let opened = session.opened;
    if rarity == Rarity::Unassigned {
        let submitted = as_of.plus_days(-random.between(1, 9));
        return (submitted, as_of);
    }
    let late = if newest { 75 } else { 15 };
    let submitted = opened.plus_days(if random.chance(late) { random.between(10, 100) } else { random.between(0, 3) });
    let assigned = submitted.plus_days(random.between(9, 34));
    if rarity == Rarity::Overdue {
        return (opened.plus_days(random.between(0, 3)), as_of.plus_days(-random.between(96, 124)));
    }
    if rarity == Rarity::Partly {
        return (submitted.min(opened.plus_days(40)), as_of.plus_days(-random.between(62, 84)));
    }
    (submitted, assigned)
}

fn long_title(topic: &str, ending: &str) -> String {
    format!(
        "关于落实全市民生实事部署要求、统筹推进老城区与新建片区{topic}以及配套设施规划、建设、管理、使用全过程衔接，\
         切实解决群众反映强烈的急难愁盼问题，并建立办理、反馈、评价、改进相互贯通的常态长效工作办法的若干{ending}"
    )
}

/// One to five proposers.
fn proposers(city: &City, congress: bool, random: &mut Random) -> Vec<usize> {
    let pool = if congress { &city.deputies } else { &city.members };
    let lead = *random.pick(pool);
    let mut all = vec![lead];
    let more = if city.proposers[lead].kind == "group" || random.chance(55) { 0 } else { random.between(1, 4) };
    for _ in 0..more {
        let next = *random.pick(pool);
        if !all.contains(&next) && city.proposers[next].kind != "group" {
            all.push(next);
        }
    }
    all
}

/// The duties, those that owe a reply first, and the day of the first reply.
fn assignments(case: &Case, random: &mut Random) -> (Vec<String>, Option<Date>) {
    if matches!(case.rarity, Rarity::Returned | Rarity::Merged | Rarity::Unassigned) {
        return (Vec::new(), None);
    }
    let words = case.words;
    let lead = if words.units.len() > 24 && random.chance(60) {
        random.between(24, words.units.len() as i32 - 1) as usize
    } else {
        words.unit(random.pick::<&str>(&case.category.units))
    };
    let mut units = vec![lead];
    let form = if case.rarity == Rarity::Partly { 0 } else { random.between(1, 100) };
    let more = match form {
        0 => 1,
        1..=6 => random.between(1, 2),
        7..=45 => 0,
        _ => random.between(1, 4),
    };
    for _ in 0..more {
        let next = random.between(0, words.units.len() as i32 - 1) as usize;
        if !units.contains(&next) {
            units.push(next);
        } else if case.rarity == Rarity::Partly {
            units.push((next + 1) % words.units.len());
        }
    }
    let mut all = Vec::new();
    let mut replied = None;
    for (at, unit) in units.iter().enumerate() {
        let role = match form {
            _ if units.len() == 1 => "sole",
            0..=6 => "separate",
            _ if at == 0 => "lead",
            _ => {
                all.push(duty::joint(case, *unit, random));
                continue;
            }
        };
        let open = case.rarity == Rarity::Overdue || (case.rarity == Rarity::Partly && at > 0);
        let duty = duty::owed(case, *unit, role, open, random);
        replied = replied.or(duty.replied);
        all.push(duty.json);
    }
    (all, replied)
}

fn end(case: &Case, submitted: Date, earlier: Option<&str>, random: &mut Random) -> Option<String> {
    let (kind, day, reason) = match case.rarity {
        Rarity::Withdrawn => ("withdrawn", case.assigned.plus_days(random.between(6, 20)), "提出人申请撤回"),
        Rarity::Returned => ("returned", submitted.plus_days(random.between(4, 12)), "所提事项不属于本市职权范围"),
        Rarity::Merged => ("merged", submitted.plus_days(random.between(4, 12)), "与另一件内容相同，合并办理"),
        _ => return None,
    };
    let into = earlier.filter(|_| kind == "merged");
    let day = case.by_now(day).unwrap_or(case.as_of);
    Some(Object::new().text("kind", kind).text("date", day).maybe("into", into).text("reason", reason).end())
}

fn points(case: &Case, unit: usize, answered: bool, random: &mut Random) -> Vec<String> {
    if !random.chance(45) {
        return Vec::new();
    }
    let slots = case.slots(unit, case.topic);
    let mut said = BTreeSet::new();
    (0..random.between(1, 3))
        .filter_map(|_| {
            let problem = slots.fill("{q}", random);
            let template = *random.pick(&["已采纳：{d}。", "正在落实：{m}。", "{d}，下一步将{m}。"]);
            let answer = answered.then(|| slots.fill(template, random));
            // Nobody names the same problem twice.
            said.insert(problem.clone()).then(|| Object::new().text("problem", problem).maybe("answer", answer).end())
        })
        .collect()
}

/// Effects, outputs and milestones of a replied item.
fn results(case: &Case, replied: Date, mut json: Object, random: &mut Random) -> Object {
    if random.chance(14) {
        let (what, unit, before, after) = *random.pick(&[
            ("办理时限", "个工作日", (15, 30), (1, 7)),
            ("申请材料", "项", (9, 20), (2, 5)),
            ("群众跑动", "次", (3, 6), (1, 1)),
            ("月均投诉", "件", (40, 130), (5, 30)),
            ("高峰平均等候", "分钟", (35, 80), (8, 25)),
            ("设施覆盖率", "%", (22, 45), (60, 96)),
        ]);
        let (before, after) = (random.between(before.0, before.1), random.between(after.0, after.1));
        let effect = Object::new().text("what", what).text("unit", unit).raw("before", before).raw("after", after);
        json = json.list("effects", &[effect.end()]);
    }
    if random.chance(14) {
        let form = *random.pick(&["管理办法", "三年行动方案", "工作指引", "建设导则"]);
        let (year, month) = (replied.year(), replied.month());
        let date = random.pick(&[format!("{year}"), format!("{year}-{month:02}"), replied.to_string()]).clone();
        let number = random.chance(60).then(|| format!("云政办发〔{year}〕{}号", case.serial % 90 + 1));
        let output = Object::new().text("title", format!("云岭市{}{form}", case.topic)).text("date", date);
        json = json.list("outputs", &[output.maybe("document_number", number).end()]);
    }
    if random.chance(15) {
        let steps = case.words.phrases("milestone");
        let span = case.as_of.days_since(case.assigned).clamp(5, 300) / 5;
        let day = |at: usize| case.assigned.plus_days(span * (at as i32 + 1) - 3);
        let milestones: Vec<String> = (0..random.between(2, 5) as usize)
            .map(|at| {
                let day = day(at);
                let date = if at == 0 { format!("{}-{:02}", day.year(), day.month()) } else { day.to_string() };
                Object::new().text("date", date).text("text", steps[at]).end()
            })
            .collect();
        json = json.list("milestones", &milestones);
    }
    json
}
