//! The engine in the page.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::FACETS;
use crate::parts::parts;
use crate::query::{Ask, Order, Search};

/// A reader's search.
#[wasm_bindgen]
pub struct Finder(Option<Search>);

#[wasm_bindgen]
impl Finder {
    /// A search from the directory of an index, in the words of a page.
    #[wasm_bindgen(constructor)]
    pub fn new(directory: &[u8], words: &str) -> Finder {
        Finder(Search::new(directory, words))
    }

    /// Asks. Lines of a name, a tab and a value: `q` the words, `sort` the order, `n` how many hits,
    /// `count` a facet to be counted, else a facet and the id of a value. Gives the paths of the files
    /// that are needed, with line feeds between; a single `!` where the directory is none.
    pub fn ask(&mut self, lines: &str) -> String {
        let Some(search) = &mut self.0 else { return "!".to_owned() };
        let mut ask = Ask::of("");
        for line in parts(lines, '\n') {
            let mut fields = parts(line, '\t');
            let (name, value) = (fields.next().unwrap_or_default(), fields.rest().unwrap_or_default());
            match name {
                "q" => value.clone_into(&mut ask.query),
                "n" => ask.count = value.parse().unwrap_or(ask.count),
                "sort" if value == "new" => ask.order = Order::Newest,
                "sort" if value == "old" => ask.order = Order::Oldest,
                _ => {
                    let counts = name == "count";
                    let asked = if counts { value } else { name };
                    for (at, facet) in FACETS.iter().enumerate() {
                        if *facet == asked && counts {
                            ask.counted.push(at);
                        } else if *facet == asked {
                            ask.facets.push((at, value.to_owned()));
                        }
                    }
                }
            }
        }
        lines_of(search.ask(ask))
    }

    /// Takes the bytes of a file.
    pub fn give(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(search) = &mut self.0 {
            search.give(path, bytes);
        }
    }

    /// Goes on with what was given; as [`Finder::ask`].
    pub fn go_on(&mut self) -> String {
        self.0.as_mut().map_or_else(String::new, |search| lines_of(search.go_on()))
    }

    /// The answer, as [`Search::shown`] says.
    pub fn shown(&self) -> String {
        self.0.as_ref().map_or_else(String::new, Search::shown)
    }
}

fn lines_of(paths: Vec<String>) -> String {
    let mut lines = String::new();
    for path in paths {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(&path);
    }
    lines
}
