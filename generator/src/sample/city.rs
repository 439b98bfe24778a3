//! The invented city: its sessions, and the people who propose.

use std::collections::BTreeSet;

use outcomes::date::Date;

use super::json::Object;
use super::random::Random;
use super::words::{AREAS, Words};

const SURNAMES: &str = "林陆沈顾邵温祝柳凌童翟岳施项卓申葛柏成戚岑管楚苗庄舒符连简齐\
                        姚范方石谭廖邹金郝崔康毛秦江史侯孟龙万段雷钱汤尹黎易常武乔贺";
const GIVEN: &str = "知远若宁景和书言怀瑾星野云舟思源望舒清嘉予安承泽以恒明岚修齐念慈\
                     临风雨桐佩兰秋实向阳立夏新禾竹影长河守正南枝北辰如松问渠映雪";
const SECTORS: [&str; 10] = [
    "经济界",
    "教育界",
    "医药卫生界",
    "科学技术界",
    "农业和农村界",
    "文化艺术界",
    "社会福利和社会保障界",
    "工商联界",
    "青年联合会界",
    "特别邀请人士",
];
const GROUPS: [&str; 8] = [
    "市政协社会和法制委员会",
    "市政协教科卫体委员会",
    "市政协农业和农村委员会",
    "市工商业联合会",
    "市妇女联合会",
    "市科学技术协会",
    "共青团云岭市委员会",
    "市政协经济界、农业和农村界、社会福利和社会保障界委员联组暨社情民意信息直报点（含高新区、旅游度假区委员活动小组）",
];

/// A session of the congress or the CPPCC.
pub struct Session {
    /// Id.
    pub id: String,
    /// Whether it is the congress's.
    pub congress: bool,
    /// Number within the eighth term.
    pub number: u16,
    /// Year.
    pub year: i32,
    /// The day it opened.
    pub opened: Date,
}

/// A deputy, a member or a group.
pub struct Proposer {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `deputy`, `member` or `group`.
    pub kind: &'static str,
    /// Delegation or sector.
    pub delegation: Option<String>,
}

/// Everything that items refer to, beside units and categories.
pub struct City {
    /// Two a year, 2023 to 2025.
    pub sessions: Vec<Session>,
    /// Proposers; two of the deputies have the same name.
    pub proposers: Vec<Proposer>,
    /// Positions of deputies.
    pub deputies: Vec<usize>,
    /// Positions of members and groups.
    pub members: Vec<usize>,
}

impl City {
    /// A city with `count` proposers.
    pub fn new(count: usize, random: &mut Random) -> Self {
        let proposers = proposers(count, random);
        let of = |deputy| (0..count).filter(|at| (proposers[*at].kind == "deputy") == deputy).collect();
        Self { sessions: sessions(), deputies: of(true), members: of(false), proposers }
    }

    /// The export up to the list of items, which it leaves open.
    pub fn header(&self, words: &Words, as_of: Date) -> String {
        let publisher = Object::new()
            .text("id", "yunling")
            .text("name", "云岭市人民政府办公室（虚构）")
            .text("name_en", "General Office of Yunling Municipal Government (fictional)")
            .text("organisation_code", "YL0000001")
            .end();
        let units: Vec<String> = words
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| {
                Object::new()
                    .text("id", &unit.id)
                    .text("name", &unit.name)
                    .text("name_en", &unit.name_en)
                    .maybe("parent", Some(&unit.parent).filter(|parent| !parent.is_empty()))
                    .maybe("service_phone", (at % 3 == 0).then(|| format!("0000-{:07}", 1_000_000 + at * 137)))
                    .end()
            })
            .collect();
        let proposers: Vec<String> = self.proposers.iter().map(Proposer::json).collect();
        let categories: Vec<String> = words
            .categories
            .iter()
            .map(|one| Object::new().text("id", one.id).text("name", one.name).text("name_en", one.name_en).end())
            .collect();
        let sessions: Vec<String> = self.sessions.iter().map(Session::json).collect();
        Object::of_lines()
            .raw("banli", 1)
            .flag("fictional", true)
            .raw("publisher", publisher)
            .text("as_of", as_of)
            .text("exported", as_of)
            .rows("sessions", &sessions)
            .rows("units", &units)
            .rows("proposers", &proposers)
            .rows("categories", &categories)
            .raw("scheme", scheme())
            .open("items")
    }
}

impl Session {
    fn json(&self) -> String {
        let number = ["一", "二", "三", "四", "五"][usize::from(self.number) - 1];
        let ordinal = ["First", "Second", "Third", "Fourth", "Fifth"][usize::from(self.number) - 1];
        let (body, name, name_en) = if self.congress {
            ("congress", format!("市八届人大{number}次会议"), "Eighth Municipal People's Congress")
        } else {
            ("cppcc", format!("市政协八届{number}次会议"), "Eighth Municipal CPPCC")
        };
        Object::new()
            .text("id", &self.id)
            .text("body", body)
            .raw("term", 8)
            .raw("number", self.number)
            .raw("year", self.year)
            .text("name", name)
            .text("name_en", format!("{ordinal} Session of the {name_en}"))
            .end()
    }
}

impl Proposer {
    fn json(&self) -> String {
        Object::new()
            .text("id", &self.id)
            .text("name", &self.name)
            .text("type", self.kind)
            .maybe("delegation", self.delegation.as_ref())
            .end()
    }
}

/// Two sessions a year. The newest ones met late in the year, so most of their items are still open.
fn sessions() -> Vec<Session> {
    let mut all = Vec::new();
    for (number, year, month, day) in [(3, 2023, 1, 10), (4, 2024, 1, 16), (5, 2025, 7, 15)] {
        for congress in [true, false] {
            all.push(Session {
                id: format!("{}-8-{number}", if congress { "congress" } else { "cppcc" }),
                congress,
                number,
                year,
                opened: Date::new(year as i16, month, day).expect("the day exists"),
            });
        }
    }
    all
}

fn proposers(count: usize, random: &mut Random) -> Vec<Proposer> {
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let given: Vec<char> = GIVEN.chars().collect();
    let mut names = BTreeSet::new();
    let mut all: Vec<Proposer> = Vec::new();
    for at in 0..count {
        let mut name = String::new();
        for _ in 0..50 {
            name = [random.pick(&surnames), random.pick(&given)].into_iter().collect();
            if random.chance(85) {
                name.push(*random.pick(&given));
            }
            if names.insert(name.clone()) {
                break;
            }
        }
        let (kind, delegation) = match at % 20 {
            0..11 => ("deputy", Some(format!("{}代表团", random.pick(&AREAS).0))),
            11..19 => ("member", Some((*random.pick(&SECTORS)).to_owned())),
            _ => ("group", None),
        };
        if kind == "group" {
            let round = at / 20 / GROUPS.len();
            let suffix = if round == 0 { String::new() } else { format!("第{}工作组", round + 1) };
            name = format!("{}{suffix}", GROUPS[at / 20 % GROUPS.len()]);
        }
        let letter = &kind[..1];
        all.push(Proposer { id: format!("{letter}-{:04}", at + 1), name, kind, delegation });
    }
    // Two different people with the same name.
    all[1].name = all[0].name.clone();
    all[0].delegation = Some(format!("{}代表团", AREAS[0].0));
    all[1].delegation = Some(format!("{}代表团", AREAS[4].0));
    all
}

fn scheme() -> String {
    let class = |(code, label, label_en, counts_as): (&str, &str, &str, &str)| {
        Object::new()
            .text("code", code)
            .text("label", label)
            .text("label_en", label_en)
            .text("counts_as", counts_as)
            .end()
    };
    let classes = [
        ("A", "所提问题已经解决或基本解决", "Resolved or basically resolved", "resolved"),
        ("B", "所提问题正在解决", "Being resolved", "in_progress"),
        ("C", "已列入规划逐步解决", "Planned, to be resolved step by step", "planned"),
        ("D", "因条件限制待以后解决", "Deferred until conditions allow", "deferred"),
        ("E", "所提意见留作参考", "Kept for reference", "reference"),
    ]
    .map(class);
    let grades = [
        ("satisfied", "满意", "satisfied"),
        ("basically_satisfied", "基本满意", "basically_satisfied"),
        ("dissatisfied", "不满意", "dissatisfied"),
    ]
    .map(|(code, label, counts_as)| {
        Object::new().text("code", code).text("label", label).text("counts_as", counts_as).end()
    });
    Object::new().list("classes", &classes).list("evaluations", &grades).end()
}
