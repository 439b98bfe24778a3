//! The invented city's words: units, categories and sentences, read from the text files beside it.

use std::collections::BTreeMap;

use super::random::Random;

/// A unit of the city.
pub struct Unit {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// Id of the unit it is a section of; empty where it is none.
    pub parent: String,
    /// Short name in document numbers.
    pub short: String,
    /// Days earlier (negative) or later than others that it replies.
    pub pace: i32,
}

/// A subject category with what is said about it.
pub struct Category {
    /// Id.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Ids of the units that lead.
    pub units: Vec<&'static str>,
    /// Topics (`t`), problems (`p`), measures (`m`) and work done (`d`).
    pub words: BTreeMap<&'static str, Vec<&'static str>>,
}

/// All words.
pub struct Words {
    /// Units, the city's own first, then those of its districts.
    pub units: Vec<Unit>,
    /// Categories.
    pub categories: Vec<Category>,
    phrases: BTreeMap<&'static str, Vec<&'static str>>,
}

/// Districts and counties.
pub const AREAS: [(&str, &str); 12] = [
    ("松溪区", "Songxi"),
    ("望山区", "Wangshan"),
    ("临湖区", "Linhu"),
    ("云台区", "Yuntai"),
    ("青屏县", "Qingping"),
    ("石泉县", "Shiquan County"),
    ("白鹭县", "Bailu"),
    ("竹源县", "Zhuyuan"),
    ("禾丰县", "Hefeng"),
    ("梅岭县", "Meiling"),
    ("云岭高新区", "Yunling Hi-tech Zone"),
    ("云岭旅游度假区", "Yunling Resort"),
];

const PLACES: [&str; 22] = [
    "松溪区老街",
    "望山区北门街道",
    "临湖区柳堤社区",
    "云台区新桥片区",
    "青屏县城关镇",
    "石泉县河口镇",
    "白鹭县沿河各村",
    "竹源县竹海镇",
    "禾丰县粮站片区",
    "梅岭县茶山乡",
    "云岭高新区二期",
    "城南安置片区",
    "火车站前广场",
    "老机械厂宿舍区",
    "枫林大学城",
    "滨湖步道沿线",
    "东门市场周边",
    "南岭新城",
    "双井街道",
    "云岭旅游度假区",
    "桐花镇",
    "石桥乡",
];

impl Words {
    /// Reads the words; `districts` further units belong to districts and counties.
    pub fn read(districts: usize) -> Self {
        let mut units: Vec<Unit> = lines(include_str!("words/units.txt")).map(unit).collect();
        let own = units.len();
        for at in 0..districts {
            let (area, area_en) = AREAS[at % AREAS.len()];
            let head = &units[(at / AREAS.len()) % own];
            let name = head.name.strip_prefix('市').unwrap_or(&head.name);
            units.push(Unit {
                id: format!("area-{:03}", at + 1),
                name: format!("{area}{name}"),
                name_en: format!("{area_en} {}", head.name_en),
                parent: String::new(),
                short: format!("{}{}", &area[..3], head.short),
                pace: head.pace + at as i32 % 5 - 2,
            });
        }
        Self { units, categories: categories(), phrases: phrases() }
    }

    /// Position of the unit with this id.
    pub fn unit(&self, id: &str) -> usize {
        self.units.iter().position(|unit| unit.id == id).expect("categories name units that exist")
    }

    /// The sentences of a section.
    pub fn phrases(&self, section: &str) -> &[&'static str] {
        &self.phrases[section]
    }
}

/// What the slots of a sentence are filled with, beside numbers and places.
pub struct Slots<'w> {
    /// Category whose problems and measures are meant.
    pub category: &'w Category,
    /// Topic, or the title where a letter names it.
    pub topic: &'w str,
    /// Unit.
    pub unit: &'w str,
    /// Another unit.
    pub other: &'w str,
    /// Year of the session.
    pub year: i32,
    /// Whether several proposers are addressed.
    pub several: bool,
}

impl Slots<'_> {
    /// `template` with every slot filled.
    pub fn fill(&self, template: &str, random: &mut Random) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, behind) = after.split_once('}').expect("every slot is closed");
            filled.push_str(before);
            match slot {
                "t" => filled.push_str(self.topic),
                "u" => filled.push_str(self.unit),
                "v" => filled.push_str(self.other),
                "h" => filled.push_str(if self.several { "你们" } else { "您" }),
                "p" => filled.push_str(random.pick::<&str>(&PLACES)),
                "y" => filled.push_str(&(self.year - 1).to_string()),
                "z" => filled.push_str(&(self.year + 1).to_string()),
                "a" => filled.push_str(&random.between(2, 9).to_string()),
                "b" => filled.push_str(&random.between(11, 86).to_string()),
                "c" => filled.push_str(&random.between(120, 2900).to_string()),
                "r" => filled.push_str(&random.between(31, 96).to_string()),
                _ => {
                    let key = if slot == "q" { "p" } else { slot };
                    let inner = random.pick::<&str>(&self.category.words[key]);
                    filled.push_str(&self.fill(inner, random));
                }
            }
            rest = behind;
        }
        filled + rest
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("//"))
}

fn unit(line: &'static str) -> Unit {
    let mut parts = line.split('|').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Unit {
        id: next(),
        name: next(),
        name_en: next(),
        parent: next(),
        short: next(),
        pace: next().parse().expect("a pace is a whole number"),
    }
}

fn categories() -> Vec<Category> {
    let mut all: Vec<Category> = Vec::new();
    for line in lines(include_str!("words/categories.txt")) {
        let (key, rest) = line.split_once(' ').expect("a line has a mark");
        let mut parts = rest.split('|');
        if key == "=" {
            let mut next = || parts.next().expect("a category has four parts");
            let (id, name, name_en) = (next(), next(), next());
            let units = next().split(',').collect();
            all.push(Category { id, name, name_en, units, words: BTreeMap::new() });
        } else {
            all.last_mut().expect("a category comes first").words.entry(key).or_default().extend(parts);
        }
    }
    all
}

fn phrases() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut section = "";
    for line in lines(include_str!("words/phrases.txt")) {
        match line.strip_prefix("= ") {
            Some(name) => section = name,
            None => all.entry(section).or_default().push(line),
        }
    }
    all
}
