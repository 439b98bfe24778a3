//! Takes the facts of an export and measures answers over them: `answer_times EXPORT FACTS CHOICES`
//! writes the facts and the choices to these files and prints, in milliseconds, what native answers take.

use std::time::Instant;

use explorer::{Words, explore};
use outcomes::choice::{Choice, Dimension, Grouping, Measure};
use outcomes::dataset::Rules;
use outcomes::facts::Facts;
use outcomes::rates::RateKey;
use outcomes::read::{SourceFile, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(export), Some(facts_file), Some(choices_file)) = (args.next(), args.next(), args.next()) else {
        return Err("usage: answer_times EXPORT FACTS CHOICES".into());
    };
    let bytes = std::fs::read(&export)?;
    let data = read(&[SourceFile { name: &export, bytes: &bytes, lines: false }], &Rules::default()).0;
    let facts = Facts::of(&data.ok_or("the export has faults")?);
    std::fs::write(facts_file, facts.encode())?;
    let choices = choices();
    let written: Vec<String> = choices.iter().map(Choice::write).collect();
    std::fs::write(choices_file, written.join("\n"))?;
    let words = Words::default();
    let mut times: Vec<f64> = choices
        .iter()
        .map(|choice| {
            let start = Instant::now();
            std::hint::black_box(explore(&facts, &words, choice));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let worst = times.last().copied().unwrap_or_default();
    println!("{} {} {:.2} {:.2}", facts.items(), facts.duties(), times[times.len() / 2], worst);
    Ok(())
}

/// A rate, a count and days by every grouping, without filters, by item, by duty, and by both.
fn choices() -> Vec<Choice> {
    let measures = [Measure::Rate(RateKey::Satisfaction), Measure::Items, Measure::MedianDays];
    let mut all = Vec::new();
    for measure in measures {
        for grouping in Grouping::all() {
            let choice = Choice::new(measure, grouping);
            all.push(choice.clone());
            all.push(choice.clone().only(Dimension::Kind, &[1]));
            all.push(choice.clone().only(Dimension::Role, &[0, 1]));
            all.push(choice.only(Dimension::Session, &[0, 1, 2]).only(Dimension::Timeliness, &[2, 3]));
        }
    }
    all
}
