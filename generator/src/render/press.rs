//! The press of one language: places views in templates. A template is rendered once for each shape
//! of view; the stencil cut from it then serves every view of that shape.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use minijinja::{Environment, Value, context};
use rustc_hash::FxHashMap;

use super::part::{PART, Part};
use super::stencil::{Copy, Filled, Leaf, Stencil};
use super::walk::{Aim, Fault, View};

/// Where the macros of parts stand.
const PARTS: &str = "parts.html";

/// Stencils kept at most; a shape that comes later is cut each time anew.
const MOST_STENCILS: usize = 4096;

/// Bytes of a part that stands alone, such as an item's row: more than most have, so that few grow.
const ALONE: usize = 1024;

/// The stencil of a shape; `None` where only plain rendering gives the right HTML.
type Found = Option<Arc<Stencil>>;

/// The templates of one language, and the stencils cut from them.
pub struct Press {
    environment: Environment<'static>,
    /// Whether templates only place texts, so that a text can be put in after rendering.
    places: bool,
    stencils: Mutex<FxHashMap<Box<[u8]>, Found>>,
    benches: Mutex<Vec<Bench>>,
}

/// A page to be placed.
pub struct Placing<'p> {
    /// The template's name.
    pub template: &'p str,
    /// Way from the page to the root of its language.
    pub root: &'p str,
    /// What stands around the page.
    pub frame: &'p dyn View,
    /// The page's own view.
    pub view: &'p dyn View,
    /// Tells apart what [`Placing::shared`] gives.
    pub section: u8,
    /// Navigation and footer, which are the same on all pages of a section with this root.
    pub shared: &'p dyn Fn() -> (Value, Value),
}

/// What one thread works with, kept from page to page.
struct Bench {
    copy: Copy,
    key: Vec<u8>,
    open: Vec<Leaf>,
    open_parts: Vec<Filled>,
    /// Places of stencils in the copy, by shape.
    known: FxHashMap<Box<[u8]>, Option<u32>>,
    /// How many stencils of the copy stay for the next page.
    kept: usize,
}

impl Bench {
    fn new() -> Self {
        let copy = Copy { stencils: vec![Arc::new(Stencil::gap())], ..Copy::default() };
        Self { copy, key: Vec::new(), open: Vec::new(), open_parts: Vec::new(), known: FxHashMap::default(), kept: 1 }
    }

    fn clear(&mut self) {
        self.copy.text.clear();
        self.copy.leaves.clear();
        self.copy.parts.clear();
        self.copy.stencils.truncate(self.kept);
        self.key.clear();
        self.open.clear();
        self.open_parts.clear();
    }
}

impl Press {
    /// A press with these templates; `places` where none of them computes with texts.
    pub fn new(environment: Environment<'static>, places: bool) -> Self {
        Self { environment, places, stencils: Mutex::default(), benches: Mutex::default() }
    }

    /// The templates.
    pub fn environment(&self) -> &Environment<'static> {
        &self.environment
    }

    /// Writes a page after what `out` holds.
    ///
    /// # Errors
    /// Where a template asks for something that its view does not have.
    pub fn place(&self, placing: &Placing, out: &mut Vec<u8>) -> Result<()> {
        self.work(placing.root, |walk| walk.page(placing, out))
    }

    /// The HTML of a part alone.
    ///
    /// # Errors
    /// Where a macro asks for something that its part does not have.
    pub fn part<T: Part>(&self, part: &T, root: &str) -> Result<Vec<u8>> {
        self.work(root, |walk| walk.single(part))
    }

    fn work<T>(&self, root: &str, work: impl FnOnce(&mut Walk) -> Result<T, Fault>) -> Result<T> {
        let mut bench = locked(&self.benches).pop().unwrap_or_else(Bench::new);
        bench.clear();
        let mut walk = Walk { press: self, root, aim: Aim::Plain, leaves: 0, first: 0, bench };
        let done = work(&mut walk);
        locked(&self.benches).push(walk.bench);
        done.map_err(|fault| fault.0)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Parts of which some may follow.
pub(super) struct OpenParts {
    name: &'static str,
    /// Where in the key their shapes begin: with their name and the root.
    key: usize,
    /// Where what differs between two of them begins.
    shape: usize,
    /// Where the last one's shape ends, and its stencil: most parts have the shape of the one before.
    last: Option<(usize, Option<u32>)>,
    /// How many open parts there were before.
    before: usize,
}

/// What is known so far of the page being placed.
pub struct Walk<'w> {
    press: &'w Press,
    root: &'w str,
    pub(super) aim: Aim,
    /// Leaves that were given a mark or shown as they are, of the view that a stencil is cut for.
    leaves: u32,
    /// Where that view's leaves begin among the open ones.
    first: usize,
    bench: Bench,
}

impl<'w> Walk<'w> {
    /// Adds to the shape.
    pub(super) fn shape(&mut self, bytes: &[u8]) {
        self.bench.key.extend_from_slice(bytes);
    }

    /// Adds a leaf with the text that `write` writes.
    pub(super) fn leaf(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let text = &mut self.bench.copy.text;
        let from = text.len() as u32;
        write(text);
        self.bench.open.push(Leaf::Text(from, text.len() as u32));
    }

    /// The same, but no leaf where `write` writes nothing; whether there is one.
    pub(super) fn leaf_if_any(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> bool {
        let before = self.bench.copy.text.len();
        self.leaf(write);
        let any = self.bench.copy.text.len() > before;
        if !any {
            self.bench.open.pop();
        }
        any
    }

    /// The number of the next leaf of the view that a stencil is cut for.
    pub(super) fn next_leaf(&mut self) -> u32 {
        self.leaves += 1;
        self.leaves - 1
    }

    /// What the stencils give for the next leaf of that view.
    pub(super) fn filled_leaf(&mut self) -> Result<String, Fault> {
        let leaf = self.first + self.next_leaf() as usize;
        let Bench { copy, open, .. } = &self.bench;
        let mut html = Vec::new();
        open.get(leaf).into_iter().for_each(|leaf| copy.fill(*leaf, &mut html));
        String::from_utf8(html).map_err(|error| Fault(error.into()))
    }

    /// Begins parts of a name.
    pub(super) fn open_parts(&mut self, name: &'static str) -> OpenParts {
        let (key, before) = (self.bench.key.len(), self.bench.open_parts.len());
        for piece in [name, "\0", self.root, "\0"] {
            self.shape(piece.as_bytes());
        }
        OpenParts { name, key, shape: self.bench.key.len(), last: None, before }
    }

    /// Makes one leaf of them.
    pub(super) fn close_parts(&mut self, OpenParts { key: begins, before, .. }: OpenParts) {
        let Bench { copy, open, open_parts, key, .. } = &mut self.bench;
        key.truncate(begins);
        if open_parts.len() > before {
            let from = copy.parts.len() as u32;
            copy.parts.extend_from_slice(&open_parts[before..]);
            open_parts.truncate(before);
            open.push(Leaf::Parts(from, copy.parts.len() as u32));
        }
    }

    /// Adds a part.
    pub(super) fn part(&mut self, parts: &mut OpenParts, part: &dyn View) -> Result<(), Fault> {
        let OpenParts { name, key, shape, last, .. } = *parts;
        let open = self.bench.open.len();
        part.shape(self)?;
        let make = |walk: &mut Self| {
            let value = part.values(walk)?;
            walk.call(name, value)
        };
        let all = &mut self.bench.key;
        let found = match last {
            Some((end, stencil)) if all[shape..end] == all[end..] => {
                all.truncate(end);
                stencil
            }
            _ => {
                all.drain(shape..last.map_or(shape, |(end, _)| end));
                let stencil = self.stencil(key, open, &make)?;
                parts.last = Some((self.bench.key.len(), stencil));
                stencil
            }
        };
        let stencil = match found {
            Some(stencil) => stencil,
            None => {
                let html = self.aimed(Aim::Plain, &make)?;
                self.bench.open.truncate(open);
                self.leaf(|text| text.extend_from_slice(html.as_bytes()));
                0
            }
        };
        let Bench { copy, open: leaves, open_parts, .. } = &mut self.bench;
        open_parts.push(Filled { stencil, leaves: copy.leaves.len() as u32 });
        copy.leaves.extend_from_slice(&leaves[open..]);
        leaves.truncate(open);
        Ok(())
    }

    /// Calls the macro of a part.
    pub(super) fn call(&mut self, name: &str, value: Value) -> Result<String, Fault> {
        let root = Value::from(self.root);
        let called = self.press.environment.get_template(PARTS).and_then(|parts| {
            parts.render_captured(context! {})?.with_state_mut(|state| state.call_macro(name, &[value, root]))
        });
        Ok(called.with_context(|| format!("{name} in {PARTS}"))?)
    }

    fn page(&mut self, placing: &Placing, out: &mut Vec<u8>) -> Result<(), Fault> {
        let make = |walk: &mut Self| walk.template(placing);
        if self.press.places {
            self.shape(placing.template.as_bytes());
            self.shape(&[0, placing.section]);
            placing.frame.shape(self)?;
            placing.view.shape(self)?;
            if let Some(stencil) = self.stencil(0, 0, &make)? {
                let Bench { copy, open, .. } = &self.bench;
                copy.stencils[stencil as usize].fill(open, copy, out);
                return Ok(());
            }
        }
        out.extend_from_slice(self.aimed(Aim::Plain, &make)?.as_bytes());
        Ok(())
    }

    fn single<T: Part>(&mut self, part: &T) -> Result<Vec<u8>, Fault> {
        let name = T::NAME.trim_start_matches(PART);
        if !self.press.places {
            let value = part.values(self)?;
            return self.call(name, value).map(String::into_bytes);
        }
        let mut parts = self.open_parts(name);
        self.part(&mut parts, part)?;
        let Bench { copy, open_parts, .. } = &self.bench;
        let mut html = Vec::with_capacity(ALONE);
        open_parts.iter().for_each(|part| copy.fill_part(*part, &mut html));
        Ok(html)
    }

    fn template(&mut self, placing: &Placing) -> Result<String, Fault> {
        let (navigation, footer) = (placing.shared)();
        let context = context! {
            page => placing.frame.values(self)?, view => placing.view.values(self)?, navigation, footer
        };
        let rendered =
            self.press.environment.get_template(placing.template).and_then(|template| template.render(context));
        Ok(rendered.with_context(|| placing.template.to_owned())?)
    }

    fn aimed<T>(&mut self, aim: Aim, make: &dyn Fn(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.leaves = 0;
        let before = std::mem::replace(&mut self.aim, aim);
        let made = make(self);
        self.aim = before;
        made
    }

    /// The place of the stencil for the shape that the key has from `key` on, whose leaves are open
    /// from `open` on; `make` renders it.
    fn stencil(
        &mut self,
        key: usize,
        open: usize,
        make: &dyn Fn(&mut Self) -> Result<String, Fault>,
    ) -> Result<Option<u32>, Fault> {
        if let Some(known) = self.bench.known.get(&self.bench.key[key..]) {
            return Ok(*known);
        }
        let shape: Box<[u8]> = self.bench.key[key..].into();
        let shared = locked(&self.press.stencils).get(&shape).cloned();
        let found = match shared {
            Some(found) => found,
            None => {
                let found = self.cut(open, make)?;
                let mut all = locked(&self.press.stencils);
                if all.len() < MOST_STENCILS {
                    all.insert(shape.clone(), found.clone());
                }
                found
            }
        };
        let Bench { copy, known, kept, .. } = &mut self.bench;
        let place = found.map(|stencil| {
            copy.stencils.push(stencil);
            copy.stencils.len() as u32 - 1
        });
        if known.len() < MOST_STENCILS {
            known.insert(shape, place);
            *kept = copy.stencils.len();
        }
        Ok(place)
    }

    /// Cuts a stencil, and makes sure that it gives for this view what plain rendering gives.
    fn cut(&mut self, open: usize, make: &dyn Fn(&mut Self) -> Result<String, Fault>) -> Result<Found, Fault> {
        self.first = open;
        let stencil = Stencil::cut(&self.aimed(Aim::Marks, make)?);
        let plain = self.aimed(Aim::Proof, make)?;
        let mut filled = Vec::with_capacity(plain.len());
        stencil.fill(&self.bench.open[open..], &self.bench.copy, &mut filled);
        Ok((filled == plain.as_bytes()).then(|| Arc::new(stencil)))
    }
}
