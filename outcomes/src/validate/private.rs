//! Private data in anything that will be published stops the build, with its exact place, or is
//! masked where the publisher asks for that.

use super::texts::{self, Fate, Said};
use crate::export::{RawExport, RawItem};
use crate::fault::{Faults, Piece};
use crate::issue::Found;
use crate::private::{self, Finding, Privacy, Private};
use crate::text::Text;
use crate::unpublished::{Cause, Kept, Unpublished};

/// Where texts are checked, and where what is found goes.
struct Check<'c, 'p, 'a> {
    piece: &'c Piece<'p>,
    privacy: &'c Privacy,
    faults: &'c mut Faults,
    kept: &'c mut Unpublished<'a>,
}

/// Checks every text of an item that will be published, and masks what is to be masked.
pub(crate) fn check<'a>(
    item: &mut RawItem<'a>,
    piece: &Piece,
    privacy: &Privacy,
    faults: &mut Faults,
    kept: &mut Unpublished<'a>,
) {
    let mut check = Check { piece, privacy, faults, kept };
    check.id(&item.id, "/id");
    texts::of_item(item, Fate::Published, &mut |said, pointer| check.said(said, pointer));
}

/// Checks every text of a document's head that will be published, and masks what is to be masked.
pub(crate) fn check_head<'a>(
    head: &mut RawExport<'a>,
    piece: &Piece,
    privacy: &Privacy,
    faults: &mut Faults,
    kept: &mut Unpublished<'a>,
) {
    let mut check = Check { piece, privacy, faults, kept };
    texts::ids_of_head(head, &mut |id, pointer| check.id(id, &pointer()));
    texts::of_head(head, &mut |said, pointer| check.said(said, pointer));
    texts::phones_of_head(head, &mut |said, pointer| check.phone(&said.text(), pointer));
}

impl<'a> Check<'_, '_, 'a> {
    /// An id stands in addresses and can't be masked.
    fn id(&mut self, id: &str, pointer: &str) {
        for finding in self.privacy.find(id) {
            let what = format!("{} would be published as an id: {}", finding.what.named(), finding.masked);
            let hint = "give it an id that tells nothing about a person";
            self.faults.at(self.piece, pointer, finding.what.code(), what, hint);
            self.faults.about(Found { kind: finding.what, shown: shown(id, &finding), masked: None });
        }
    }

    /// A unit's service phone may be any phone, and nothing else.
    fn phone(&mut self, text: &str, pointer: &dyn Fn() -> String) -> Option<Text<'a>> {
        let is_phone = |finding: &Finding| matches!(finding.what, Private::Mobile | Private::Phone);
        let found = self.privacy.find(text);
        self.findings(text, found.into_iter().filter(|one| !is_phone(one)).collect(), pointer)
    }

    fn said(&mut self, said: Said, pointer: &dyn Fn() -> String) -> Option<Text<'a>> {
        if let Said::Prose(prose) = said
            && self.privacy.finds_none(prose)
        {
            return None;
        }
        let text = said.text();
        self.findings(&text, self.privacy.find(&text), pointer)
    }

    fn findings(&mut self, text: &str, mut found: Vec<Finding>, pointer: &dyn Fn() -> String) -> Option<Text<'a>> {
        let mut place = None;
        for finding in &found {
            let is_masked = self.privacy.mask.contains(&finding.what);
            let name = finding.what.named();
            let (code, what, hint) = if is_masked {
                let hint = "remove it from the export, so that it does not depend on masking";
                ("W0601", format!("{name} is masked: {}", finding.masked), hint)
            } else {
                let hint = match finding.what {
                    Private::Mobile | Private::Phone => "remove it; a unit's own phone belongs in its `service_phone`",
                    Private::Word => "remove it from the text, or from your list",
                    _ => "remove it",
                };
                (finding.what.code(), format!("{name} would be published: {}", shown(text, finding)), hint)
            };
            let place = place.get_or_insert_with(|| self.faults.text(self.piece, pointer()));
            self.faults.in_text(self.piece, place, finding.offset, (code, what, hint));
            let masked = Some(finding.masked.clone());
            self.faults.about(Found { kind: finding.what, shown: shown(text, finding), masked });
            if is_masked {
                self.kept.texts.push(Kept {
                    item: self.piece.item.map(str::to_owned),
                    pointer: format!("{}{}", self.piece.pointer, pointer()),
                    text: Text::owned(text[finding.offset..finding.end].to_owned()).into(),
                    cause: Cause::Masked(finding.what),
                });
            }
        }
        found.retain(|finding| self.privacy.mask.contains(&finding.what));
        (!found.is_empty()).then(|| Text::owned(private::mask(text, &found)))
    }
}

/// What of a finding may be shown: of a word its first character, else what masking leaves.
fn shown(text: &str, finding: &Finding) -> String {
    match finding.what {
        Private::Word => {
            let word = &text[finding.offset..finding.end];
            word.chars().enumerate().map(|(at, c)| if at == 0 { c } else { '*' }).collect()
        }
        _ => finding.masked.clone(),
    }
}
