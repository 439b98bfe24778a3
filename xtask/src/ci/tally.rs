//! Counts what passed and failed, and remembers how long each step took.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::closing::Counts;

/// The steps so far.
#[derive(Default)]
pub struct Tally {
    counts: Counts,
    steps: Vec<Step>,
}

struct Step {
    name: String,
    took: Duration,
    /// What went wrong, if anything did.
    fault: Option<String>,
}

impl Tally {
    /// Runs a step that passes or fails as one; its result where it passed.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let (result, took) = timed(name, work);
        let fault = result.as_ref().err().map(|error| format!("{error:#}"));
        self.note(name, took, Counts::one(fault.is_none()), fault);
        result.ok()
    }

    /// Runs a step of many tests; one that comes to no counts is one failure.
    pub fn tests(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) {
        let (result, took) = timed(name, work);
        match result {
            Ok(counts) => {
                let fault = (counts.failed > 0).then(|| format!("{} failed", counts.failed));
                self.note(name, took, counts, fault);
            }
            Err(error) => self.note(name, took, Counts::one(false), Some(format!("{error:#}"))),
        }
    }

    /// Prints each step's time, every fault and, as the very last line, the counts; whether none failed.
    pub fn close(self) -> bool {
        println!("\n{}", "=".repeat(72));
        for step in &self.steps {
            let verdict = if step.fault.is_none() { "ok" } else { "FAILED" };
            println!("{:>7.1} s  {verdict:<6}  {}", step.took.as_secs_f64(), step.name);
        }
        let total: Duration = self.steps.iter().map(|step| step.took).sum();
        println!("{:>7.1} s  in all", total.as_secs_f64());
        for step in &self.steps {
            if let Some(fault) = &step.fault {
                println!("\nFAILED {}: {fault}", step.name);
            }
        }
        if self.counts.left_out > 0 {
            println!("\n{} tests are marked as ignored and were not run", self.counts.left_out);
        }
        println!("\n{} passed, {} failed", self.counts.passed, self.counts.failed);
        self.counts.failed == 0
    }

    fn note(&mut self, name: &str, took: Duration, counts: Counts, fault: Option<String>) {
        let verdict = fault.as_ref().map_or_else(|| "ok".to_owned(), |fault| format!("FAILED: {fault}"));
        println!("--- {name}: {verdict} ({:.1} s)", took.as_secs_f64());
        self.counts.add(counts);
        self.steps.push(Step { name: name.to_owned(), took, fault });
    }
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    println!("\n=== {name}");
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}
