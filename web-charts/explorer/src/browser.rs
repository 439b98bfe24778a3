//! The engine in the page.

use outcomes::choice::Choice;
use outcomes::facts::Facts;
use wasm_bindgen::prelude::wasm_bindgen;
use web_charts::wire;

use crate::reply::Reply;
use crate::words::Words;

/// The facts and words of a page, and the last answer.
#[wasm_bindgen]
pub struct Explorer {
    facts: Facts,
    words: Words,
    last: Option<Reply>,
}

#[wasm_bindgen]
impl Explorer {
    /// An engine over the bytes of the facts and the lines of the words; with bytes or lines that
    /// are none it answers nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(facts: &[u8], words: &str) -> Explorer {
        let facts = Facts::decode(facts).unwrap_or_default();
        Explorer { facts, words: Words::read(words), last: None }
    }

    /// How many items there are; 0 where the bytes were no facts.
    pub fn size(&self) -> u32 {
        self.facts.items() as u32
    }

    /// Answers a choice as JSON; empty where the text is no choice.
    pub fn answer(&mut self, choice: &str) -> String {
        self.last = Choice::read(choice).ok().map(|choice| crate::explore(&self.facts, &self.words, &choice));
        self.last.as_ref().map_or(String::new(), Reply::json)
    }

    /// A chart of the last answer as wire bytes: 0 the answer's own, 1–4 those beside it.
    pub fn chart(&self, at: usize) -> Vec<u8> {
        let figure = self.last.as_ref().and_then(|reply| reply.figures.get(at));
        figure.map_or(Vec::new(), |figure| wire::encode(&figure.spec))
    }

    /// Items behind the last answer, `count` from `start` on, by their place in the data.
    pub fn items(&self, start: usize, count: usize) -> Vec<u32> {
        let items = self.last.iter().flat_map(|reply| &reply.items);
        items.skip(start).take(count).map(|item| item.0).collect()
    }
}
