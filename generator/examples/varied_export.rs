//! Writes an export of records whose texts repeat next to nothing: `varied_export RECORDS SEED EXPORT`.
//! Characters, words and their order are drawn at random, the frequent ones far more often, as in any
//! language; no clause is written twice. Real texts are more alike, so this is the hardest case for an
//! index, in size and in what it must tell apart.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result};
use generator::sample::Random;
use serde_json::{Value, json};

/// Characters of each record's texts, about.
const CHARS: usize = 1500;
/// Different characters and words.
const ALPHABET: usize = 2600;
const WORDS: usize = 14_000;
const UNITS: usize = 60;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [records, seed, path] = args.as_slice() else { anyhow::bail!("usage: varied_export RECORDS SEED EXPORT") };
    let (records, mut random) = (records.parse::<usize>()?, Random::new(seed.parse()?));
    let words = Words::new(&mut random);
    let people: Vec<Value> = (0..(records / 3).max(10))
        .map(|at| json!({ "id": format!("p{at}"), "name": words.name(&mut random), "type": "deputy" }))
        .collect();
    let units: Vec<Value> = (0..UNITS)
        .map(|at| json!({ "id": format!("u{at}"), "name": format!("市{}局", words.name(&mut random)) }))
        .collect();
    let mut out = BufWriter::new(File::create(path).with_context(|| path.clone())?);
    let head = json!({ "id": "bench", "name": "办理" });
    write!(out, "{{\"banli\":1,\"fictional\":true,\"publisher\":{head},\"as_of\":\"2025-12-31\",")?;
    let sessions: Vec<Value> = (0..8)
        .map(|at| json!({ "id": format!("s{at}"), "body": "congress", "year": 2018 + at, "name": format!("{}年会议", 2018 + at) }))
        .collect();
    write!(
        out,
        "\"sessions\":{},\"units\":{},\"proposers\":{},\"items\":[",
        Value::from(sessions),
        Value::from(units),
        Value::from(people)
    )?;
    for at in 0..records {
        let session = at * 8 / records;
        let day = |month: usize| format!("{}-{month:02}-{:02}", 2018 + session, 1 + at % 28);
        let title = format!("关于{}的建议", words.text(random.between(6, 16) as usize, &mut random));
        let reply = json!({ "date": day(5), "class": "A", "text": words.text(CHARS / 2, &mut random) });
        let item = json!({
            "id": format!("r{at}"), "session": format!("s{session}"), "kind": "suggestion", "number": format!("{:04}", at % 5000 + 1),
            "title": title, "proposers": [format!("p{}", random.bits() as usize % (records / 3).max(10))], "submitted": day(1),
            "text": words.text(CHARS / 2, &mut random),
            "assignments": [{ "unit": format!("u{}", random.skewed(UNITS)), "role": "sole", "assigned": day(2), "replies": [reply],
                "evaluations": [{ "result": "satisfied" }] }],
        });
        write!(out, "{}\n{item}", if at > 0 { "," } else { "" })?;
    }
    out.write_all(b"]}\n")?;
    Ok(out.flush()?)
}

/// Draws positions of which the first come most often, by Zipf's law.
trait Skewed {
    fn skewed(&mut self, count: usize) -> usize;
}

impl Skewed for Random {
    fn skewed(&mut self, count: usize) -> usize {
        // The inverse of the logarithm is close enough to the sum of the harmonic series.
        let share = (self.bits() >> 11) as f64 / (1u64 << 53) as f64;
        ((count as f64).powf(share) as usize).saturating_sub(1).min(count - 1)
    }
}

/// The characters and words of an invented language in Chinese script.
struct Words(Vec<String>, Vec<char>);

impl Words {
    fn new(random: &mut Random) -> Self {
        let order = random.order(0x51A6);
        let alphabet: Vec<char> =
            order.into_iter().take(ALPHABET).filter_map(|at| char::from_u32(0x4E00 + at as u32)).collect();
        let word = |at: usize, random: &mut Random| {
            let length = if at < 60 { 1 } else { 2 + usize::from(random.chance(20)) };
            (0..length).map(|_| alphabet[random.skewed(ALPHABET)]).collect()
        };
        let words = (0..WORDS).map(|at| word(at, random)).collect();
        Self(words, alphabet)
    }

    fn name(&self, random: &mut Random) -> String {
        let length = random.between(2, 3);
        (0..length).map(|_| self.1[random.skewed(ALPHABET)]).collect()
    }

    fn text(&self, chars: usize, random: &mut Random) -> String {
        let mut text = String::new();
        let (mut written, mut clause) = (0, random.between(4, 14));
        while written < chars {
            let word = &self.0[random.skewed(WORDS)];
            // Never two numbers in a row, which might pass for somebody's telephone.
            let number = if random.chance(3) { random.between(2, 9999).to_string() } else { String::new() };
            let word = [number.as_str(), word].concat();
            written += word.chars().count();
            text.push_str(&word);
            clause -= 1;
            if clause == 0 && written < chars {
                text.push_str(if random.chance(30) { "。" } else { "，" });
                written += 1;
                clause = random.between(4, 14);
            }
        }
        text
    }
}
