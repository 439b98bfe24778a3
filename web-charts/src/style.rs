//! Every colour, pattern, size and spacing of the charts, for light and dark.

use crate::spec::PaletteKey;

/// Text size of labels, in pixels.
pub const LABEL: i32 = 14;
/// Text size of ticks, counts and notes, in pixels.
pub const SMALL: i32 = 13;
/// Text size of the title in a picture that stands alone, in pixels.
pub const TITLE: i32 = 19;
/// Height of a line of text over its size, in tenths.
pub const LEADING: i32 = 14;
/// Outer margin, in pixels.
pub const EDGE: i32 = 2;
/// Side of a pattern's tile, in pixels.
pub const TILE: i32 = 6;
/// Fonts of the pictures: the reader's own, Chinese first.
pub const FONTS: &str =
    "system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"Noto Sans SC\",sans-serif";

/// The second cue of a class, beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Plain.
    None,
    /// Lines rising to the right.
    Diagonal,
    /// Lines falling to the right.
    Falling,
    /// Both.
    Cross,
    /// Dots.
    Dots,
    /// Level lines.
    Level,
}

/// What a thing in the picture is painted with; never a colour until the last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The page behind the chart.
    Surface,
    /// Main text.
    Text,
    /// Secondary text.
    Muted,
    /// Grid lines.
    Grid,
    /// Axis and limit lines.
    Axis,
    /// A class with its pattern.
    Fill(PaletteKey),
    /// A class without its pattern: lines, markers, ground of a label.
    Solid(PaletteKey),
    /// The pale band of an interval.
    Band(PaletteKey),
    /// Text upon a class.
    On(PaletteKey),
    /// A shade of a heat map: 0 is zero, then from little to much; below [`SHADES`].
    Shade(u8),
    /// Text upon a shade.
    OnShade(u8),
}

/// How many shades there are, that of zero included.
pub const SHADES: u8 = 6;

const PLAIN: [Ink; 5] = [Ink::Surface, Ink::Text, Ink::Muted, Ink::Grid, Ink::Axis];

impl Ink {
    /// The ink as one byte, to pass through plotters in place of a colour.
    pub(crate) fn token(self) -> u8 {
        match self {
            Ink::Surface => 0,
            Ink::Text => 1,
            Ink::Muted => 2,
            Ink::Grid => 3,
            Ink::Axis => 4,
            Ink::Fill(key) => 16 + key as u8,
            Ink::Solid(key) => 32 + key as u8,
            Ink::Band(key) => 48 + key as u8,
            Ink::On(key) => 64 + key as u8,
            Ink::Shade(shade) => 80 + shade.min(SHADES - 1),
            Ink::OnShade(shade) => 96 + shade.min(SHADES - 1),
        }
    }

    /// The ink of a token; an unknown token is text.
    pub(crate) fn from_token(token: u8) -> Ink {
        let key = PaletteKey::ALL.get(usize::from(token % 16)).copied();
        match (token / 16, key) {
            (0, _) => PLAIN.get(usize::from(token)).copied().unwrap_or(Ink::Text),
            (1, Some(key)) => Ink::Fill(key),
            (2, Some(key)) => Ink::Solid(key),
            (3, Some(key)) => Ink::Band(key),
            (4, Some(key)) => Ink::On(key),
            (5, _) => Ink::Shade((token % 16).min(SHADES - 1)),
            (6, _) => Ink::OnShade((token % 16).min(SHADES - 1)),
            _ => Ink::Text,
        }
    }
}

/// Light, dark, and each with stronger contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Dark ground.
    pub dark: bool,
    /// Texts and lines at full contrast.
    pub contrast: bool,
}

/// One class: its name in CSS, its colour and the colour upon it, light and dark, and its pattern.
struct Class {
    name: &'static str,
    light: (u32, u32),
    dark: (u32, u32),
    pattern: Pattern,
}

const WHITE: u32 = 0xffffff;
const BLACK: u32 = 0x10151c;

/// In wire order. Neighbours within a scheme alternate deep and pale, three to one or more;
/// the pale ones carry a pattern in the deep colour, so they also stand against the page.
const CLASSES: [Class; 12] = [
    Class { name: "resolved", light: (0x1b4f8a, WHITE), dark: (0x6fa9e8, BLACK), pattern: Pattern::None },
    Class { name: "inprogress", light: (0x9fcaee, BLACK), dark: (0x2a4d73, WHITE), pattern: Pattern::Diagonal },
    Class { name: "planned", light: (0x7a5200, WHITE), dark: (0xdfb255, BLACK), pattern: Pattern::Dots },
    Class { name: "deferred", light: (0xeabfce, BLACK), dark: (0x70405a, WHITE), pattern: Pattern::Level },
    Class { name: "reference", light: (0x575d66, WHITE), dark: (0xb4bac2, BLACK), pattern: Pattern::Cross },
    Class { name: "satisfied", light: (0x0f5e6e, WHITE), dark: (0x58bccb, BLACK), pattern: Pattern::None },
    Class { name: "basically", light: (0x92d3d9, BLACK), dark: (0x1f5660, WHITE), pattern: Pattern::Diagonal },
    Class { name: "dissatisfied", light: (0xa04214, WHITE), dark: (0xf39561, BLACK), pattern: Pattern::Falling },
    Class { name: "pending", light: (0xdde1e6, BLACK), dark: (0x3a414a, WHITE), pattern: Pattern::Dots },
    Class { name: "accent", light: (0x1b4f8a, WHITE), dark: (0x6fa9e8, BLACK), pattern: Pattern::None },
    Class { name: "accent2", light: (0xa04214, WHITE), dark: (0xf39561, BLACK), pattern: Pattern::None },
    Class { name: "neutral", light: (0x69717c, WHITE), dark: (0xa2aab4, BLACK), pattern: Pattern::None },
];

/// Surface, text, muted, grid, axis.
const LIGHT: [u32; 5] = [0xffffff, 0x1a1f26, 0x525a65, 0xdfe3e8, 0x5b636e];
const DARK: [u32; 5] = [0x14181d, 0xe8ebef, 0xabb3bd, 0x343b44, 0x9aa2ac];
const LIGHT_CONTRAST: [u32; 5] = [0xffffff, 0x000000, 0x1a1f26, 0x8a929c, 0x000000];
const DARK_CONTRAST: [u32; 5] = [0x000000, 0xffffff, 0xe8ebef, 0x7d858f, 0xffffff];

/// Shades of a heat map with the colours upon them, from zero to much: even steps of lightness, so
/// that they are told apart in grey.
const LIGHT_SHADES: [(u32, u32); SHADES as usize] =
    [(0xf1f3f5, BLACK), (0xc6dcf1, BLACK), (0x98c0e5, BLACK), (0x669fd3, BLACK), (0x2f6cab, WHITE), (0x103a68, WHITE)];
const DARK_SHADES: [(u32, u32); SHADES as usize] =
    [(0x20262d, WHITE), (0x1e3a55, WHITE), (0x275a86, WHITE), (0x4c86bd, BLACK), (0x86b7e3, BLACK), (0xd3e6f8, BLACK)];

/// Share of the band's colour over the ground, in hundredths.
pub const BAND_ALPHA: u32 = 18;

/// The class's name in CSS.
pub fn class_name(key: PaletteKey) -> &'static str {
    CLASSES[key as usize].name
}

/// The class's pattern.
pub fn pattern(key: PaletteKey) -> Pattern {
    CLASSES[key as usize].pattern
}

/// The colour of an ink as 0xRRGGBB. A band's colour is the class's; its paleness is [`BAND_ALPHA`].
pub fn colour(ink: Ink, theme: Theme) -> u32 {
    let plain = match (theme.dark, theme.contrast) {
        (false, false) => &LIGHT,
        (true, false) => &DARK,
        (false, true) => &LIGHT_CONTRAST,
        (true, true) => &DARK_CONTRAST,
    };
    let class = |key: PaletteKey| {
        let class = &CLASSES[key as usize];
        if theme.dark { class.dark } else { class.light }
    };
    match ink {
        Ink::Fill(key) | Ink::Solid(key) | Ink::Band(key) => class(key).0,
        Ink::On(key) => class(key).1,
        Ink::Shade(shade) => shaded(shade, theme).0,
        Ink::OnShade(shade) => shaded(shade, theme).1,
        plain_ink => plain[usize::from(plain_ink.token()).min(4)],
    }
}

fn shaded(shade: u8, theme: Theme) -> (u32, u32) {
    let shades = if theme.dark { &DARK_SHADES } else { &LIGHT_SHADES };
    shades[usize::from(shade).min(shades.len() - 1)]
}

/// Names of the plain inks in CSS, in token order.
pub const PLAIN_NAMES: [&str; 5] = ["surface", "text", "muted", "grid", "axis"];

/// Names of the shades in CSS, from zero to much.
pub const SHADE_NAMES: [&str; SHADES as usize] = ["shade0", "shade1", "shade2", "shade3", "shade4", "shade5"];

/// A dash and the gap after it, in pixels.
pub const DASH: (i32, i32) = (6, 4);

impl Pattern {
    /// The pattern's lines in a tile of [`TILE`] pixels, as an SVG path to be stroked.
    pub fn tile_path(self) -> &'static str {
        match self {
            Pattern::None => "",
            Pattern::Diagonal => "M-1 1L1-1M0 6L6 0M5 7L7 5",
            Pattern::Falling => "M-1 5L1 7M0 0L6 6M5-1L7 1",
            Pattern::Cross => "M0 6L6 0M0 0L6 6",
            Pattern::Dots => "M2 3h2",
            Pattern::Level => "M0 3h6",
        }
    }

    /// Width of the pattern's lines, in tenths of a pixel.
    pub fn stroke_tenths(self) -> i32 {
        if self == Pattern::Dots { 20 } else { 11 }
    }

    /// The pattern's lines over a rectangle, on the same raster as the tiles; they may stick out of
    /// it and are to be clipped. Each is `[x0, y0, x1, y1]`.
    pub fn lines(self, x: i32, y: i32, w: i32, h: i32) -> Vec<[i32; 4]> {
        let mut out = Vec::new();
        let first = |from: i32| from.div_euclid(TILE) * TILE;
        if matches!(self, Pattern::Diagonal | Pattern::Cross) {
            let mut sum = first(x + y);
            while sum <= x + w + y + h {
                out.push([sum - y - h, y + h, sum - y, y]);
                sum += TILE;
            }
        }
        if matches!(self, Pattern::Falling | Pattern::Cross) {
            let mut difference = first(x - y - h);
            while difference <= x + w - y {
                out.push([difference + y, y, difference + y + h, y + h]);
                difference += TILE;
            }
        }
        if matches!(self, Pattern::Level | Pattern::Dots) {
            let mut row = first(y) + TILE / 2;
            while row <= y + h {
                if self == Pattern::Level {
                    out.push([x, row, x + w, row]);
                } else {
                    let mut at = first(x) + 2;
                    while at <= x + w {
                        out.push([at, row, at + 2, row]);
                        at += TILE;
                    }
                }
                row += TILE;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(rgb: u32) -> f64 {
        let part = |shift: u32| {
            let c = f64::from((rgb >> shift) & 255) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn tokens_come_back() {
        for ink in PLAIN {
            assert_eq!(Ink::from_token(ink.token()), ink);
        }
        for key in PaletteKey::ALL {
            for ink in [Ink::Fill(key), Ink::Solid(key), Ink::Band(key), Ink::On(key)] {
                assert_eq!(Ink::from_token(ink.token()), ink);
            }
        }
        for shade in 0..SHADES {
            for ink in [Ink::Shade(shade), Ink::OnShade(shade)] {
                assert_eq!(Ink::from_token(ink.token()), ink);
            }
        }
    }

    #[test]
    fn shades_grow_evenly_and_their_figures_are_readable() {
        for dark in [false, true] {
            let theme = Theme { dark, contrast: false };
            let light = |shade| luminance(colour(Ink::Shade(shade), theme));
            for shade in 0..SHADES {
                assert!(
                    contrast(colour(Ink::Shade(shade), theme), colour(Ink::OnShade(shade), theme)) >= 4.5,
                    "{shade} {dark}"
                );
                if shade > 0 {
                    assert!((light(shade) > light(shade - 1)) == dark, "{shade} {dark}");
                    let pair = (colour(Ink::Shade(shade), theme), colour(Ink::Shade(shade - 1), theme));
                    assert!(contrast(pair.0, pair.1) >= 1.2, "{shade} {dark}");
                }
            }
        }
    }

    #[test]
    fn neighbours_differ_three_to_one_and_labels_are_readable() {
        for dark in [false, true] {
            let theme = Theme { dark, contrast: false };
            let of = |key| colour(Ink::Solid(key), theme);
            for pair in PaletteKey::ALL[..9].windows(2) {
                if pair[0] == PaletteKey::Reference {
                    continue; // the two schemes do not meet
                }
                assert!(contrast(of(pair[0]), of(pair[1])) >= 3.0, "{pair:?} dark {dark}");
                assert_ne!(pattern(pair[0]), pattern(pair[1]));
            }
            for key in PaletteKey::ALL {
                assert!(contrast(of(key), colour(Ink::On(key), theme)) >= 4.5, "{key:?} {dark}");
            }
            for ink in [Ink::Text, Ink::Muted] {
                assert!(contrast(colour(ink, theme), colour(Ink::Surface, theme)) >= 4.5);
            }
        }
    }
}
