//! What the page's script sees: one object a chart.

#![allow(unsafe_code, missing_docs)] // wasm-bindgen writes the glue below each item.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::canvas::paint;
use crate::draw::{Frame, scene};
use crate::hit::{HitIndex, Step};
use crate::list::{DisplayList, Mark, Pick};
use crate::reading;
use crate::spec::ChartSpec;
use crate::style::Theme;
use crate::view::{self, View};
use crate::wire;

/// A chart in the page.
#[wasm_bindgen]
pub struct Chart {
    /// The whole, from which each view is read anew.
    bytes: Vec<u8>,
    spec: Option<ChartSpec>,
    view: View,
    /// What is drawn: the specification as the view has it, where that differs.
    seen: Option<ChartSpec>,
    list: DisplayList,
}

fn theme(bits: u8) -> Theme {
    Theme { dark: bits & 1 != 0, contrast: bits & 2 != 0 }
}

impl Chart {
    fn mark(&self, index: i32) -> Option<&Mark> {
        self.list.marks.get(usize::try_from(index).ok()?)
    }

    fn shown(&self) -> Option<&ChartSpec> {
        self.seen.as_ref().or(self.spec.as_ref())
    }

    fn read<T: Default>(&self, mark: i32, read: impl FnOnce(&ChartSpec, &Mark) -> T) -> T {
        self.shown().zip(self.mark(mark)).map_or(T::default(), |(spec, mark)| read(spec, mark))
    }

    fn look(&mut self, view: View) {
        self.seen = None;
        if !view.hidden.is_empty() || view.window.is_some() {
            self.seen = wire::decode(&self.bytes).ok();
            if let Some(seen) = &mut self.seen {
                view.change(&mut seen.kind);
            }
        }
        self.view = view;
        self.list = DisplayList::default();
    }
}

fn index(found: Option<usize>) -> i32 {
    found.and_then(|i| i32::try_from(i).ok()).unwrap_or(-1)
}

fn place(found: Option<u32>) -> i32 {
    found.and_then(|i| i32::try_from(i).ok()).unwrap_or(-1)
}

#[wasm_bindgen]
impl Chart {
    /// A chart from its wire bytes; with bytes that are none it draws nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Chart {
        let spec = wire::decode(bytes).ok();
        Chart { bytes: bytes.into(), spec, view: View::default(), seen: None, list: DisplayList::default() }
    }

    /// Lays out at `width` CSS pixels and paints at `ratio` device pixels each.
    /// `theme`: bit 0 dark, bit 1 strong contrast. Returns the height in CSS pixels, 0 if nothing was drawn.
    pub fn draw(&mut self, canvas: &HtmlCanvasElement, width: u32, ratio: f64, theme_bits: u8) -> i32 {
        let Some(spec) = self.shown() else { return 0 };
        if self.list.width != width as i32 {
            self.list = scene(spec, width, Frame::Inline);
        }
        let ratio = if ratio > 0.0 { ratio.min(8.0) } else { 1.0 };
        match paint(&self.list, canvas, ratio, theme(theme_bits)) {
            Some(()) => self.list.height,
            None => 0,
        }
    }

    /// Paints the picture that stands alone (title, source line, light) for a download.
    pub fn picture(&self, canvas: &HtmlCanvasElement, ratio: f64) -> bool {
        let Some(spec) = self.shown() else { return false };
        let list = scene(spec, crate::DESIGN_WIDTH, Frame::Standalone);
        paint(&list, canvas, ratio, theme(0)).is_some()
    }

    /// The mark at a place in CSS pixels, or -1.
    pub fn hit(&self, x: f64, y: f64) -> i32 {
        index(HitIndex::new(&self.list.marks).at(x as i32, y as i32))
    }

    /// The mark a key leads to: 0 left, 1 right, 2 up, 3 down, 4 home, 5 end; -1 if there is none.
    pub fn step(&self, from: i32, key: u8) -> i32 {
        let step = match key {
            0 => Step::Left,
            1 => Step::Right,
            2 => Step::Up,
            3 => Step::Down,
            4 => Step::Home,
            _ => Step::End,
        };
        index(HitIndex::new(&self.list.marks).step(usize::try_from(from).ok(), step))
    }

    /// x, y, width, height of a mark in CSS pixels; empty if there is none.
    pub fn mark_rect(&self, mark: i32) -> Vec<i32> {
        self.mark(mark).map_or(Vec::new(), |m| vec![m.rect.x, m.rect.y, m.rect.w, m.rect.h])
    }

    /// The tooltip, one line a line.
    pub fn mark_text(&self, mark: i32) -> String {
        self.read(mark, |spec, mark| reading::joined(&reading::lines(spec, mark), "\n"))
    }

    /// The sentence for a screen reader.
    pub fn mark_spoken(&self, mark: i32) -> String {
        self.read(mark, reading::spoken)
    }

    /// The address of the records behind a mark.
    pub fn mark_href(&self, mark: i32) -> Option<String> {
        self.read(mark, |spec, mark| reading::href(spec, mark).map(String::from))
    }

    /// What a mark stands for: its series and its category in the whole chart, -1 where none is meant,
    /// and 1 where it is a key of the legend; empty if there is no such mark.
    pub fn mark_pick(&self, mark: i32) -> Vec<i32> {
        self.mark(mark).map_or(Vec::new(), |mark| {
            let category = mark.pick.category().map(|category| category + self.view.from());
            vec![place(mark.pick.series()), place(category), i32::from(matches!(mark.pick, Pick::Series(_)))]
        })
    }

    /// What the numbers are, in one line; may be empty.
    pub fn definition(&self) -> String {
        self.spec.as_ref().map_or(String::new(), |spec| spec.definition.clone())
    }

    /// Switches a series off or on.
    pub fn toggle(&mut self, series: u32) {
        let Some(count) = self.spec.as_ref().map(|spec| view::series(&spec.kind)) else { return };
        let mut view = self.view.clone();
        view.toggle(series, count);
        self.look(view);
    }

    /// Whether a series is switched off.
    pub fn is_hidden(&self, series: u32) -> bool {
        self.view.hidden.contains(&series)
    }

    /// How many periods the time axis has; 0 without one.
    pub fn periods(&self) -> u32 {
        self.spec.as_ref().map_or(0, |spec| view::periods(&spec.kind))
    }

    /// Looks at the periods `from` up to but not with `to`; the whole where that is no stretch.
    pub fn zoom(&mut self, from: u32, to: u32) {
        let whole = self.periods();
        let to = to.min(whole);
        let window = (from < to && (from, to) != (0, whole)).then_some((from, to));
        self.look(View { window, ..self.view.clone() });
    }

    /// The stretch of periods looked at: first, and one past the last.
    pub fn window(&self) -> Vec<u32> {
        let (from, to) = self.view.window.unwrap_or((0, self.periods()));
        vec![from, to]
    }

    /// First and last period looked at, in words; empty without a time axis.
    pub fn window_text(&self) -> String {
        self.shown().map_or(String::new(), |spec| view::span(&spec.kind))
    }

    /// The category or period nearest to a place across the picture, in CSS pixels; -1 without any.
    pub fn category_at(&self, x: f64) -> i32 {
        let away = |mark: &&Mark| (mark.rect.x + mark.rect.w / 2).abs_diff(x as i32);
        let marks = self.list.marks.iter().filter(|mark| mark.pick.category().is_some());
        place(marks.min_by_key(away).and_then(|mark| mark.pick.category()).map(|found| found + self.view.from()))
    }
}
