//! The last look before a site is moved in: nothing that must not be published stands in any file,
//! however it is written there.

mod decode;
mod earlier;
mod net;
mod packed;
mod pieces;
mod wanted;

use std::sync::Mutex;

use anyhow::Result;
use outcomes::issue::{Issue, Place, Severity};
use outcomes::unpublished::{Cause, Unpublished};
use rustc_hash::FxHashSet;

pub use earlier::keep_earlier;
pub use wanted::Wanted;

use crate::fingerprint::Fingerprint;
use crate::publish::Sink;
use decode::Form;

/// Codes of what is found, beside those of the export format and of mappings.
pub const CODES: &[(&str, &str, &str)] = &[
    ("E0901", "Withheld text in a file of the site", "不公开的文字出现在网站中"),
    ("E0902", "Masked data in a file of the site", "已遮盖的内容出现在网站中"),
];

/// How deep a text may be wrapped, one form in the other.
const DEPTH: usize = 4;

/// Something that must not be published, in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Leak {
    path: String,
    /// Position among the texts that must not be published; the name of a withheld item's proposer
    /// stands behind them all.
    owner: u32,
    form: Form,
    /// Line and column, where the text stands there as it reads.
    line: Option<(u32, u32)>,
}

/// A sink that looks at everything before it passes it on.
pub struct Guard<'g> {
    sink: &'g dyn Sink,
    wanted: &'g Wanted<'g>,
    leaks: Mutex<Vec<Leak>>,
}

impl<'g> Guard<'g> {
    /// Guards a sink.
    pub fn new(sink: &'g dyn Sink, wanted: &'g Wanted<'g>) -> Self {
        Self { sink, wanted, leaks: Mutex::default() }
    }

    /// Looks into what only a reader of its own can unpack, and tells everything found, by file.
    ///
    /// # Errors
    /// Where a file can't be read again, or the search's index can't be unpacked.
    pub fn finish(self, kept: &Unpublished) -> Result<Vec<Issue>> {
        packed::look(&self)?;
        let mut leaks = self.leaks.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        leaks.sort_unstable();
        leaks.dedup_by(|a, b| (&a.path, a.owner) == (&b.path, b.owner));
        Ok(leaks.iter().map(|leak| issue(leak, kept)).collect())
    }

    /// Looks at some bytes of a file, and at what is wrapped in them.
    fn look(&self, path: &str, bytes: &[u8], form: Form, depth: usize) {
        let mut found: Vec<(u32, usize)> = Vec::new();
        let mut owners = FxHashSet::default();
        self.wanted.search(path, bytes, &mut |owner, at| {
            if owners.insert(owner) {
                found.push((owner, at));
            }
        });
        if !found.is_empty() {
            let place = |at: usize| {
                let mut place = (1, 1);
                outcomes::read::locate::advance(&mut place, &bytes[..at]);
                place
            };
            let line = |at: usize| (form == Form::Plain && !path.ends_with(".ics")).then(|| place(at));
            let leak = |(owner, at): (u32, usize)| Leak { path: path.to_owned(), owner, line: line(at), form };
            let mut leaks = self.leaks.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            leaks.extend(found.into_iter().map(leak));
        }
        if depth == DEPTH {
            return;
        }
        let inner = |inner: Form| if form == Form::Plain { inner } else { form };
        if let Some(bytes) = decode::unpacked(bytes) {
            self.look(path, &bytes, inner(Form::Gzip), depth + 1);
        }
        if let Some(bytes) = decode::unescaped(bytes) {
            self.look(path, &bytes, inner(Form::Escaped), depth + 1);
        }
        decode::base64(bytes, |bytes| self.look(path, bytes, inner(Form::Base64), depth + 1));
    }
}

impl Sink for Guard<'_> {
    fn put(&self, path: &str, contents: &[u8]) -> Result<()> {
        self.put_made(path, contents, None)
    }

    fn put_made(&self, path: &str, contents: &[u8], from: Option<Fingerprint>) -> Result<()> {
        self.sink.put_made(path, contents, from)?;
        self.look(path, &decode::unfolded(path, contents), Form::Plain, 0);
        Ok(())
    }

    /// What is kept was looked at when it was put: what is looked for is part of what a file is made from.
    fn keep(&self, path: &str, from: Option<Fingerprint>) -> Result<bool> {
        self.sink.keep(path, from)
    }

    fn recall(&self, from: Fingerprint) -> Option<Vec<u8>> {
        self.sink.recall(from)
    }

    fn remember(&self, from: Fingerprint, what: &[u8]) {
        self.sink.remember(from, what);
    }

    fn read(&self, path: &str) -> Result<Vec<u8>> {
        self.sink.read(path)
    }
}

fn issue(leak: &Leak, kept: &Unpublished) -> Issue {
    let (line, column) = leak.line.unwrap_or((1, 1));
    let Leak { path, owner, .. } = leak;
    let form = leak.form.said();
    let (code, what, item, pointer) = match kept.texts.get(*owner as usize) {
        Some(text) => {
            let of = text.item.as_ref().map_or_else(String::new, |item| format!(" of item {item}"));
            let (code, what) = match text.cause {
                Cause::Withheld => {
                    ("E0901", format!("the text {}{of} is withheld and stands here, {form}", text.pointer))
                }
                Cause::Masked(kind) => {
                    let name = kind.named();
                    ("E0902", format!("{name} in {}{of} is masked and stands here unmasked, {form}", text.pointer))
                }
            };
            (code, what, text.item.clone(), text.pointer.clone())
        }
        None => {
            let unnamed = kept.unnamed.get(*owner as usize - kept.texts.len());
            let item = unnamed.map(|(item, _)| item.clone());
            let of = item.as_deref().unwrap_or_default();
            let what = format!("the name of a proposer of the withheld item {of} stands here, {form}");
            ("E0901", what, item, String::new())
        }
    };
    let hint = "nothing was published; look for it in the theme, or in the same words elsewhere in the export";
    Issue {
        code,
        severity: Severity::Error,
        place: Place { file: path.clone(), line, column, pointer, item },
        what,
        hint: hint.to_owned(),
        private: None,
    }
}
