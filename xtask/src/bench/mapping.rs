//! Measures what a mapping adds to reading: the same records as an export, and as another system writes them.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};

use super::program::{Measured, Which};
use super::spread::Spread;
use super::table::{judged, line, machine};
use super::{SEED, measure, workload};
use crate::files::read;
use crate::place::Place;
use crate::process;
use crate::wasm;

/// Reading through a mapping takes at most so many times what reading the export takes.
const MOST: f64 = 1.3;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// How many records the invented city has.
    #[arg(long, default_value_t = 10_000)]
    records: usize,
    /// A file of a benchmark's records instead.
    #[arg(long, value_name = "FILE", conflicts_with = "records")]
    workload: Option<PathBuf>,
    /// How many rounds are counted, after one that is not.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    #[command(flatten)]
    which: Which,
    /// The program, instead of one that is built.
    #[arg(long, value_name = "PATH", conflicts_with = "ordinary")]
    program: Option<PathBuf>,
}

/// Reads both in turn, and prints one table.
///
/// Fails where something cannot be built, read or written, or where either has faults.
pub fn run(place: &Place, options: &Options) -> Result<()> {
    let program = match &options.program {
        Some(program) => Measured::given(program),
        None => {
            wasm::build(place)?;
            options.which.build(place)?
        }
    };
    let room = place.target.join("bench");
    fs::create_dir_all(&room).with_context(|| format!("cannot make {}", room.display()))?;
    let (export, other) = (room.join("unmapped.json"), room.join("other-system.json"));
    match &options.workload {
        Some(records) => {
            workload::convert(records, &export)?;
        }
        None => {
            let mut sample = Command::new(&program.path);
            let count = options.records.to_string();
            sample.args(["sample", "--items", &count, "--seed", &SEED.to_string(), "--out"]).arg(&export);
            process::run(&mut sample)?;
        }
    }
    let mapping = place.root.join("xtask/bench/mapping/mapping.toml");
    reshape(&export, &other)?;
    // The export holds the same as what the mapping makes, so that nothing but the mapping is measured.
    let mut map = Command::new(&program.path);
    process::run(map.arg("map").arg("-m").arg(&mapping).arg("-o").arg(&export).arg(&other))?;
    let check = |mapping: Option<&Path>, file: &Path| {
        let mut check = Command::new(&program.path);
        check.arg("check");
        mapping.into_iter().for_each(|mapping| {
            check.arg("-m").arg(mapping);
        });
        check.arg(file);
        check
    };
    let (mut plain, mut mapped) = (check(None, &export), check(Some(&mapping), &other));
    let mut rounds = Vec::new();
    for round in 0..=options.runs {
        let [plain, mapped] = [&mut plain, &mut mapped].map(|check| {
            measure::settle(None)?;
            measure::measure(check)
        });
        let pair = (plain?, mapped?);
        if round > 0 {
            rounds.push(pair);
        }
    }
    let of = |value: &dyn Fn(&(measure::Usage, measure::Usage)) -> f64| {
        Spread::new(rounds.iter().map(value)).context("no round was counted")
    };
    let ratio = |spread: &Spread| judged(&spread.to_string(), spread.median() <= MOST);
    println!();
    line(&["", "export", "through the mapping", "ratio", "target"].map(str::to_owned));
    line(&vec!["---".to_owned(); 5]);
    let cpu = of(&|(plain, mapped)| mapped.cpu().div_duration_f64(plain.cpu()))?;
    line(&[
        "processor time of a check, s".to_owned(),
        of(&|(plain, _)| plain.cpu().as_secs_f64())?.to_string(),
        of(&|(_, mapped)| mapped.cpu().as_secs_f64())?.to_string(),
        ratio(&cpu),
        format!("at most {MOST}"),
    ]);
    let wall = of(&|(plain, mapped)| mapped.wall.div_duration_f64(plain.wall))?;
    line(&[
        "from start to end, s".to_owned(),
        of(&|(plain, _)| plain.wall.as_secs_f64())?.to_string(),
        of(&|(_, mapped)| mapped.wall.as_secs_f64())?.to_string(),
        ratio(&wall),
        format!("at most {MOST}"),
    ]);
    line(&[
        "peak memory, MB".to_owned(),
        of(&|(plain, _)| plain.peak as f64 / 1e6)?.to_string(),
        of(&|(_, mapped)| mapped.peak as f64 / 1e6)?.to_string(),
        of(&|(plain, mapped)| mapped.peak as f64 / plain.peak as f64)?.to_string(),
        String::new(),
    ]);
    println!("\nmedian (least–most) of the rounds. {}", machine());
    program.print();
    Ok(())
}

/// Writes the records of an export as a bureau's own system would: nested, with Chinese names of fields, words for
/// terms and days as people write them.
fn reshape(export: &Path, other: &Path) -> Result<()> {
    let export: Value = serde_json::from_slice(&read(export)?).context("the export is no JSON")?;
    let cannot = || format!("cannot write {}", other.display());
    let mut out = BufWriter::new(File::create(other).with_context(cannot)?);
    let head = format!("{{\"状态\":0,\"统计截止\":{},\"数据\":{{\"列表\":[", export["as_of"]);
    out.write_all(head.as_bytes()).with_context(cannot)?;
    let lists = ["sessions", "units", "proposers", "categories"].map(|list| by_id(&export[list]));
    for (at, item) in list(&export["items"]).enumerate() {
        let comma = if at > 0 { "," } else { "" };
        write!(out, "{comma}\n{}", record(item, &lists)).with_context(cannot)?;
    }
    out.write_all(b"\n]}}\n").and_then(|()| out.flush()).with_context(cannot)
}

type ById<'e> = std::collections::BTreeMap<&'e str, &'e Value>;

fn by_id(values: &Value) -> ById<'_> {
    list(values).filter_map(|entry| Some((entry["id"].as_str()?, entry))).collect()
}

fn list(values: &Value) -> impl Iterator<Item = &Value> {
    values.as_array().into_iter().flatten()
}

fn record(item: &Value, [sessions, units, proposers, categories]: &[ById; 4]) -> Value {
    let of = |entries: &ById, id: &Value, field: &str| {
        id.as_str().and_then(|id| entries.get(id)).map_or(Value::Null, |entry| entry[field].clone())
    };
    let session = &item["session"];
    let proposers: Vec<Value> = list(&item["proposers"])
        .map(|id| {
            let of = |field| of(proposers, id, field);
            let kind = word(&of("type"), &[("deputy", "代表"), ("member", "委员"), ("group", "集体")]);
            json!({ "姓名": of("name"), "证号": id, "身份": kind, "所属": of("delegation") })
        })
        .collect();
    let steps: Vec<Value> =
        list(&item["milestones"]).map(|step| json!({ "时间": day(&step["date"]), "内容": step["text"] })).collect();
    json!({
        "系统编号": item["id"],
        "届次": {
            "名称": of(sessions, session, "name"),
            "编码": session,
            "会议": word(&of(sessions, session, "body"), &[("congress", "人大"), ("cppcc", "政协")]),
            "年度": of(sessions, session, "year"),
        },
        "类型": word(&item["kind"], &[("suggestion", "建议"), ("proposal", "提案"), ("motion", "议案")]),
        "编号": item["number"],
        "标题": item["title"],
        "类别": { "名称": of(categories, &item["category"], "name"), "编码": item["category"] },
        "提出日期": day(&item["submitted"]),
        "正文": item["text"],
        "提出人": proposers,
        "承办": list(&item["assignments"]).map(|duty| handling(duty, &of(units, &duty["unit"], "name"))).collect::<Vec<_>>(),
        "进展": steps,
    })
}

fn handling(duty: &Value, unit: &Value) -> Value {
    const ROLES: [(&str, &str); 4] = [("lead", "主办"), ("sole", "独办"), ("separate", "分办"), ("joint", "会办")];
    const GRADES: [(&str, &str); 3] =
        [("satisfied", "满意"), ("basically_satisfied", "基本满意"), ("dissatisfied", "不满意")];
    let class = |code: &Value| code.as_str().map_or(Value::Null, |code| format!("{code}类").into());
    let replies: Vec<Value> = list(&duty["replies"])
        .map(|reply| json!({ "日期": day(&reply["date"]), "结果": class(&reply["class"]), "内容": reply["text"] }))
        .collect();
    let judged: Vec<Value> =
        list(&duty["evaluations"]).map(|judged| json!({ "等次": word(&judged["result"], &GRADES) })).collect();
    json!({
        "单位": unit,
        "单位编码": duty["unit"],
        "分工": word(&duty["role"], &ROLES),
        "交办日期": day(&duty["assigned"]),
        "答复": replies,
        "评价": judged,
    })
}

/// The other system's word for a term.
fn word(term: &Value, words: &[(&str, &str)]) -> Value {
    let known = words.iter().find(|(known, _)| term == known);
    known.map_or(Value::Null, |(_, word)| Value::from(*word))
}

/// `2025-03-05` as people write it, `2025/3/5`.
fn day(date: &Value) -> Value {
    let Some(date) = date.as_str() else { return Value::Null };
    let parts: Vec<&str> = date.split('-').map(|part| part.trim_start_matches('0')).collect();
    parts.join("/").into()
}

#[cfg(test)]
mod tests {
    use super::{day, word};
    use serde_json::Value;

    #[test]
    fn terms_and_days_are_written_as_another_system_writes_them() {
        assert_eq!(day(&Value::from("2025-03-05")), "2025/3/5");
        assert_eq!(day(&Value::Null), Value::Null);
        assert_eq!(word(&Value::from("lead"), &[("sole", "独办"), ("lead", "主办")]), "主办");
        assert_eq!(word(&Value::Null, &[("sole", "独办")]), Value::Null);
    }
}
