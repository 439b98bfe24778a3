//! A choice as a short text and back: `measure=reply-rate&by=unit&from=24300&unit=3.5`.

use super::{Choice, Dimension, Grouping, Measure};
use crate::facts::MonthNo;
use crate::rates::RateKey;

/// Why a text is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoChoice;

impl std::fmt::Display for NoChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a choice of measure, grouping, period and filters")
    }
}

impl std::error::Error for NoChoice {}

impl Choice {
    /// The choice of a text: `measure`, `by`, `from` and `to` (months by [`MonthNo`]), and for each
    /// filtered dimension its values joined by full stops. What is not named is as by default: the
    /// reply rate of everything.
    ///
    /// # Errors
    /// [`NoChoice`] for an unknown name and for what is no number.
    pub fn read(text: &str) -> Result<Self, NoChoice> {
        let mut choice = Self::new(Measure::Rate(RateKey::Reply), Grouping::Whole);
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(NoChoice)?;
            match name {
                "measure" => {
                    choice.measure = Measure::all().find(|measure| measure.key() == value).ok_or(NoChoice)?;
                }
                "by" => {
                    choice.grouping = Grouping::all().find(|grouping| grouping.key() == value).ok_or(NoChoice)?;
                }
                "from" => choice.from = Some(MonthNo(number(value)?)),
                "to" => choice.to = Some(MonthNo(number(value)?)),
                name => {
                    let found = Dimension::ALL.iter().position(|dimension| dimension.key() == name);
                    let values = value.split('.').map(number).collect::<Result<_, _>>();
                    choice.filters[found.ok_or(NoChoice)?] = values?;
                }
            }
        }
        Ok(choice)
    }

    /// The choice as a text that [`Choice::read`] reads.
    pub fn write(&self) -> String {
        let mut out = String::from("measure=");
        out.push_str(self.measure.key());
        let mut add = |name: &str, value: &str| {
            for part in ["&", name, "=", value] {
                out.push_str(part);
            }
        };
        add("by", self.grouping.key());
        for (name, month) in [("from", self.from), ("to", self.to)] {
            if let Some(month) = month {
                add(name, &month.0.to_string());
            }
        }
        for (dimension, values) in Dimension::ALL.iter().zip(&self.filters) {
            if !values.is_empty() {
                let values: Vec<String> = values.iter().map(u32::to_string).collect();
                add(dimension.key(), &values.join("."));
            }
        }
        out
    }
}

fn number(text: &str) -> Result<u32, NoChoice> {
    text.parse().map_err(|_| NoChoice)
}
