//! What an earlier export published and this one withholds: a comparison of both must not quote it.

use outcomes::dataset::{Dataset, Item, Publication};
use outcomes::text::Text;
use outcomes::unpublished::{Cause, Kept, Unpublished};
use rustc_hash::FxHashMap;

/// Keeps the earlier texts of what is withheld now.
pub fn keep_earlier(before: &Dataset, now: &Dataset, kept: &mut Unpublished) {
    let withholds = |item: &&Item| {
        is_withheld(&item.text)
            || item.assignments.iter().any(|duty| duty.replies.iter().any(|reply| is_withheld(&reply.text)))
    };
    let held: FxHashMap<&str, &Item> = now.items.iter().filter(withholds).map(|item| (&*item.id, item)).collect();
    for item in &before.items {
        let Some(now) = held.get(item.id.as_str()) else { continue };
        let mut keep = |text: &str| {
            kept.texts.push(Kept {
                item: Some(item.id.to_string()),
                pointer: "that the earlier export published".to_owned(),
                text: Text::owned(text.to_owned()).into(),
                cause: Cause::Withheld,
            });
        };
        if is_withheld(&now.text) {
            item.texts(&mut keep);
            continue;
        }
        // Of a withheld reply the text; all else may be compared.
        for reply in item.assignments.iter().flat_map(|duty| &duty.replies) {
            if let Publication::Full(text) | Publication::Summary(text) = &reply.text {
                keep(&text.text());
            }
            reply.explanation.iter().for_each(|text| keep(text));
        }
    }
}

const fn is_withheld(text: &Publication) -> bool {
    matches!(text, Publication::Withheld(_))
}
