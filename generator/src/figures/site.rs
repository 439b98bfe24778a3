//! The charts of the whole site: on the first pages, to be embedded, and as files.

use outcomes::dataset::{SessionIx, UnitIx};

use super::over_time::periods;
use super::{Chart, Figures, Group, compared, over_time, shares};
use crate::plan::Site;
use crate::route::{Route, SiteChart};

/// Whether a site has enough data for a chart; the chart itself asks the same.
pub fn has(site: &Site, chart: SiteChart) -> bool {
    let summary = site.summary;
    match chart {
        SiteChart::Outcomes => shares::has_outcomes(&summary.whole),
        SiteChart::Evaluations => shares::has_evaluations(&summary.whole),
        SiteChart::Time => over_time::has_time(&periods(&summary.by_month)),
        SiteChart::Handling => shares::has_handling(&summary.whole),
        SiteChart::Intervals => compared::has_intervals(summary.by_unit.iter()),
    }
}

impl Figures<'_, '_> {
    /// A chart of the whole site.
    pub fn of_site(&self, chart: SiteChart) -> Option<Chart> {
        let summary = self.edition.site.summary;
        let drawn = match chart {
            SiteChart::Outcomes => self.outcomes(&summary.whole, &self.units(), "col-unit"),
            SiteChart::Evaluations => self.evaluations(&summary.whole, &self.sessions(), "col-session"),
            SiteChart::Time => self.over_time(&summary.by_month),
            SiteChart::Handling => self.handling(&summary.whole),
            SiteChart::Intervals => self.satisfaction(&summary.whole, &self.units(), "col-unit"),
        };
        drawn.map(|drawn| Chart { embed: self.edition.link(Route::Embed(chart)), ..drawn })
    }

    fn units(&self) -> Vec<Group<'_>> {
        let group = |(at, tally)| Group::of(self.edition.unit(UnitIx(at)), tally);
        (0..).zip(&self.edition.site.summary.by_unit).map(group).collect()
    }

    fn sessions(&self) -> Vec<Group<'_>> {
        let group = |(at, tally)| Group::of(self.edition.session(SessionIx(at)), tally);
        (0..).zip(&self.edition.site.summary.by_session).map(group).collect()
    }
}
