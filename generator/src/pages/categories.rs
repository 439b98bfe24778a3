//! All categories beside each other, and one category with all its items.

use outcomes::dataset::CategoryIx;

use super::comparison::{self, Member};
use super::cut::{self, Part};
use super::{Edition, Frame, Page};
use crate::figures::Group;
use crate::plan::PlannedPage;
use crate::route::Route;

/// All categories.
pub fn list<'a>(edition: &'a Edition, page: &PlannedPage) -> Page<'a> {
    let summary = edition.site.summary;
    let frame = Frame::new(edition, page, edition.words.text("nav-categories")).under(edition, "", Route::Home);
    let members = (0..edition.site.data.categories.len() as u32)
        .map(CategoryIx)
        .filter(|category| edition.plan.has(Route::Category(*category, 1)))
        .map(|category| Member {
            name: edition.category(category),
            under: None,
            tally: &summary.by_category[category.at()],
            months: &summary.category_months[category.at()],
        })
        .collect();
    comparison::sheet(edition, frame, ("categories", "col-category"), members, |figures, categories| {
        let groups: Vec<Group> = categories.iter().map(|(group, _)| group.clone()).collect();
        vec![figures.satisfaction(&summary.whole, &groups, "col-category"), figures.courses(categories, "period")]
    })
}

/// One page of a category.
pub fn one<'a>(edition: &'a Edition<'a>, page: &PlannedPage, category: CategoryIx, at: u32) -> Page<'a> {
    let (summary, words) = (edition.site.summary, &edition.words);
    let name = edition.category_name(category).to_owned();
    let frame = Frame::new(edition, page, name.clone()).under(edition, "", Route::Home).under(
        edition,
        words.phrase("nav-categories"),
        Route::Categories,
    );
    let part = Part {
        name,
        what: words.text("what-category"),
        items: &summary.items_of_category[category.at()],
        tally: &summary.by_category[category.at()],
        months: &summary.category_months[category.at()],
    };
    cut::by_units(edition, page, at, frame, part)
}
