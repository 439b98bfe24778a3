//! Values as pages print them: every percentage with its counts, what is missing as a dash.

use outcomes::choice::{Measure, Value};
use outcomes::rates::{Rate, Tally};

use web_charts::number::{MISSING, percent_of};

use crate::words::Words;

/// A count with its thousands set apart.
pub fn count(count: u32) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "num/den".
pub fn fraction(rate: Rate) -> String {
    web_charts::number::fraction(rate.num.into(), rate.den.into())
}

/// A rate as a percentage alone; the fraction where the percentage would mislead; "—" without any.
pub fn share(rate: Rate, fraction_only: bool) -> String {
    match rate.tenths() {
        None => MISSING.into(),
        Some(_) if fraction_only || rate.is_small() => fraction(rate),
        Some(tenths) => percent_of(tenths.into()),
    }
}

/// The bounds of a rate's 95 % interval; "—" where no percentage is printed.
pub fn interval(rate: Rate, fraction_only: bool) -> String {
    let Some((low, high)) = rate.wilson().filter(|_| !fraction_only && !rate.is_small()) else {
        return MISSING.into();
    };
    let tenths = |share: f64| percent_of((share * 1000.0 + 0.5) as u64);
    let mut out = tenths(low);
    // The sign of percent stands once, at the end.
    out.pop();
    out.push('–');
    out.push_str(&tenths(high));
    out
}

/// A measure of some items with its counts and its unit, as it stands in a sentence.
pub fn value(words: &Words, measure: Measure, tally: &Tally) -> String {
    match measure.of(tally) {
        Value::Rate(rate) => {
            let fraction_only = fraction_only(measure, tally);
            let mut out = share(rate, fraction_only);
            if rate.den > 0 && !rate.is_small() && !fraction_only {
                out.push_str(if words.wide() { "（" } else { " (" });
                out.push_str(&fraction(rate));
                out.push_str(if words.wide() { "）" } else { ")" });
            }
            out
        }
        Value::Count(number) => with_unit(count(number), unit(words, measure)),
        Value::Days(Some(days), _) => with_unit(count(days), unit(words, measure)),
        Value::Days(None, _) => MISSING.into(),
    }
}

fn with_unit(mut number: String, unit: &str) -> String {
    number.push_str(unit);
    number
}

/// The unit of a measure's counts.
pub fn unit(words: &Words, measure: Measure) -> &str {
    match measure {
        Measure::Items | Measure::Closed => words.unit_items(),
        Measure::Rate(outcomes::rates::RateKey::Completion) => words.unit_items(),
        Measure::MedianDays | Measure::NinthDays => words.unit_days(),
        _ => words.unit_assignments(),
    }
}

/// Whether a rate is a lower bound that a percentage would misrepresent.
pub fn fraction_only(measure: Measure, tally: &Tally) -> bool {
    matches!(measure, Measure::Rate(key) if tally.is_lower_bound(key))
}

/// How many cases stand behind a measure: a rate's denominator, a count itself, the days counted.
pub fn base(measure: Measure, tally: &Tally) -> u32 {
    match measure.of(tally) {
        Value::Rate(rate) => rate.den,
        Value::Count(count) => count,
        Value::Days(_, count) => count,
    }
}
