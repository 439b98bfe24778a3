//! One export file: the document's head and each of its items, typed; every fault of their shape, and
//! what can be read all the same.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::explain::Fitting;
use super::mend::Mends;
use super::split::{Typed, salvage, split};
use super::{Export, MadeItem, SourceFile, explain, locate};
use crate::cores;
use crate::export::{FORMAT_VERSION, RawExport, RawItem};
use crate::fault::{Faults, Piece, PointerBase};
use crate::unseen;

/// A typed export.
#[derive(Debug)]
pub struct Document<'a> {
    /// The head: all but the items.
    pub head: RawExport<'a>,
    /// Where the head lies.
    pub piece: Piece<'a>,
    /// The items, in their order.
    pub records: Vec<Record<'a>>,
}

/// A typed item.
#[derive(Debug)]
pub struct Record<'a> {
    /// The item, which is big: lists of records move it by its place.
    pub item: Box<RawItem<'a>>,
    /// A hash over all that the export says of it: where that is the same, so is the item. None of what is only checked.
    pub print: Option<u128>,
    /// Where it lies.
    pub place: RecordPlace<'a>,
}

/// Where an item lies.
#[derive(Clone, Copy, Debug)]
pub struct RecordPlace<'a> {
    /// Its JSON; empty where it is made and was never written.
    pub raw: &'a str,
    /// Byte offset in the file.
    pub offset: usize,
    /// Position in the list of items, or among the lines.
    pub position: usize,
    /// Where it was changed so that it fits its type.
    pub mends: Option<&'a Mends>,
}

impl RecordPlace<'_> {
    /// The item as a piece that pointers are resolved in; `id` is the item's.
    pub fn piece<'p>(&self, document: &Piece<'p>, id: &'p str) -> Piece<'p>
    where
        Self: 'p,
    {
        let pointer = if document.lines { PointerBase::Whole } else { PointerBase::Item(self.position) };
        let item = Some(id).filter(|_| self.mends.is_none_or(|mends| !mends.is_gap("/id")));
        Piece {
            offset: self.offset,
            text: self.raw,
            pointer,
            item,
            is_head: false,
            mends: self.mends,
            ..document.clone()
        }
    }
}

/// A file as far as it fits its types.
#[derive(Debug)]
pub struct Parsed<'a> {
    head: Result<RawExport<'a>, Fitting>,
    piece: Piece<'a>,
    records: Vec<Record<'a>>,
    /// Items that don't fit; nothing where there is no telling what they say.
    unfit: Vec<(RecordPlace<'a>, Option<Fitting>)>,
    /// Whether it is no JSON as a whole.
    breaks: bool,
}

impl<'a> Parsed<'a> {
    /// Whether all of it fits.
    pub fn is_whole(&self) -> bool {
        self.head.is_ok() && self.unfit.is_empty() && !self.breaks
    }

    /// The document; `None` where the head does not fit.
    pub fn document(self) -> Option<Document<'a>> {
        Some(Document { head: self.head.ok()?, piece: self.piece, records: self.records })
    }

    /// What can be read of the document, to be checked and never to be published. Takes the items
    /// that fit.
    pub fn readable(&mut self) -> Option<Document<'_>> {
        let mut records: Vec<Record<'_>> = std::mem::take(&mut self.records);
        let mut piece = self.piece.clone();
        let head = match &self.head {
            Ok(head) => head.clone(),
            Err((json, mends)) => {
                piece.mends = Some(mends);
                serde_json::from_str(json).ok()?
            }
        };
        for (place, fitting) in &self.unfit {
            let Some((json, mends)) = fitting else { continue };
            let Ok(item) = serde_json::from_str(json) else { continue };
            records.push(Record { item, print: None, place: RecordPlace { mends: Some(mends), ..*place } });
        }
        records.sort_by_key(|record| record.place.position);
        Some(Document { head, piece, records })
    }

    /// Whether the lists that items refer to could be read.
    pub fn knows_names(&self) -> bool {
        !self.breaks && self.head.as_ref().map_or_else(|(_, mends)| !mends.has_gaps(), |_| true)
    }

    /// Whether the ids of all items could be read.
    pub fn knows_items(&self) -> bool {
        self.unfit.iter().all(|(_, fitting)| fitting.as_ref().is_some_and(|(_, mends)| !mends.is_gap("/id")))
    }
}

/// Parses one export; `None` where there is no telling what its head says.
pub fn parse<'a>(at: usize, export: Export<'a>, faults: &mut Faults) -> Option<Parsed<'a>> {
    match export {
        Export::Written(file) => written(at, file, faults),
        Export::Made(file, items) => made(at, file, items, faults),
    }
}

/// Takes the items of an export that is made; each stands for an empty line of its file.
fn made<'a>(at: usize, file: SourceFile<'a>, items: Vec<MadeItem<'a>>, faults: &mut Faults) -> Option<Parsed<'a>> {
    let text = text(at, file, faults)?;
    let (piece, _) = head_of(at, file, text);
    let head = head(&piece, true, faults)?;
    let first = piece.offset + piece.text.len() + 1;
    let mut found = unseen::in_json(piece.text);
    let (mut records, mut unfit, mut schema) = (Vec::with_capacity(items.len()), Vec::new(), None);
    for (position, MadeItem { item, unseen }) in items.into_iter().enumerate() {
        let place = RecordPlace { raw: "", offset: first + position, position, mends: None };
        found.extend(unseen.into_iter().map(|c| (place.offset, c)));
        match item {
            Ok((item, print)) => records.push(Record { item, print, place }),
            Err(json) => {
                let schema = schema.get_or_insert_with(crate::schema::export_schema);
                let (id, error) = (item_id(&json), serde_json::from_str::<RawItem>(&json).err());
                let piece = Piece { item: id.as_deref(), ..place.piece(&piece, "") };
                unfit.push((place, explain::item(&piece, &json, schema, error.as_ref(), false, faults)));
            }
        }
    }
    warn_of_unseen(at, piece.offset, &found, faults);
    Some(Parsed { head, piece, records, unfit, breaks: false })
}

/// Parses one file; `None` where there is no telling what its head says.
fn written<'a>(at: usize, file: SourceFile<'a>, faults: &mut Faults) -> Option<Parsed<'a>> {
    let text = text(at, file, faults)?;
    let (piece, lines) = head_of(at, file, text);
    // Where it is no JSON any more; that is told of the document, not of the item there.
    let mut breaks = None;
    let whole = split(piece.text).filter(|(head, _)| head.banli == FORMAT_VERSION);
    let is_whole = whole.is_some();
    if !is_whole {
        warn_of_unseen(at, piece.offset, &unseen::in_json(text), faults);
    }
    let (head, mut items) = match whole {
        Some((head, items)) => (Ok(head), items),
        None => match head(&piece, lines.trim().is_empty(), faults) {
            Some(head) => {
                let listed: Vec<&RawValue> =
                    serde_json::from_str(locate::value_at(piece.text, "/items")).unwrap_or_default();
                (head, typed(listed.iter().map(|raw| raw.get()).collect()))
            }
            None => {
                breaks = faults.latest();
                let (fields, items) = salvage(piece.text);
                (Err(explain::partial_head(fields)?), items)
            }
        },
    };
    let lines = lines.split('\n').map(str::trim).filter(|line| !line.is_empty());
    items.extend(typed(lines.collect()));
    let offset_of = |raw: &str| raw.as_ptr() as usize - file.bytes.as_ptr() as usize;
    if is_whole {
        warn_of_unseen(at, piece.offset, &unseen_in(text, &items), faults);
    }
    let (mut records, mut unfit) = (Vec::with_capacity(items.len()), Vec::new());
    let mut schema = None;
    for (position, Typed { raw, print, item, .. }) in items.into_iter().enumerate() {
        let place = RecordPlace { raw, offset: offset_of(raw), position, mends: None };
        match item {
            Ok(item) if raw.starts_with('{') => records.push(Record { item, print: Some(print), place }),
            item => {
                let schema = schema.get_or_insert_with(crate::schema::export_schema);
                let id = item_id(raw);
                let is_broken = item.as_ref().is_err_and(|error| !error.is_data());
                if is_broken && breaks.is_some_and(|at| place.offset <= at) {
                    unfit.push((place, None));
                    continue;
                }
                let last = place.offset + raw.len() >= file.bytes.trim_ascii_end().len();
                let piece = Piece { item: id.as_deref(), ..place.piece(&piece, "") };
                unfit.push((place, explain::item(&piece, raw, schema, item.err().as_ref(), last, faults)));
            }
        }
    }
    Some(Parsed { head, piece, records, unfit, breaks: breaks.is_some() })
}

/// The head of a file's text, and the lines that follow it where each is an item.
fn head_of<'a>(at: usize, file: SourceFile<'a>, text: &'a str) -> (Piece<'a>, &'a str) {
    let (head, lines) = if file.lines { text.split_once('\n').unwrap_or((text, "")) } else { (text, "") };
    let piece = Piece {
        file: at,
        file_name: file.name,
        lines: file.lines,
        offset: text.as_ptr() as usize - file.bytes.as_ptr() as usize,
        text: head,
        pointer: PointerBase::Whole,
        item: None,
        is_head: true,
        mends: None,
    };
    (piece, lines)
}

/// Characters that show nothing, in the items as they were found when each was read, and in all around them; each with
/// its byte offset. The items are pieces of the text, in their order.
fn unseen_in(text: &str, items: &[Typed]) -> Vec<(usize, char)> {
    let (mut found, mut passed) = (Vec::new(), 0);
    for Typed { raw, unseen, .. } in items {
        let start = raw.as_ptr() as usize - text.as_ptr() as usize;
        found.extend(unseen::in_json(&text[passed..start]).into_iter().map(|(at, c)| (passed + at, c)));
        found.extend(unseen.iter().map(|(at, c)| (start + at, *c)));
        passed = start + raw.len();
    }
    found.extend(unseen::in_json(&text[passed..]).into_iter().map(|(at, c)| (passed + at, c)));
    found
}

/// Characters that show nothing are left out of every text, and that is said once for a file. `found`
/// are all of them, each with its byte offset from `start`.
fn warn_of_unseen(at: usize, start: usize, found: &[(usize, char)], faults: &mut Faults) {
    let Some((offset, first)) = found.iter().min_by_key(|(offset, _)| offset) else { return };
    let what = match found.len() {
        1 => format!("a character that shows nothing is left out: U+{:04X}", u32::from(*first)),
        count => format!("{count} characters that show nothing are left out, first U+{:04X}", u32::from(*first)),
    };
    faults.at_offset(at, start + offset, "W0101", what, "remove them from the export; they come of copied text");
}

/// Items as they are written, and typed.
fn typed(pieces: Vec<&str>) -> Vec<Typed<'_>> {
    cores::each(pieces, cores::ITEMS, Typed::of)
}

/// The file's text without byte order mark.
fn text<'a>(at: usize, file: SourceFile<'a>, faults: &mut Faults) -> Option<&'a str> {
    let bytes = file.bytes.strip_prefix(locate::BOM).unwrap_or(file.bytes);
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            // The last character is not whole: what is before it tells which record was cut.
            let whole = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let start = file.bytes.len() - bytes.len();
            explain::cut(at, start, whole, file.lines, faults);
            return None;
        }
        Err(error) => {
            let offset = file.bytes.len() - bytes.len() + error.valid_up_to();
            let byte = file.bytes.get(offset).copied().unwrap_or_default();
            let what = format!("the byte 0x{byte:02X} here is no UTF-8");
            faults.at_offset(at, offset, "E0102", what, "save the export as UTF-8; it may be in GBK");
            return None;
        }
    };
    if text.trim().is_empty() {
        let hint = "the export may have failed: make it again";
        faults.at_offset(at, 0, "E0101", "the file is empty".to_owned(), hint);
        return None;
    }
    Some(text)
}

/// The typed head, or what fits of it; `None` where nothing can be told of the file.
fn head<'a>(piece: &Piece<'a>, last: bool, faults: &mut Faults) -> Option<Result<RawExport<'a>, Fitting>> {
    match serde_json::from_str::<RawExport<'a>>(piece.text) {
        Ok(head) if head.banli == FORMAT_VERSION && piece.text.trim_start().starts_with('{') => Some(Ok(head)),
        other => explain::head(piece, other.err().as_ref(), last, faults).map(Err),
    }
}

/// The id of an item that did not parse, where it has a readable one.
fn item_id(raw: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    serde_json::from_str::<Id>(raw).ok().map(|item| item.id)
}
