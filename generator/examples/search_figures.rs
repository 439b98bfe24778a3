//! Measures the search over an export: `search_figures read EXPORT` only reads and counts it,
//! `search_figures index EXPORT OUT` also writes its index, and `search_figures ask EXPORT OUT SEED`
//! asks what it draws from the export at random, each time like a reader who comes for the first time,
//! and holds the hits against the export itself. Prints one line of words a figure.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use generator::attachments::Attachments;
use generator::config::Config;
use generator::plan::Site;
use generator::publish::Sink;
use generator::sample::Random;
use generator::search::{FOLDER, document, write};
use generator::theme::Theme;
use memchr::memmem;
use outcomes::read::{SourceFile, check};
use search::token::{folded, number};
use search::{Ask, DIRECTORY, Document, Search, Title};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many queries of each kind are drawn.
const DRAWN: usize = 200;
/// Hits that a reader sees first.
const SHOWN: usize = 10;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let arg = |at: usize| {
        args.get(at).map(String::as_str).context("usage: search_figures read|index|ask EXPORT [OUT [SEED]]")
    };
    let export = arg(1)?;
    let bytes = fs::read(export).with_context(|| export.to_owned())?;
    let config = Config::default();
    let file = SourceFile { name: export, bytes: &bytes, lines: false };
    let (checked, issues) = check(&[file], &config.rules());
    let Some((data, summary)) = checked else { bail!("{export} has faults, the first: {}", issues[0]) };
    let theme = Theme::built_in();
    let site = Site {
        attachments: Attachments::none(),
        data: &data,
        summary: &summary,
        config: &config,
        theme: &theme,
        changes: None,
    };
    match arg(0)? {
        "read" => Ok(()),
        "index" => write(&site, &Folder(arg(2)?.into()), None),
        "ask" => ask(&site, Path::new(arg(2)?), arg(3)?.parse()?),
        other => bail!("{other} is none of read, index, ask"),
    }
}

/// Writes files below a folder.
struct Folder(PathBuf);

impl Sink for Folder {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        let target = self.0.join(path);
        if fs::write(&target, contents).is_ok() {
            return Ok(());
        }
        fs::create_dir_all(target.parent().context("no folder")?)?;
        fs::write(&target, contents).with_context(|| target.display().to_string())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        fs::read(self.0.join(path)).with_context(|| path.to_owned())
    }
}

/// All that records hold, folded, to be looked through plainly.
struct Truth {
    text: String,
    ends: Vec<usize>,
}

impl Truth {
    fn of(documents: &[Document]) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for document in documents {
            for part in document.head().chain(document.texts.iter().map(AsRef::as_ref)) {
                text.extend(folded(part));
                text.push('\n');
            }
            ends.push(text.len());
        }
        Self { text, ends }
    }

    /// The records that hold a piece.
    fn holding(&self, piece: &str) -> BTreeSet<u32> {
        let piece: String = folded(piece).into_iter().collect();
        let finds = memmem::find_iter(self.text.as_bytes(), piece.as_bytes());
        finds.map(|at| self.ends.partition_point(|end| *end <= at) as u32).collect()
    }
}

/// A reader's first question, with what came over the line.
#[derive(Default)]
struct Asked {
    hits: Vec<u32>,
    raw: usize,
    gzipped: usize,
    files: usize,
    rounds: usize,
}

fn first(out: &Path, query: &str) -> Result<(Search, Asked)> {
    let mut asked = Asked::default();
    let mut fetch = |path: &str| -> Result<Vec<u8>> {
        let path = out.join(FOLDER).join(path);
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::new(6));
        packed.write_all(&bytes)?;
        asked.raw += bytes.len();
        asked.gzipped += packed.finish()?.len().min(bytes.len());
        asked.files += 1;
        Ok(bytes)
    };
    let mut search = Search::new(&fetch(DIRECTORY)?, "").context("no index")?;
    let mut needs = search.ask(Ask::of(query));
    let mut rounds = 0;
    while !needs.is_empty() {
        rounds += 1;
        for path in needs {
            search.give(&path, fetch(&path)?);
        }
        needs = search.go_on();
    }
    (asked.hits, asked.rounds) = (search.hits().to_vec(), rounds);
    Ok((search, asked))
}

/// Whether the first hits are all that there are, where they fit, and else true ones.
fn is_right(hits: &[u32], true_ones: &BTreeSet<u32>) -> bool {
    let shown: BTreeSet<u32> = hits.iter().take(SHOWN).copied().collect();
    if true_ones.len() <= SHOWN {
        true_ones.is_subset(&shown)
    } else {
        shown.len() == SHOWN && shown.is_subset(true_ones)
    }
}

fn ask(site: &Site, out: &Path, seed: u64) -> Result<()> {
    let records = site.data.items.len() as u32;
    let documents: Vec<Document> = (0..records).map(|record| document(site, record)).collect();
    let truth = Truth::of(&documents);
    let mut random = Random::new(seed);
    let title =
        |document: &Document| if let Title::Known(title) = document.title { title.to_owned() } else { String::new() };
    for kind in ["number", "name", "title", "text"] {
        let (mut queries, mut wrong) = (Vec::new(), Vec::new());
        while queries.len() < DRAWN {
            let of = random.pick(&documents);
            let drawn = match kind {
                "number" => of.number.to_owned(),
                "name" => of.names.first().copied().unwrap_or_default().to_owned(),
                "title" => piece(&title(of), &mut random),
                _ if of.texts.is_empty() => String::new(),
                _ => piece(random.pick(&of.texts).as_ref(), &mut random),
            };
            if folded(&drawn).len() > 1 {
                queries.push(drawn);
            }
        }
        let mut all = Vec::new();
        for query in &queries {
            let (_, asked) = first(out, query)?;
            let numbered = |document: &Document| number(&folded(document.number)) == number(&folded(query));
            let true_ones = match kind {
                "number" => (0..records).filter(|at| numbered(&documents[*at as usize])).collect(),
                "name" => (0..records).filter(|at| documents[*at as usize].names.contains(&query.as_str())).collect(),
                _ => truth.holding(query),
            };
            if !is_right(&asked.hits, &true_ones) {
                wrong.push(query.as_str());
            }
            all.push(asked);
        }
        let right = DRAWN - wrong.len();
        wrong.truncate(5);
        if let Some((query, most)) = queries.iter().zip(&all).max_by_key(|(_, asked)| asked.raw) {
            eprintln!("{kind}: most is loaded for {query:?}, {} bytes", most.raw);
        }
        println!("{kind} {right} {DRAWN} {}", figures(all));
        if !wrong.is_empty() {
            eprintln!("{kind}: not as they should be: {wrong:?}");
        }
    }
    two_words(out, &documents, &truth, &mut random)
}

/// Two to six characters that stand beside each other in a line.
fn piece(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| line.chars().nth(1).is_some()).collect();
    if lines.is_empty() {
        return String::new();
    }
    let line: Vec<char> = random.pick(&lines).chars().collect();
    let size = (random.between(2, 6) as usize).min(line.len());
    let start = random.between(0, (line.len() - size) as i32) as usize;
    let piece: String = line[start..start + size].iter().collect();
    // A space would make two pieces of it.
    if piece.contains(char::is_whitespace) { String::new() } else { piece }
}

/// Median, 95th percentile and most of bytes as they are and gzipped, files and rounds.
fn figures(all: Vec<Asked>) -> String {
    let spread = |figure: fn(&Asked) -> usize| {
        let mut values: Vec<usize> = all.iter().map(figure).collect();
        values.sort_unstable();
        format!("{} {} {}", values[values.len() / 2], values[values.len() * 19 / 20], values[values.len() - 1])
    };
    [spread(|one| one.raw), spread(|one| one.gzipped), spread(|one| one.files), spread(|one| one.rounds)].join(" ")
}

/// Two words of two characters that a fifth of all records have each; then further answers, once
/// everything is there.
fn two_words(out: &Path, documents: &[Document], truth: &Truth, random: &mut Random) -> Result<()> {
    let mut common = BTreeSet::new();
    for _ in 0..4000 {
        let document = random.pick(documents);
        if document.texts.is_empty() {
            continue;
        }
        let chars: Vec<char> = random.pick(&document.texts).chars().collect();
        let at = random.between(0, chars.len().saturating_sub(2) as i32) as usize;
        let word: String = chars.iter().skip(at).take(2).collect();
        if word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
            && word.chars().count() == 2
            && truth.holding(&word).len() * 5 > documents.len()
        {
            common.insert(word);
        }
        if common.len() == 60 {
            break;
        }
    }
    let common: Vec<String> = common.into_iter().collect();
    let (mut all, mut right, mut times, mut queries) = (Vec::new(), 0, Vec::new(), Vec::new());
    for _ in 0..DRAWN / 4 {
        let (a, b) = (random.pick(&common), random.pick(&common));
        let query = format!("{a} {b}");
        let (mut search, asked) = first(out, &query)?;
        let both: BTreeSet<u32> = truth.holding(a).intersection(&truth.holding(b)).copied().collect();
        right += usize::from(is_right(&asked.hits, &both));
        all.push(asked);
        // Everything is there: the same question anew, with its page.
        search.ask(Ask::of(a));
        let start = Instant::now();
        search.ask(Ask::of(&query));
        std::hint::black_box(search.shown());
        times.push(start.elapsed().as_secs_f64() * 1e3);
        queries.push(query);
    }
    times.sort_by(f64::total_cmp);
    println!("two {right} {} {}", all.len(), figures(all));
    println!("again {:.2} {:.2}", times[times.len() / 2], times[times.len() - 1]);
    fs::write(out.join("queries.txt"), queries.join("\n"))?;
    Ok(())
}
