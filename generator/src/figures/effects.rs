//! What came of an item, measured before and after.

use outcomes::dataset::Effect;
use web_charts::{Change, ChangeRow, ChartKind};

use super::{Chart, Figures};

impl Figures<'_, '_> {
    /// Each measure before and after, on its own scale; `None` without any.
    pub fn effects(&self, effects: &[Effect]) -> Option<Chart> {
        let first = effects.first()?;
        let row = |effect: &Effect| ChangeRow {
            label: effect.what.to_string(),
            before: effect.before,
            after: effect.after,
            before_text: self.edition.quantity(effect, effect.before),
            after_text: self.edition.quantity(effect, effect.after),
            link: None,
        };
        let rows: Vec<ChangeRow> = effects.iter().map(row).collect();
        let args = [
            ("what", first.what.as_str().into()),
            ("before", (&rows[0].before_text).into()),
            ("after", (&rows[0].after_text).into()),
            ("count", effects.len().into()),
        ];
        let finding = self.say("finding-effects", &args);
        Some(self.chart("effects", finding, "col-effect", ChartKind::Change(Change { rows }), "effects"))
    }
}
