//! All units beside each other, and one unit with all it has to handle.

use outcomes::dataset::{SessionIx, UnitIx};

use super::comparison::{self, Member};
use super::cut::{self, Cut, Fact};
use super::declared::declared;
use super::{Edition, Frame, Linked, Page, waiting};
use crate::figures::Group;
use crate::plan::PlannedPage;
use crate::render::Parts;
use crate::route::{Route, SiteChart};

/// All units.
pub fn list<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let (data, summary) = (edition.site.data, edition.site.summary);
    let frame = Frame::new(edition, page, edition.words.text("nav-units")).under(edition, "", Route::Home);
    let mut units: Vec<UnitIx> = (0..data.units.len() as u32).map(UnitIx).collect();
    units.retain(|unit| edition.plan.has(Route::Unit(*unit, 1)));
    // By size, not by any rate: the list compares, it does not rank.
    units.sort_by_key(|unit| std::cmp::Reverse(summary.by_unit[unit.at()].owed));
    let members = units
        .into_iter()
        .map(|unit| {
            let parent = data.units[unit.at()].parent.map(|parent| edition.unit_name(parent).to_owned());
            let (tally, months) = (&summary.by_unit[unit.at()], &summary.unit_months[unit.at()]);
            Member { name: edition.unit(unit), under: parent, tally, months }
        })
        .collect();
    comparison::sheet(edition, frame, ("units", "col-unit"), members, |figures, units| {
        vec![figures.of_site(SiteChart::Intervals), figures.by_period(units, "col-unit")]
    })
}

/// One page of a unit.
pub fn one<'a>(edition: &'a Edition<'a>, page: &PlannedPage, unit: UnitIx, at: u32) -> Page<'a> {
    let (summary, words) = (edition.site.summary, &edition.words);
    let name = edition.unit_name(unit).to_owned();
    let frame = Frame::new(edition, page, name.clone()).under(edition, "", Route::Home).under(
        edition,
        words.phrase("nav-units"),
        Route::Units,
    );
    let sessions = summary.unit_sessions[unit.at()].iter().enumerate();
    let groups = sessions.map(|(at, tally)| Group::of(edition.session(SessionIx(at as u32)), tally));
    let cut = Cut {
        what: words.text("what-unit"),
        items: &summary.items_of_unit[unit.at()],
        unit: Some(unit),
        tally: &summary.by_unit[unit.at()],
        months: &summary.unit_months[unit.at()],
        groups: groups.collect(),
        groups_are: "col-session",
        facts: if at == 1 { facts(edition, unit) } else { Parts::default() },
        declared: if at == 1 { declared(edition, Some(unit)) } else { Vec::new() },
        waiting: summary
            .waiting
            .iter()
            .filter(|waiting| at == 1 && waiting.unit == unit)
            .take(10)
            .map(|one| waiting::row(edition, one))
            .collect(),
        name,
    };
    cut::sheet(edition, page, at, frame, cut)
}

fn facts<'t>(edition: &'t Edition, unit: UnitIx) -> Parts<Fact<'t>> {
    let (data, words) = (edition.site.data, &edition.words);
    let known = &data.units[unit.at()];
    let mut facts = Vec::new();
    if let Some(parent) = known.parent {
        facts.push(Fact { label: words.phrase("fact-parent"), values: vec![edition.unit(parent)] });
    }
    let sections = (0..data.units.len() as u32).map(UnitIx).filter(|other| data.units[other.at()].parent == Some(unit));
    let sections: Vec<Linked> = sections.map(|section| edition.unit(section)).collect();
    if !sections.is_empty() {
        facts.push(Fact { label: words.phrase("fact-sections"), values: sections });
    }
    if let Some(phone) = &known.service_phone {
        let phone = Linked::plain(phone.as_str());
        facts.push(Fact { label: words.phrase("fact-phone"), values: vec![phone] });
    }
    let reports = data.reports.iter().zip(&data.report_units).enumerate().filter(|(_, (_, of))| **of == unit);
    let reports: Vec<Linked> =
        reports.map(|(at, (report, _))| edition.linked(report.title.as_str(), Route::Report(at as u32))).collect();
    if !reports.is_empty() {
        facts.push(Fact { label: words.phrase("nav-reports"), values: reports });
    }
    Parts(facts)
}
