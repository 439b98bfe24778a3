//! The charts' part of a style sheet: colours as custom properties, and the classes of the SVG.

use crate::spec::PaletteKey;
use crate::style::{BAND_ALPHA, Ink, PLAIN_NAMES, Pattern, SHADE_NAMES, SHADES, Theme, class_name, colour, pattern};

/// Rules that do not depend on the class.
pub(crate) const RULES: &str = ".chart-svg text{font-variant-numeric:tabular-nums}.chart-line{fill:none;stroke-linejoin:round}.chart-edge{shape-rendering:crispEdges}.chart-link{fill:transparent}";

/// The style sheet's part about charts' colours: custom properties `--c-*` for light, dark
/// (by preference and by `data-theme`), strong contrast (`data-contrast="high"`), print and
/// forced colours, and the classes the pictures use.
pub fn style_css() -> String {
    let mut out = String::new();
    let theme = |dark, contrast| Theme { dark, contrast };
    colours(&mut out, ":root", theme(false, false));
    out.push('\n');
    colours(&mut out, ":root[data-contrast=high]", theme(false, true));
    out.push_str("\n@media screen and (prefers-color-scheme:dark){");
    colours(&mut out, ":root:not([data-theme=light])", theme(true, false));
    colours(&mut out, ":root[data-contrast=high]:not([data-theme=light])", theme(true, true));
    out.push_str("}\n@media screen{");
    colours(&mut out, ":root[data-theme=dark]", theme(true, false));
    colours(&mut out, ":root[data-theme=dark][data-contrast=high]", theme(true, true));
    out.push_str("}\n@media (forced-colors:active){:root:root:root{");
    for name in PLAIN_NAMES {
        let system = match name {
            "surface" => "Canvas",
            "grid" => "GrayText",
            _ => "CanvasText",
        };
        declare(&mut out, "--c-", name, system);
    }
    for key in PaletteKey::ALL {
        let full = pattern(key) == Pattern::None;
        declare(&mut out, "--c-", class_name(key), if full { "CanvasText" } else { "Canvas" });
        declare(&mut out, "--o-", class_name(key), if full { "Canvas" } else { "CanvasText" });
    }
    // Shares of the text's colour, which every theme of the system knows.
    for (shade, name) in SHADE_NAMES.iter().enumerate() {
        let mut mix = String::from("color-mix(in srgb,CanvasText ");
        mix.push_str(&(shade * 18).to_string());
        mix.push_str("%,Canvas)");
        declare(&mut out, "--c-", name, &mix);
        declare(&mut out, "--o-", name, if shade > 2 { "Canvas" } else { "CanvasText" });
    }
    out.push_str("}.chart-svg{forced-color-adjust:none}}\n");
    out.push_str(RULES);
    class_rules(&mut out);
    out.push('\n');
    out
}

fn declare(out: &mut String, prefix: &str, name: &str, value: &str) {
    for part in [prefix, name, ":", value, ";"] {
        out.push_str(part);
    }
}

pub(crate) fn hex(rgb: u32) -> String {
    let mut out = String::from("#");
    for shift in [20, 16, 12, 8, 4, 0] {
        let digit = (rgb >> shift) & 15;
        out.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
    out
}

pub(crate) fn colours(out: &mut String, selector: &str, theme: Theme) {
    out.push_str(selector);
    out.push('{');
    let plain = [Ink::Surface, Ink::Text, Ink::Muted, Ink::Grid, Ink::Axis];
    for (name, ink) in PLAIN_NAMES.iter().zip(plain) {
        declare(out, "--c-", name, &hex(colour(ink, theme)));
    }
    // Contrast changes texts and lines only; the classes keep their colours.
    if !theme.contrast {
        for key in PaletteKey::ALL {
            declare(out, "--c-", class_name(key), &hex(colour(Ink::Solid(key), theme)));
            declare(out, "--o-", class_name(key), &hex(colour(Ink::On(key), theme)));
        }
        for shade in 0..SHADES {
            let name = SHADE_NAMES[usize::from(shade)];
            declare(out, "--c-", name, &hex(colour(Ink::Shade(shade), theme)));
            declare(out, "--o-", name, &hex(colour(Ink::OnShade(shade), theme)));
        }
    }
    out.push('}');
}

/// `c-x` fills, `l-x` strokes, `b-x` is a band, `o-x` text upon a class.
pub(crate) fn class_rules(out: &mut String) {
    let mut rule = |class: &str, name: &str, body: [&str; 3]| {
        for part in [".", class, name, "{", body[0], name, body[1], body[2], "}"] {
            out.push_str(part);
        }
    };
    let mut share = String::from(";fill-opacity:.");
    share.push_str(&BAND_ALPHA.to_string());
    let names = PLAIN_NAMES.into_iter().chain(PaletteKey::ALL.map(class_name));
    for name in names {
        rule("c-", name, ["fill:var(--c-", ")", ""]);
        rule("l-", name, ["stroke:var(--c-", ")", ""]);
    }
    for name in SHADE_NAMES {
        rule("c-", name, ["fill:var(--c-", ")", ""]);
        rule("o-", name, ["fill:var(--o-", ")", ""]);
    }
    for name in PaletteKey::ALL.map(class_name) {
        rule("b-", name, ["fill:var(--c-", ")", &share]);
        rule("o-", name, ["fill:var(--o-", ")", ""]);
        rule("p-", name, ["stroke:var(--o-", ")", ";fill:none"]);
    }
}
