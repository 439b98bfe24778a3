//! The sample generator: exports of an invented city, of any size, for demonstration and measurement.

mod city;
mod duty;
mod earlier;
mod item;
mod json;
mod outcome;
mod random;
mod rarity;
mod texts;
mod words;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use outcomes::date::Date;

use city::City;
use earlier::Earlier;
pub use earlier::SINCE_WITHHELD;
pub use random::Random;
use words::Words;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many items (件).
    pub items: usize,
    /// Where the random numbers start; the same seed gives the same bytes.
    pub seed: u64,
    /// An earlier day to write the same city as of; what had not happened by then is left out.
    pub earlier: Option<Date>,
}

/// The options that `data/demo-city/export.json` is written with.
pub const DEMO: Options = Options { items: 600, seed: 2025, earlier: None };

/// The options that `data/demo-city/earlier.json.gz` is written with.
pub fn demo_earlier() -> Options {
    Options { earlier: Date::new(2025, 9, 30), ..DEMO }
}

/// Writes one export of the invented city 云岭市: the head on the first lines, then each item on a
/// line of its own. Memory holds one item at a time.
///
/// # Errors
///
/// Those of `out`.
pub fn write(options: Options, out: &mut impl Write) -> io::Result<()> {
    let as_of = Date::new(2025, 11, 30).expect("the day exists");
    let mut random = Random::new(options.seed);
    let words = Words::read((options.items.saturating_sub(600) / 90).min(276));
    let city = City::new((options.items / 3).saturating_sub(40).max(160), &mut random);
    out.write_all(city.header(&words, options.earlier.unwrap_or(as_of)).as_bytes())?;
    let mut earlier = options.earlier.map(Earlier::new);
    let mut numbering = item::Numbering::default();
    let mut before = "\n";
    for at in 0..options.items {
        let item = item::item(&words, &city, as_of, at, options.items, &mut numbering, &mut random);
        let item = match &mut earlier {
            None => Some(item),
            Some(earlier) => earlier.item(&item),
        };
        if let Some(item) = item {
            out.write_all(before.as_bytes())?;
            out.write_all(item.as_bytes())?;
            before = ",\n";
        }
    }
    if let Some(twice) = earlier.and_then(Earlier::twice) {
        write!(out, "{before}{twice}")?;
    }
    out.write_all(b"\n]}\n")
}
