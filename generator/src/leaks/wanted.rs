//! What is looked for: the pieces of all that must not be published, less those that are published
//! elsewhere. A sentence that stands in a published text as well is no leak.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use outcomes::dataset::{Dataset, Item};
use outcomes::unpublished::{Cause, Unpublished};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::net::Net;
use super::pieces::{Cutter, PIECE};
use crate::config::Config;
use crate::pages::Phone;
use crate::theme::Theme;

/// Pieces of texts.
type Long = Net<16, 8>;
/// Short texts and numbers as a whole.
type Short = Net<8, 4>;

/// Bytes of the shortest word or number that is looked for.
const SHORTEST: usize = 6;

/// Everything that is looked for.
pub struct Wanted<'w> {
    long: Long,
    short: Short,
    /// What is too short for a net, each with its owner.
    words: Vec<(Box<[u8]>, u32)>,
    word_search: Option<AhoCorasick>,
    /// By withheld item: the names that its own files don't tell.
    unnamed: FxHashMap<&'w str, (u32, Vec<Finder<'w>>)>,
}

impl<'w> Wanted<'w> {
    /// What must not be published of an export, where its dataset, the theme and the configuration are
    /// what may be; `None` where there is nothing to look for.
    pub fn new(kept: &'w Unpublished, data: &Dataset, theme: &Theme, config: &Config) -> Option<Self> {
        if kept.is_empty() {
            return None;
        }
        let cutter = Cutter::new(names(data));
        let texts: Vec<_> = kept.texts.par_iter().map(|text| text.text.text()).collect();
        let pieces: Vec<(String, u32)> = texts
            .par_iter()
            .enumerate()
            .flat_map_iter(|(owner, text)| {
                let mut pieces: Vec<(String, u32)> = Vec::new();
                let mut piece = |piece: &str| pieces.push((piece.to_owned(), owner as u32));
                match kept.texts[owner].cause {
                    Cause::Withheld => cutter.cut(text, &mut piece),
                    Cause::Masked(_) => {
                        piece(text);
                        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                        if digits.len() >= Short::SHORTEST {
                            piece(&digits);
                        }
                    }
                }
                pieces
            })
            .collect();
        let of_length = |range: std::ops::Range<usize>| {
            let pieces = pieces.iter().filter(move |(piece, _)| range.contains(&piece.len()));
            pieces.map(|(piece, owner)| (piece.as_bytes(), *owner))
        };
        let long = Long::new(of_length(PIECE..usize::MAX));
        let short = Short::new(of_length(Short::SHORTEST..PIECE));
        let mut words: Vec<(&[u8], u32)> = of_length(SHORTEST..Short::SHORTEST).collect();
        words.sort_unstable();
        words.dedup_by_key(|(word, _)| *word);
        let word_search = AhoCorasick::new(words.iter().map(|(word, _)| *word)).ok();
        // What is published as well.
        let marks = [long.len(), short.len(), words.len()];
        let marks = marks.map(|length| (0..length).map(|_| AtomicBool::new(false)).collect::<Vec<_>>());
        let mark = |kind: usize, piece: usize| {
            let mark = &marks[kind][piece];
            if !mark.load(Ordering::Relaxed) {
                mark.store(true, Ordering::Relaxed);
            }
        };
        published(data, theme, config, &|text| {
            long.search(text, |piece, _, _| mark(0, piece));
            short.search(text, |piece, _, _| mark(1, piece));
            for hit in word_search.iter().flat_map(|search| search.find_overlapping_iter(text)) {
                mark(2, hit.pattern().as_usize());
            }
        });
        let [in_long, in_short, in_words] =
            marks.map(|marks| marks.into_iter().map(AtomicBool::into_inner).collect::<Vec<_>>());
        let words = words.into_iter().zip(in_words).filter(|(_, published)| !published);
        let words: Vec<(Box<[u8]>, u32)> = words.map(|((word, owner), _)| (word.into(), owner)).collect();
        Some(Self {
            long: long.without(&in_long),
            short: short.without(&in_short),
            word_search: AhoCorasick::new(words.iter().map(|(word, _)| word)).ok().filter(|_| !words.is_empty()),
            words,
            unnamed: unnamed(kept, data, theme),
        })
    }

    /// Calls `hit` with the owner and the place of everything that stands in some bytes of a file.
    pub fn search(&self, path: &str, bytes: &[u8], hit: &mut dyn FnMut(u32, usize)) {
        self.long.search(bytes, |_, owner, at| hit(owner, at));
        self.short.search(bytes, |_, owner, at| hit(owner, at));
        if let Some(search) = &self.word_search {
            search.find_iter(bytes).for_each(|found| hit(self.words[found.pattern().as_usize()].1, found.start()));
        }
        if let Some((owner, names)) = self.item_of(path) {
            names.iter().filter_map(|name| name.find(bytes)).for_each(|at| hit(*owner, at));
        }
        if path.starts_with("data/") && !self.unnamed.is_empty() {
            self.search_rows(bytes, hit);
        }
    }

    /// Looks into the rows of a download, each of which begins with its item's id.
    fn search_rows(&self, bytes: &[u8], hit: &mut dyn FnMut(u32, usize)) {
        let mut from = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            let row = &bytes[from..end];
            let id = row.strip_prefix(b"{\"id\":\"").or_else(|| row.strip_prefix(b"{\"item\":\"")).unwrap_or(row);
            let id = &id[..memchr::memchr2(b',', b'"', id).unwrap_or(0)];
            if let Some((owner, names)) = std::str::from_utf8(id).ok().and_then(|id| self.unnamed.get(id)) {
                names.iter().filter_map(|name| name.find(row)).for_each(|at| hit(*owner, from + at));
            }
            from = end + 1;
        }
    }

    /// The withheld item whose own page, feed or calendar a path is.
    pub fn item_of(&self, path: &str) -> Option<&(u32, Vec<Finder<'w>>)> {
        if self.unnamed.is_empty() {
            return None;
        }
        let (folder, file) = path.rsplit_once('/')?;
        let is_item = folder.split('/').any(|part| part == "items");
        let (id, _) = file.rsplit_once('.').filter(|_| is_item)?;
        self.unnamed.get(id)
    }
}

/// All that is looked for, and to which texts it belongs: files in which none of it was found need not be searched for
/// it again.
impl Hash for Wanted<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.long, &self.short, &self.words).hash(state);
        let mut unnamed: Vec<_> = self.unnamed.iter().map(|(item, (_, names))| (item, names)).collect();
        unnamed.sort_unstable_by_key(|(item, _)| *item);
        for (item, names) in unnamed {
            (item, names.len()).hash(state);
            names.iter().for_each(|name| name.needle().hash(state));
        }
    }
}

/// The names that pages put into sentences of their own.
fn names<'d>(data: &'d Dataset) -> impl Iterator<Item = &'d str> {
    let sources = data.sources.iter().flat_map(|one| [Some(&one.publisher.name), one.publisher.name_en.as_ref()]);
    let sessions = data.sessions.iter().flat_map(|one| [Some(&one.name), one.name_en.as_ref()]);
    let units = data.units.iter().flat_map(|one| [Some(&one.name), one.name_en.as_ref()]);
    let categories = data.categories.iter().flat_map(|one| [Some(&one.name), one.name_en.as_ref()]);
    let classes = data.classes.iter().flat_map(|one| [Some(&one.label), one.label_en.as_ref()]);
    let proposers = data.proposers.iter().flat_map(|one| [Some(&one.name), one.delegation.as_ref()]);
    let all = sources.chain(sessions).chain(units).chain(categories).chain(classes).chain(proposers);
    all.flatten().map(|name| name.as_str())
}

/// Tells everything that may stand in a site: the dataset's texts, lists of names as pages write them,
/// the theme's files and what is configured.
fn published(data: &Dataset, theme: &Theme, config: &Config, told: &(dyn Fn(&[u8]) + Sync)) {
    data.registries(&mut |text| told(text.as_bytes()));
    // Links call a unit's own phone by its digits alone.
    let phones = data.units.iter().filter_map(|unit| Phone::new(unit.service_phone.as_ref()?).dial);
    phones.for_each(|digits| told(digits.as_bytes()));
    data.items.par_iter().for_each(|item| {
        item.texts(&mut |text| told(text.as_bytes()));
        let proposers: Vec<&str> = item.proposers.iter().map(|ix| &*data.proposers[ix.at()].name).collect();
        let units: Vec<&str> = item.assignments.iter().map(|one| &*data.units[one.unit.at()].name).collect();
        for list in [proposers, units].iter().filter(|list| list.len() > 1) {
            told(list.join("、").as_bytes());
            told(list.join(", ").as_bytes());
        }
    });
    // A publisher's own templates and files may leak; the words of their catalogues are the site's.
    theme.texts("i18n/", ".ftl").for_each(|(_, text)| told(text.as_bytes()));
    let built_in = Theme::built_in();
    built_in.files.par_iter().filter(|(path, _)| !path.ends_with(".wasm")).for_each(|(_, bytes)| told(bytes));
    config.texts().for_each(|text| told(text.as_bytes()));
}

/// For each withheld item the names that its own files must not hold: those of its proposers that
/// stand in nothing which the files may tell.
fn unnamed<'w>(kept: &'w Unpublished, data: &Dataset, theme: &Theme) -> FxHashMap<&'w str, (u32, Vec<Finder<'w>>)> {
    let mut told = String::new();
    let mut tell = |text: &str| {
        told.push_str(text);
        told.push('\n');
    };
    data.units.iter().for_each(|unit| tell(&unit.name));
    data.sessions.iter().for_each(|session| tell(&session.name));
    data.sources.iter().for_each(|source| tell(&source.publisher.name));
    data.classes.iter().for_each(|class| tell(&class.label));
    theme.texts("i18n/", ".ftl").chain(theme.texts("templates/", ".html")).for_each(|(_, text)| tell(text));
    let ids: FxHashSet<&str> = kept.unnamed.iter().map(|(id, _)| id.as_str()).collect();
    let items = data.items.iter().map(|item| (item.id.as_str(), item));
    let own: FxHashMap<&str, &Item> = items.filter(|(id, _)| ids.contains(id)).collect();
    let mut general: FxHashMap<&str, bool> = FxHashMap::default();
    let mut wanted = FxHashMap::default();
    for (at, (id, names)) in kept.unnamed.iter().enumerate() {
        let mut texts = String::new();
        if let Some(item) = own.get(id.as_str()) {
            item.texts(&mut |text| texts.push_str(text));
        }
        let names = names.iter().map(String::as_str).filter(|name| {
            let is_told = *general.entry(name).or_insert_with(|| told.contains(name));
            name.chars().count() > 1 && !is_told && !texts.contains(name)
        });
        let owner = (kept.texts.len() + at) as u32;
        wanted.insert(id.as_str(), (owner, names.map(Finder::new).collect()));
    }
    wanted
}
