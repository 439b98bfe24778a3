//! Addresses of figures, as one writes them: `satisfaction`, or `satisfaction unit=u1 session=s1 reading=first`.

use anyhow::{Result, anyhow, bail};
use outcomes::behind::{Figure, Scope};
use outcomes::changes::FigureKey;
use outcomes::dataset::{CategoryIx, Dataset, SessionIx, UnitIx};
use outcomes::facts::MonthNo;
use outcomes::rates::RateKey;
use outcomes::read::shape::suggestion;
use outcomes::terms::{Kind, Role};
use outcomes::text::Text;

/// What can be written behind a figure's name; texts `desk-filter-…` say what each takes.
pub const FILTERS: [&str; 7] = ["unit", "session", "category", "kind", "role", "month", "reading"];

/// A figure of a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address {
    /// Which figure.
    pub figure: Figure,
    /// Of which items and duties.
    pub scope: Scope,
}

impl Address {
    /// Reads an address against the data that it is about.
    ///
    /// # Errors
    /// Where the figure, a filter or an id is not known; the message names what is near.
    pub fn read(text: &str, data: &Dataset) -> Result<Self> {
        let mut words = text.split_whitespace();
        let name = words.next().ok_or_else(|| anyhow!("name a figure, such as `satisfaction`"))?;
        let mut figure = named(name)?;
        let mut scope = Scope::default();
        let mut seen = Vec::new();
        for word in words {
            let Some((key, value)) = word.split_once('=') else {
                bail!("{word:?} is no filter: write it as unit=ID, and the whole address in quotes");
            };
            if seen.contains(&key) {
                bail!("`{key}` is given twice");
            }
            seen.push(key);
            match key {
                "unit" => scope.unit = Some(UnitIx(place("unit", value, data.units.iter().map(|unit| &unit.id))?)),
                "session" => {
                    let ids = data.sessions.iter().map(|session| &session.id);
                    scope.session = Some(SessionIx(place("session", value, ids)?));
                }
                "category" => {
                    let ids = data.categories.iter().map(|category| &category.id);
                    scope.category = Some(CategoryIx(place("category", value, ids)?));
                }
                "kind" => scope.kind = Some(term("kind", value, Kind::ALL, Kind::key)?),
                "role" => scope.role = Some(term("role", value, Role::ALL, Role::key)?),
                "month" => scope.month = Some(month(value)?),
                "reading" => figure = read_as(figure, value)?,
                _ => bail!("{key:?} is no filter: write one of {}", FILTERS.join(", ")),
            }
        }
        Ok(Self { figure, scope })
    }

    /// The address as it is written.
    pub fn write(&self, data: &Dataset) -> String {
        let mut text = self.figure.key().to_owned();
        for Filter { key, value, .. } in self.filters(data) {
            text.push_str(&format!(" {key}={value}"));
        }
        text
    }

    /// The filters that are set.
    pub fn filters<'d>(&self, data: &'d Dataset) -> Vec<Filter<'d>> {
        let Scope { session, category, kind, unit, role, month } = self.scope;
        let named = |key, id: &Text, zh: &'d str, en: Option<&'d str>| Filter {
            key,
            value: id.to_string(),
            name: Some((zh, en)),
        };
        let plain = |key, value: String| Filter { key, value, name: None };
        let unit = unit.map(|at| &data.units[at.at()]);
        let session = session.map(|at| &data.sessions[at.at()]);
        let category = category.map(|at| &data.categories[at.at()]);
        [
            unit.map(|one| named("unit", &one.id, &one.name, one.name_en.as_deref())),
            session.map(|one| named("session", &one.id, &one.name, one.name_en.as_deref())),
            category.map(|one| named("category", &one.id, &one.name, one.name_en.as_deref())),
            kind.map(|kind| plain("kind", kind.key().to_owned())),
            role.map(|role| plain("role", role.key().to_owned())),
            month.map(|month| plain("month", format!("{:04}-{:02}", month.year(), month.month()))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A filter that is set.
pub struct Filter<'d> {
    /// What is told apart, such as `unit`.
    pub key: &'static str,
    /// Which one: an id or a term.
    pub value: String,
    /// The name of what has the id, and its English name.
    pub name: Option<(&'d str, Option<&'d str>)>,
}

/// A figure by its name, a rate's also without the ending.
fn named(name: &str) -> Result<Figure> {
    let is = |figure: &Figure| figure.key() == name || figure.key().strip_suffix("-rate") == Some(name);
    Figure::all().find(is).ok_or_else(|| {
        let near =
            meant(suggestion(name, Figure::all().flat_map(|one| [one.key(), one.key().trim_end_matches("-rate")])));
        anyhow!("there is no figure {name:?}{near} `banli explain --list` lists them")
    })
}

fn meant(near: Option<&str>) -> String {
    near.map_or_else(|| ":".to_owned(), |near| format!("; did you mean {near}?"))
}

/// The same figure from the first or the latest evaluations.
fn read_as(figure: Figure, reading: &str) -> Result<Figure> {
    let rate = |key| Figure::Key(FigureKey::Rate(key));
    let pairs = [
        (RateKey::Satisfaction, RateKey::FirstSatisfaction),
        (RateKey::SatisfactionWithBasic, RateKey::FirstSatisfactionWithBasic),
    ];
    let pair = pairs.map(|(latest, first)| (rate(latest), rate(first))).into_iter().find(|pair| pair.0 == figure);
    match (reading, pair) {
        ("latest", Some((latest, _))) => Ok(latest),
        ("first", Some((_, first))) => Ok(first),
        (_, None) => bail!("`reading` belongs to satisfaction and satisfaction-with-basic, not to {}", figure.key()),
        _ => bail!("{reading:?} is no reading: write first or latest"),
    }
}

fn place<'d>(what: &str, id: &str, ids: impl Iterator<Item = &'d Text<'d>> + Clone) -> Result<u32> {
    let at = ids.clone().position(|known| known.as_str() == id);
    at.map(|at| at as u32).ok_or_else(|| {
        let near = meant(suggestion(id, ids.map(Text::as_str)));
        anyhow!("the export has no {what} {id:?}{near} `banli explain --list EXPORT` lists them")
    })
}

fn term<T: Copy>(what: &str, value: &str, all: &[T], key: fn(T) -> &'static str) -> Result<T> {
    all.iter().copied().find(|one| key(*one) == value).ok_or_else(|| {
        let all: Vec<&str> = all.iter().map(|one| key(*one)).collect();
        anyhow!("{value:?} is no {what}: write one of {}", all.join(", "))
    })
}

fn month(value: &str) -> Result<MonthNo> {
    let parts = value.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    match parts {
        Some((year @ 1..=9999, month @ 1..=12)) => Ok(MonthNo::of((year, month))),
        _ => bail!("{value:?} is no month: write it as 2025-03"),
    }
}
