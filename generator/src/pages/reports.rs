//! Units' published work summaries, each with its disclosure header and the totals it declares.

use std::borrow::Cow;

use serde::Serialize;

use super::base::Article;
use super::declared::{Declared, of_report};
use super::texts::{AttachedFile, HeaderLine, Paragraphs, attached, header, paragraphs};
use super::{Edition, Frame, Linked, Page};
use crate::plan::PlannedPage;
use crate::route::Route;

#[derive(Serialize)]
struct ReportRow<'t> {
    title: Linked<'t>,
    unit: Linked<'t>,
    published: Cow<'t, str>,
}

#[derive(Serialize)]
struct ListView<'t> {
    intro: String,
    rows: Vec<ReportRow<'t>>,
}

/// All reports.
pub fn list<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (data, words) = (edition.site.data, &edition.words);
    let rows = data.reports.iter().zip(&data.report_units).enumerate().map(|(at, (report, unit))| ReportRow {
        title: edition.linked(report.title.as_str(), Route::Report(at as u32)),
        unit: edition.unit(*unit),
        published: words.day(report.header.published.or(report.header.issued)),
    });
    let view = ListView { intro: words.text("reports-intro"), rows: rows.collect() };
    let frame = Frame::new(edition, page, words.text("nav-reports"))
        .under(edition, "", Route::Home)
        .column(edition, words.text("reports-description"));
    Page::new("reports.html", frame, view)
}

#[derive(Serialize)]
struct View<'t> {
    unit: Linked<'t>,
    header: Vec<HeaderLine>,
    paragraphs: Paragraphs<'t>,
    source: Option<String>,
    files: Vec<AttachedFile>,
    declared: Vec<Declared<'t>>,
}

/// One report.
pub fn one<'a>(edition: &'a Edition<'a>, page: &PlannedPage, at: u32) -> Page<'a> {
    let (data, words) = (edition.site.data, &edition.words);
    let (report, unit) = (&data.reports[at as usize], data.report_units[at as usize]);
    let title = report.title.as_str();
    let view = View {
        unit: edition.unit(unit),
        header: header(edition, Some(&report.title), &report.header),
        paragraphs: paragraphs(&report.text),
        source: report.source.as_ref().map(|source| words.say("report-source", &[("source", source.as_str().into())])),
        files: attached(edition, data.report_sources[at as usize], &report.attachments),
        declared: of_report(edition, at),
    };
    let day = report.header.published.or(report.header.issued).or_else(|| data.as_of());
    let unit_name = edition.unit_name(unit);
    let article = Article {
        title: title.into(),
        published: day.map(|day| format!("{day} 00:00")).unwrap_or_default(),
        source: report.source.as_deref().unwrap_or(unit_name).into(),
        keywords: Some(words.list(&[&words.phrase("nav-reports"), unit_name])),
        author: report.header.issuer.as_ref().map(|issuer| issuer.to_string()),
        description: Some(words.say("report-description", &[("unit", unit_name.into())])),
    };
    let frame = Frame::new(edition, page, title)
        .under(edition, "", Route::Home)
        .under(edition, words.phrase("nav-reports"), Route::Reports)
        .article(article);
    Page::new("report.html", frame, view)
}
