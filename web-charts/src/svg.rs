//! The display list as SVG: in a page by classes, in a file with its own colours.

use crate::draw::{Frame, scene};
use crate::list::{Anchor, DisplayList, Item, Pick, Rect};
use crate::reading;
pub use crate::sheet::style_css;
use crate::sheet::{RULES, class_rules, colours};
use crate::spec::{ChartSpec, PaletteKey};
use crate::style::{self, FONTS, Ink, PLAIN_NAMES, Pattern, SHADE_NAMES, TILE, Theme, class_name, pattern};

/// The chart for a page: classes only, so the page's style sheet gives light, dark, print and
/// forced colours. `id_prefix` must be unique in the page; title and description carry the ids
/// `{id_prefix}-t` and `{id_prefix}-d`.
pub fn inline(spec: &ChartSpec, id_prefix: &str, width: u32) -> String {
    let list = scene(spec, width, Frame::Inline);
    write(&list, spec, id_prefix, "")
}

/// The chart as a file of its own, 640 pixels wide: title, finding and source line, light colours or
/// dark ones.
pub fn standalone(spec: &ChartSpec, dark: bool) -> String {
    let list = scene(spec, crate::DESIGN_WIDTH, Frame::Standalone);
    let mut css = String::from("<style>");
    css.push_str("svg{font-family:");
    css.push_str(&FONTS.replace('"', "'"));
    css.push_str("}.chart-ground{fill:var(--c-surface)}");
    colours(&mut css, "svg", Theme { dark, contrast: false });
    css.push_str(RULES);
    class_rules(&mut css);
    css.push_str("</style><rect class=\"chart-ground\" width=\"100%\" height=\"100%\"/>");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&write(&list, spec, "chart", &css));
    out
}

/// Text for XML content and attributes; characters XML does not know are left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

fn number(out: &mut String, value: i32) {
    let mut digits = [0u8; 10];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    out.extend(digits[at..].iter().map(|&d| char::from(d)));
}

fn attribute(out: &mut String, name: &str, value: i32) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

fn write(list: &DisplayList, spec: &ChartSpec, id: &str, prologue: &str) -> String {
    let mut out = String::with_capacity(4096 + list.items.len() * 48);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg\" viewBox=\"0 0 ");
    number(&mut out, list.width);
    out.push(' ');
    number(&mut out, list.height);
    if prologue.is_empty() {
        out.push_str("\" width=\"100%");
    } else {
        out.push('"');
        attribute(&mut out, "width", list.width);
        attribute(&mut out, "height", list.height);
        out.pop();
    }
    // The drawing is a picture to a screen reader; the links beside it are not part of one.
    out.push_str("\"><g role=\"img\" aria-labelledby=\"");
    escape(&mut out, id);
    out.push_str("-t ");
    escape(&mut out, id);
    out.push_str("-d\">");
    for (tag, text) in [("title", &spec.title), ("desc", &spec.finding)] {
        for part in ["<", tag, " id=\""] {
            out.push_str(part);
        }
        escape(&mut out, id);
        out.push('-');
        out.push_str(&tag[..1]);
        out.push_str("\">");
        escape(&mut out, text);
        for part in ["</", tag, ">"] {
            out.push_str(part);
        }
    }
    out.push_str(prologue);
    defs(&mut out, list, id);
    let mut rest = list.items.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|item| alike(first, item)).count().max(1);
        group(&mut out, &rest[..same], id);
        rest = &rest[same..];
    }
    out.push_str("</g>");
    if prologue.is_empty() {
        links(&mut out, list, spec);
    }
    out.push_str("</svg>");
    out
}

/// Addresses for the pointer only: the same links are in the page's table, where keys reach them.
fn links(out: &mut String, list: &DisplayList, spec: &ChartSpec) {
    // Where a whole row has its address, its parts need none.
    for mark in list.marks.iter().filter(|mark| matches!(mark.pick, Pick::Category(_))) {
        let Some(href) = reading::href(spec, mark) else { continue };
        out.push_str("<a aria-hidden=\"true\" tabindex=\"-1\" href=\"");
        escape(out, href);
        out.push_str("\"><path class=\"chart-link\" d=\"");
        box_path(out, &mark.zone);
        out.push_str("\"/></a>");
    }
}

/// Patterns in use, each with its ground, so that a segment is one shape.
fn defs(out: &mut String, list: &DisplayList, id: &str) {
    let mut used = [false; PaletteKey::ALL.len()];
    for item in &list.items {
        if let Item::Rect(_, Ink::Fill(key)) = item {
            used[*key as usize] |= pattern(*key) != Pattern::None;
        }
    }
    for key in PaletteKey::ALL.into_iter().filter(|key| used[*key as usize]) {
        out.push_str("<pattern id=\"");
        pattern_id(out, id, key);
        out.push_str("\" patternUnits=\"userSpaceOnUse\"");
        attribute(out, "width", TILE);
        attribute(out, "height", TILE);
        out.push_str("><path class=\"c-");
        out.push_str(class_name(key));
        out.push_str("\" d=\"M0 0h6v6h-6z\"/><path class=\"p-");
        out.push_str(class_name(key));
        out.push_str("\" stroke-opacity=\".55\" stroke-width=\"");
        tenths(out, pattern(key).stroke_tenths());
        out.push_str("\" d=\"");
        out.push_str(pattern(key).tile_path());
        out.push_str("\"/></pattern>");
    }
}

fn tenths(out: &mut String, value: i32) {
    number(out, value / 10);
    out.push('.');
    number(out, value % 10);
}

fn pattern_id(out: &mut String, id: &str, key: PaletteKey) {
    escape(out, id);
    out.push_str("-p");
    number(out, key as i32);
}

/// Whether two items may share one element.
fn alike(a: &Item, b: &Item) -> bool {
    match (a, b) {
        (Item::Rect(_, x), Item::Rect(_, y)) => x == y,
        (Item::Line { ink: a, width: x, dashed: d, .. }, Item::Line { ink: b, width: y, dashed: e, .. }) => {
            (a, x, d) == (b, y, e)
        }
        (
            Item::Text { size: a, bold: b, anchor: c, ink: d, .. },
            Item::Text { size: e, bold: f, anchor: g, ink: h, .. },
        ) => (a, b, c, d) == (e, f, g, h),
        _ => false,
    }
}

fn class(out: &mut String, prefix: &str, ink: Ink) {
    let (letter, name) = match ink {
        Ink::Fill(key) | Ink::Solid(key) => (prefix, class_name(key)),
        Ink::Band(key) => ("b-", class_name(key)),
        Ink::On(key) => ("o-", class_name(key)),
        Ink::Shade(shade) => ("c-", SHADE_NAMES[usize::from(shade)]),
        Ink::OnShade(shade) => ("o-", SHADE_NAMES[usize::from(shade)]),
        plain => (prefix, PLAIN_NAMES[usize::from(plain.token()).min(PLAIN_NAMES.len() - 1)]),
    };
    for part in [" class=\"", letter, name] {
        out.push_str(part);
    }
}

fn points(out: &mut String, points: &[(i32, i32)]) {
    for (i, &(x, y)) in points.iter().enumerate() {
        out.push(if i == 0 { 'M' } else { 'L' });
        number(out, x);
        out.push(' ');
        number(out, y);
    }
}

fn box_path(out: &mut String, r: &Rect) {
    for (letter, value) in [("M", r.x), (" ", r.y), ("h", r.w), ("v", r.h), ("h", -r.w)] {
        out.push_str(letter);
        number(out, value);
    }
    out.push('z');
}

fn group(out: &mut String, items: &[Item], id: &str) {
    match &items[0] {
        Item::Rect(_, ink) => {
            out.push_str("<path");
            match ink {
                Ink::Fill(key) if pattern(*key) != style::Pattern::None => {
                    out.push_str(" fill=\"url(#");
                    pattern_id(out, id, *key);
                    out.push(')');
                }
                ink => class(out, "c-", *ink),
            }
            out.push_str("\" d=\"");
            for item in items {
                if let Item::Rect(r, _) = item {
                    box_path(out, r);
                }
            }
            out.push_str("\"/>");
        }
        Item::Line { ink, width, dashed, .. } => {
            out.push_str("<path");
            class(out, "l-", *ink);
            out.push_str(if *width == 1 { " chart-line chart-edge\"" } else { " chart-line\"" });
            attribute(out, "stroke-width", *width);
            if *dashed {
                out.push_str(" stroke-dasharray=\"6 4\"");
            }
            out.push_str(" d=\"");
            for item in items {
                if let Item::Line { points: line, .. } = item {
                    points(out, line);
                }
            }
            out.push_str("\"/>");
        }
        Item::Polygon { points: corners, ink } => {
            out.push_str("<path");
            class(out, "c-", *ink);
            out.push_str("\" d=\"");
            points(out, corners);
            out.push_str("z\"/>");
        }
        Item::Circle { at, radius, ink, filled, width } => {
            out.push_str("<circle");
            class(out, if *filled { "c-" } else { "l-" }, *ink);
            out.push_str(if *filled { "\"" } else { " chart-line\"" });
            for (name, value) in [("cx", at.0), ("cy", at.1), ("r", *radius)] {
                attribute(out, name, value);
            }
            if !filled {
                attribute(out, "stroke-width", *width);
            }
            out.push_str("/>");
        }
        Item::Text { size, bold, anchor, ink, .. } => {
            out.push_str("<g");
            class(out, "c-", *ink);
            out.push('"');
            attribute(out, "font-size", *size);
            if *bold {
                out.push_str(" font-weight=\"700\"");
            }
            out.push_str(match anchor {
                Anchor::Start => ">",
                Anchor::Middle => " text-anchor=\"middle\">",
                Anchor::End => " text-anchor=\"end\">",
            });
            for item in items {
                if let Item::Text { text, at, .. } = item {
                    out.push_str("<text");
                    attribute(out, "x", at.0);
                    attribute(out, "y", at.1);
                    out.push('>');
                    escape(out, text);
                    out.push_str("</text>");
                }
            }
            out.push_str("</g>");
        }
    }
}
