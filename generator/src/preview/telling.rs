//! What the preview adds to a page, and the pages of its own: issues with their places as HTML.

use std::fmt::Write as _;

use outcomes::issue::{Issue, Place};

use super::ROOM;
use super::stage::{Told, Trouble};
use crate::messages::{localised_error, localised_text};
use crate::report::{self, Excerpt};
use crate::words::Words;
use crate::xml::escaped;

/// Issues that are laid over a page; the rest is counted.
const MOST: usize = 100;

/// Writes what the preview adds.
pub struct Teller<'w> {
    /// The program's texts.
    pub words: &'w Words,
    /// The path that the site is served under.
    pub base: &'w str,
}

impl Teller<'_> {
    /// A page of the site with the preview's script, its bar, and what is wrong with what came since.
    pub fn page(&self, html: &[u8], turn: u64, item: Option<&str>, told: &Told, trouble: Option<&Trouble>) -> Vec<u8> {
        let html = String::from_utf8_lossy(html);
        let (head, body) = html.rsplit_once("</head>").unwrap_or(("", &html));
        let (body, end) = body.rsplit_once("</body>").unwrap_or((body, ""));
        let faults = trouble.map(|trouble| self.faults(trouble, true)).unwrap_or_default();
        let (own_head, bar) = (self.head(turn), self.bar(item, told));
        [head, &own_head, "</head>", body, &bar, &faults, "</body>", end].concat().into_bytes()
    }

    /// A page of the preview's own.
    fn own(&self, title: &str, turn: u64, inner: &str) -> Vec<u8> {
        let (lang, title, head) = (&self.words.tag, escaped(title), self.head(turn));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             {head}</head>\n<body class=\"banli-preview-page\">\n{inner}\n</body>\n</html>\n"
        )
        .into_bytes()
    }

    /// The page that stands where there is no good site yet.
    pub fn no_site(&self, turn: u64, trouble: Option<&Trouble>) -> Vec<u8> {
        let waiting = || format!("<p>{}</p>", escaped(&self.words.text("preview-waiting")));
        let inner = trouble.map_or_else(waiting, |trouble| self.faults(trouble, false));
        self.own(&self.words.text("preview-bar"), turn, &inner)
    }

    /// The page that stands where one can't be rendered.
    pub fn broken(&self, turn: u64, fault: &anyhow::Error) -> Vec<u8> {
        let title = self.words.text("preview-render");
        let fault = localised_error(fault, self.words.lang);
        let inner = format!("<h1>{}</h1>\n<pre>{}</pre>", escaped(&title), escaped(&fault));
        self.own(&title, turn, &inner)
    }

    /// The page that lists everything the data was found to have.
    pub fn list(&self, turn: u64, told: &Told) -> Vec<u8> {
        let title = self.words.text("preview-list");
        let back = format!("<p><a href=\"{}\">{}</a></p>", self.base, escaped(&self.words.text("preview-back")));
        let body = if told.issues.is_empty() {
            format!("<p>{}</p>", escaped(&self.words.text("preview-list-none")))
        } else {
            let list: String = told.pairs().map(|(issue, excerpt)| self.issue(issue, excerpt)).collect();
            format!("<p>{}</p>\n<ul class=\"banli-preview-list\">\n{list}</ul>", escaped(&self.counts(told)))
        };
        self.own(&title, turn, &format!("<h1>{}</h1>\n{back}\n{body}", escaped(&title)))
    }

    /// What is wrong, to be laid over a page, or to stand for itself where there is no site yet.
    pub fn faults(&self, trouble: &Trouble, has_site: bool) -> String {
        let title = escaped(&self.words.text("preview-faults"));
        let stays = self.words.text(if has_site { "preview-faults-stays" } else { "preview-faults-none" });
        let mut html = format!(
            "<section class=\"banli-preview-faults\" role=\"alert\">\n<h2>{title}</h2>\n<p>{}</p>\n",
            escaped(&stays)
        );
        if has_site {
            let _ =
                writeln!(html, "<p><button type=\"button\">{}</button></p>", escaped(&self.words.text("preview-hide")));
        }
        match trouble {
            Trouble::Fault(error) => {
                let _ = writeln!(html, "<pre>{}</pre>", escaped(&localised_error(error, self.words.lang)));
            }
            Trouble::Data(told) => {
                let _ = write!(html, "<p>{}</p>\n<ul class=\"banli-preview-list\">\n", escaped(&self.counts(told)));
                let mut pairs: Vec<_> = told.pairs().collect();
                pairs.sort_by_key(|(issue, _)| issue.severity);
                html.extend(pairs.iter().take(MOST).map(|(issue, excerpt)| self.issue(issue, *excerpt)));
                html.push_str("</ul>\n");
                if pairs.len() > MOST {
                    let more = self.words.say("preview-faults-more", &[("count", (pairs.len() - MOST).into())]);
                    let _ = writeln!(html, "<p>{}</p>", escaped(&more));
                }
            }
        }
        html.push_str("</section>\n");
        html
    }

    fn head(&self, turn: u64) -> String {
        let base = self.base;
        format!(
            "<link rel=\"stylesheet\" href=\"{base}{ROOM}preview.css\">\n\
             <script src=\"{base}{ROOM}preview.js\" data-turn=\"{turn}\" defer></script>\n"
        )
    }

    /// The bar at the foot of a page.
    fn bar(&self, item: Option<&str>, told: &Told) -> String {
        let own: Vec<_> =
            told.pairs().filter(|(issue, _)| item.is_some() && issue.place.item.as_deref() == item).collect();
        let mut html = format!(
            "<aside class=\"banli-preview-bar\">\n<strong>{}</strong>\n",
            escaped(&self.words.text("preview-bar"))
        );
        if !own.is_empty() {
            let count = self.words.say("preview-bar-own", &[("count", own.len().into())]);
            let list: String = own.iter().map(|(issue, excerpt)| self.issue(issue, *excerpt)).collect();
            let _ = writeln!(html, "<details><summary>{}</summary>\n<ul>\n{list}</ul></details>", escaped(&count));
        }
        let all = if told.issues.is_empty() {
            escaped(&self.words.text("preview-bar-clean"))
        } else {
            let count = self.words.say("preview-bar-all", &[("count", told.issues.len().into())]);
            format!("<a href=\"{}{ROOM}issues.html\">{}</a>", self.base, escaped(&count))
        };
        let _ = writeln!(html, "<span>{all}</span>\n</aside>");
        html
    }

    fn counts(&self, told: &Told) -> String {
        let errors = told.errors();
        let counts = [("errors", errors.into()), ("warnings", (told.issues.len() - errors).into())];
        self.words.say("preview-faults-count", &counts)
    }

    fn issue(&self, issue: &Issue, excerpt: Option<&Excerpt>) -> String {
        let Place { file, line, column, item, .. } = &issue.place;
        let zh = self.words.lang.is_chinese();
        let [what, hint] = [&issue.what, &issue.hint].map(|text| localised_text(text, self.words.lang));
        let title = report::title(issue.code, self.words.lang);
        let title = match title {
            Some(title) if title != what => format!("{title}{}{what}", if zh { "：" } else { ": " }),
            _ => what,
        };
        let mut place = match excerpt.and_then(|excerpt| excerpt.cell.as_ref()) {
            Some(cell) => format!("{file}: {cell}"),
            None => {
                let args = [("file", file.into()), ("line", (*line).into()), ("column", (*column).into())];
                self.words.say("preview-place", &args)
            }
        };
        if let Some(item) = item {
            place = self.words.say("preview-place-item", &[("place", (&place).into()), ("item", item.into())]);
        }
        let mut html = format!(
            "<li class=\"banli-preview-issue {}\">\n<p><strong>{}</strong> {}</p>\n<p>{}</p>\n",
            issue.severity.key(),
            issue.code,
            escaped(&title),
            escaped(&place)
        );
        if let Some(Excerpt { text, span, .. }) = excerpt.filter(|excerpt| !excerpt.text.is_empty()) {
            let [before, meant, after] =
                [0..span.start, span.start..span.end, span.end..text.len()].map(|range| escaped(&text[range]));
            let _ = writeln!(html, "<p><code>{before}<mark>{meant}</mark>{after}</code></p>");
        }
        if !issue.hint.is_empty() {
            let _ = writeln!(html, "<p>{}</p>", escaped(&hint));
        }
        html.push_str("</li>\n");
        html
    }
}
