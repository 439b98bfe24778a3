//! The rounds: full build, write limit, a build with nothing and one with one record changed, and Hugo, in turn, so that
//! what else the machine does falls on all of them alike.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::limit::{Shape, Took};
use super::measure::{Usage, measure, settle};
use super::spread::Spread;
use super::{Work, remove_site};
use crate::ci::weights;
use crate::files::remove;

/// One site's figures; durations in seconds, memory in bytes.
pub struct Measured {
    /// What was built.
    pub name: String,
    /// The site's pages, files and bytes.
    pub pages: usize,
    /// All its files.
    pub files: usize,
    /// All its bytes.
    pub bytes: usize,
    /// Full build.
    pub wall: Spread,
    /// Pages in a second of a full build.
    pub pages_per_second: Spread,
    /// CPU time of a page in a full build, in milliseconds.
    pub cpu_per_page: Spread,
    /// What of it is not the kernel's, in milliseconds.
    pub user_per_page: Spread,
    /// The most memory a full build held.
    pub peak: Spread,
    /// Writing as many bytes into as many files.
    pub limit: Spread,
    /// CPU time of that for each page, in milliseconds.
    pub limit_cpu_per_page: Option<Spread>,
    /// Full build ÷ write limit, round by round.
    pub over_limit: Spread,
    /// A build with nothing changed.
    pub unchanged: Spread,
    /// A build with nothing changed ÷ full build, round by round.
    pub unchanged_share: Spread,
    /// A build with one record changed.
    pub one_changed: Spread,
    /// A build with one record changed ÷ full build, round by round.
    pub one_changed_share: Spread,
    /// CPU time of a page of Hugo's, in milliseconds.
    pub hugo_cpu_per_page: Option<Spread>,
    /// What of it is not the kernel's, in milliseconds.
    pub hugo_user_per_page: Option<Spread>,
    /// CPU time of a page ÷ Hugo's, round by round.
    pub over_hugo: Option<Spread>,
    /// The same of what is not the kernel's.
    pub user_over_hugo: Option<Spread>,
    /// Gzipped size of the home page with its styles and scripts, in bytes.
    pub home: u64,
}

struct Round {
    full: Usage,
    limit: Took,
    unchanged: Usage,
    one_changed: Usage,
    /// Hugo's account and its pages.
    hugo: Option<(Usage, usize)>,
}

/// Measures one site: one round that is not counted, then `runs` that are.
///
/// Fails where a build fails or a file cannot be written.
pub fn run(work: &mut Work, runs: u32, room: &Path) -> Result<Measured> {
    let (_, mut shape) = one_round(work, room, None)?;
    let mut rounds = Vec::new();
    for number in 1..=runs {
        // Whatever comes second finds the disk as the first left it: they take turns at it.
        let limit = (number % 2 == 0).then(|| write_limit(&shape, room)).transpose()?;
        let (round, built) = one_round(work, room, limit)?;
        shape = built;
        let hugo = round.hugo.map_or_else(String::new, |(usage, _)| format!(", Hugo {}", seconds(usage.wall)));
        println!(
            "  {number}: full {}, write limit {}, nothing changed {}, one record {}{hugo}",
            seconds(round.full.wall),
            seconds(round.limit.wall),
            seconds(round.unchanged.wall),
            seconds(round.one_changed.wall)
        );
        rounds.push(round);
    }
    let measured = sum_up(work, &shape, &rounds)?;
    remove_site(&work.out)?;
    Ok(measured)
}

/// One round, with the write limit where it is measured already; and what was built.
fn one_round(work: &mut Work, room: &Path, limit: Option<Took>) -> Result<(Round, Shape)> {
    remove_site(&work.out)?;
    settle(Some(room))?;
    let full = measure(&mut work.build)?;
    let shape = Shape::of(&work.out)?;
    let limit = limit.map_or_else(|| write_limit(&shape, room), Ok)?;
    settle(Some(room))?;
    let unchanged = measure(&mut work.build)?;
    settle(Some(room))?;
    let one_changed = measure(&mut work.change)?;
    let hugo = match &mut work.hugo {
        None => None,
        Some(hugo) => {
            remove(&hugo.out)?;
            settle(Some(room))?;
            let usage = measure(&mut hugo.build)?;
            let pages = Shape::of(&hugo.out)?.pages();
            remove(&hugo.out)?;
            Some((usage, pages))
        }
    };
    Ok((Round { full, limit, unchanged, one_changed, hugo }, shape))
}

fn write_limit(shape: &Shape, room: &Path) -> Result<Took> {
    let copy = room.join("limit");
    remove(&copy)?;
    settle(Some(room))?;
    let took = shape.write(&copy)?;
    remove(&copy)?;
    Ok(took)
}

fn sum_up(work: &Work, shape: &Shape, rounds: &[Round]) -> Result<Measured> {
    let pages = shape.pages() as f64;
    let of = |value: &dyn Fn(&Round) -> f64| Spread::new(rounds.iter().map(value)).context("no round was counted");
    let cpu_per_page = |usage: &Usage, pages: f64| usage.cpu().as_secs_f64() * 1e3 / pages;
    let user_per_page = |usage: &Usage, pages: f64| usage.user.as_secs_f64() * 1e3 / pages;
    let hugo = |value: &dyn Fn(&Round, &Usage, f64) -> f64| {
        let value = |round: &Round| round.hugo.map(|(usage, pages)| value(round, &usage, pages as f64));
        Spread::new(rounds.iter().filter_map(value))
    };
    Ok(Measured {
        name: work.name.clone(),
        pages: shape.pages(),
        files: shape.files(),
        bytes: shape.bytes(),
        wall: of(&|round| round.full.wall.as_secs_f64())?,
        pages_per_second: of(&|round| pages / round.full.wall.as_secs_f64())?,
        cpu_per_page: of(&|round| cpu_per_page(&round.full, pages))?,
        user_per_page: of(&|round| user_per_page(&round.full, pages))?,
        peak: of(&|round| round.full.peak as f64)?,
        limit: of(&|round| round.limit.wall.as_secs_f64())?,
        limit_cpu_per_page: Spread::new(
            rounds.iter().filter_map(|round| Some(round.limit.cpu?.as_secs_f64() * 1e3 / pages)),
        ),
        over_limit: of(&|round| round.full.wall.div_duration_f64(round.limit.wall))?,
        unchanged: of(&|round| round.unchanged.wall.as_secs_f64())?,
        unchanged_share: of(&|round| round.unchanged.wall.div_duration_f64(round.full.wall))?,
        one_changed: of(&|round| round.one_changed.wall.as_secs_f64())?,
        one_changed_share: of(&|round| round.one_changed.wall.div_duration_f64(round.full.wall))?,
        hugo_cpu_per_page: hugo(&|_, usage, pages| cpu_per_page(usage, pages)),
        hugo_user_per_page: hugo(&|_, usage, pages| user_per_page(usage, pages)),
        over_hugo: hugo(&|round, usage, hugo_pages| cpu_per_page(&round.full, pages) / cpu_per_page(usage, hugo_pages)),
        user_over_hugo: hugo(&|round, usage, hugo_pages| {
            user_per_page(&round.full, pages) / user_per_page(usage, hugo_pages)
        }),
        home: weights::home(&work.out)?,
    })
}

fn seconds(duration: Duration) -> String {
    format!("{:.3} s", duration.as_secs_f64())
}
