//! Places in the export that a mapping makes, turned back to the original files.

use outcomes::issue::{Issue, Place, Severity};
use outcomes::read::{SourceFile, locate};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::apply::{Found, Kind, Origin, RecordAt, Traced, trace, trace_head};
use super::mapped::Mapped;
use super::plan::Thing;
use super::source::{File, Records, column_name, csv_cell};
use crate::report::{self, Excerpt, excerpts};

/// Turns places back.
pub struct Places<'p, 'a> {
    mapped: &'p Mapped<'a>,
    traces: FxHashMap<RecordAt, Vec<Traced>>,
    /// The place that was counted last: file, offset, line and column.
    counted: (usize, usize, (u32, u32)),
}

impl<'p, 'a> Places<'p, 'a> {
    /// For the export of a mapping.
    pub fn new(mapped: &'p Mapped<'a>) -> Self {
        Self { mapped, traces: FxHashMap::default(), counted: (0, 0, (1, 1)) }
    }

    /// Every issue at its place in the original files, with the excerpts.
    pub fn tell(mut self, found: Vec<Issue>) -> (Vec<Issue>, Vec<Option<Excerpt>>) {
        let mut issues = self.mapped.faults.clone();
        for (at, error) in &self.mapped.applied.broken {
            let origin = Origin { level: self.mapped.files[at.file].around(at.record).len(), pointer: String::new() };
            let (place, severity) = (self.place(*at, &origin, None), Severity::Error);
            let hint = "if the file is one JSON document, write kind = \"json\" under [source]".to_owned();
            issues.push(Issue { code: "E0104", severity, place, what: error.to_string(), hint, private: None });
        }
        let errors: Vec<&Found> =
            self.mapped.applied.report.sorted().into_iter().filter(|found| found.kind.is_error()).collect();
        issues.extend(errors.into_iter().map(|found| self.of_finding(found)));
        issues.extend(found.into_iter().filter_map(|issue| self.of_export(issue)));
        let mut order: FxHashMap<&str, usize> = FxHashMap::default();
        for file in &self.mapped.files {
            let next = order.len();
            order.entry(file.name).or_insert(next);
        }
        issues.sort_by_cached_key(|issue| {
            let Place { file, line, column, .. } = &issue.place;
            (order.get(&**file).copied().unwrap_or(usize::MAX), *line, *column, issue.code)
        });
        let excerpts = self.excerpts(&issues);
        (issues, excerpts)
    }

    /// A finding of the mapping as an issue.
    fn of_finding(&mut self, found: &Found) -> Issue {
        let Found { at, words, count, first, .. } = found;
        let times = if *count == 1 { String::new() } else { format!(" ({count} times, here first)") };
        let (code, what, hint) = match found.kind {
            Kind::Unlisted => (
                "E0803",
                format!("{words:?} is not among the `values` of {at}{times}"),
                format!("add {words:?} = … to `values` of {at}, or a `default` for whatever is not listed"),
            ),
            Kind::Unmatched => (
                "E0804",
                format!("{words:?} does not match the `regex` of {at}{times}"),
                "widen the expression, or add a `default`".to_owned(),
            ),
            Kind::Contradiction => (
                "E0806",
                format!("one id of {at} stands for two things{times}: {words}"),
                "correct the source, or list it under [export] of the mapping".to_owned(),
            ),
            Kind::Twice => {
                ("E0114", format!("the field `{words}` stands twice{times}"), "keep one of the two".to_owned())
            }
            Kind::Rows => (
                "E0807",
                format!("the rows of one item contradict each other in {at}{times}: {words}"),
                "correct the rows, or `join` their values; if they are several items, mend `group`".to_owned(),
            ),
            Kind::Several if !words.is_empty() => (
                "E0805",
                format!("{at} has several values where one is wanted{times}: {words}"),
                "choose one by its position, such as [0], or `join` them".to_owned(),
            ),
            _ => (
                "E0805",
                format!("{at} leads to an object or list where one value is wanted{times}"),
                "let the path lead on to a field of it".to_owned(),
            ),
        };
        let traced = self
            .trace(*first)
            .iter()
            .find(|one| {
                one.wrong && one.is_of(at) && (one.words == *words || matches!(found.kind, Kind::Several | Kind::Rows))
            })
            .cloned();
        let origin = traced.map_or_else(|| self.whole(*first), |traced| traced.origin);
        let item = self.item_id(*first);
        let place = self.place(*first, &origin, item);
        Issue { code, severity: Severity::Error, place, what, hint, private: None }
    }

    /// An issue of the export at its original place; none where the mapping has told it already.
    fn of_export(&mut self, mut issue: Issue) -> Option<Issue> {
        let pointer = issue.place.pointer.clone();
        let mut steps = pointer.splitn(4, '/').skip(1);
        let (list, position) = (steps.next().unwrap_or_default(), steps.next().and_then(|step| step.parse().ok()));
        // The head is the first line, each item one behind it.
        let (at, wanted) = if let Some(item) = (issue.place.line as usize).checked_sub(2) {
            (self.mapped.record_of(item)?, pointer)
        } else {
            let things = [Thing::Session, Thing::Unit, Thing::Proposer, Thing::Category];
            let thing = things.into_iter().find(|thing| thing.list() == list);
            let listed = self.mapped.setup.head.get(list).and_then(Json::as_array).map_or(0, Vec::len);
            let entries = thing.map(|thing| self.mapped.applied.registry.entries(thing));
            let entry =
                entries.zip(position).and_then(|(mut entries, at): (_, usize)| entries.nth(at.checked_sub(listed)?));
            let Some(entry) = entry else {
                let Mapped { setup, files, .. } = self.mapped;
                let stated = trace_head(setup, files).into_iter().find(|one| one.pointer == pointer);
                issue.place = match stated {
                    Some(stated) => self.place(RecordAt::default(), &stated.origin, None),
                    None => self.in_mapping(&pointer),
                };
                return Some(issue);
            };
            (entry.first, format!("{list} {}", entry.id))
        };
        let traced = nearest(self.trace(at), &wanted).cloned();
        if traced.as_ref().is_some_and(|traced| traced.wrong && traced.pointer == wanted) {
            return None;
        }
        let origin = traced.map_or_else(|| self.whole(at), |traced| traced.origin);
        issue.place = self.place(at, &origin, issue.place.item.take());
        Some(issue)
    }

    fn trace(&mut self, at: RecordAt) -> &[Traced] {
        let Mapped { setup, files, .. } = self.mapped;
        self.traces.entry(at).or_insert_with(|| trace(setup, files, at))
    }

    /// The id of a record's item, for naming it.
    fn item_id(&mut self, at: RecordAt) -> Option<String> {
        self.trace(at).iter().find(|one| one.pointer == "/id").map(|one| one.words.clone())
    }

    fn whole(&self, at: RecordAt) -> Origin {
        Origin { level: self.mapped.files[at.file].around(at.record).len(), pointer: String::new() }
    }

    /// A place in an original file.
    fn place(&mut self, at: RecordAt, origin: &Origin, item: Option<String>) -> Place {
        let file = &self.mapped.files[at.file];
        let name = file.name.to_owned();
        let in_record = origin.level == file.around(at.record).len();
        let (row, _) = file.row_at(at.record, "");
        let (row, pointer) =
            if in_record { file.row_at(at.record, &origin.pointer) } else { (row, origin.pointer.as_str()) };
        match &file.records {
            Records::Json(pieces) => {
                let piece = &pieces[row];
                let (text, base) = match file.held(piece).get(origin.level) {
                    None => (piece.text, file.pointer(piece)),
                    Some(outer) => {
                        let base = file.outer[*outer].1.clone();
                        (locate::value_at(std::str::from_utf8(file.bytes).unwrap_or_default(), &base), base)
                    }
                };
                let offset = text.as_ptr() as usize - file.bytes.as_ptr() as usize;
                let offset = offset + locate::offset_of(text, pointer);
                let (line, column) = self.count(at.file, offset);
                Place { file: name, line, column, pointer: format!("{base}{pointer}"), item }
            }
            Records::Rows(table) => {
                let row = &table.rows[row];
                let column = pointer.strip_prefix('/').map(|name| name.replace("~1", "/").replace("~0", "~"));
                let place = column.as_deref().and_then(|name| table.column(name));
                let column = column.unwrap_or_default();
                if let Some(sheet) = &table.sheet {
                    let cell = place.map_or_else(String::new, column_name);
                    let pointer = format!("{sheet}!{cell}{} {column}", row.number);
                    let (line, column) = (row.number as u32, place.map_or(1, |place| place as u32 + 1));
                    return Place { file: name, line, column, pointer: pointer.trim().to_owned(), item };
                }
                let offset = csv_cell(file.bytes, row.offset, table.delimiter, place.unwrap_or(0));
                let (line, at) = self.count(at.file, offset);
                Place { file: name, line, column: at, pointer: column, item }
            }
        }
    }

    /// Line and column of a byte of a file. Issues come in the order of the file, so that each byte is passed once.
    fn count(&mut self, file: usize, offset: usize) -> (u32, u32) {
        if file != self.counted.0 || offset < self.counted.1 {
            self.counted = (file, 0, (1, 1));
        }
        let (_, from, place) = &mut self.counted;
        locate::advance(place, self.mapped.files[file].bytes.get(*from..offset).unwrap_or_default());
        *from = offset;
        *place
    }

    /// A place in the mapping's own file: where a field of the head is written, or the nearest around it.
    fn in_mapping(&self, pointer: &str) -> Place {
        let (name, text) = self.mapped.written;
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let reached = ["head", "export"].map(|table| reach(text, table, &steps));
        let (_, offset) = reached.into_iter().max_by_key(|(depth, _)| *depth).unwrap_or_default();
        let mut place = (1, 1);
        locate::advance(&mut place, text.as_bytes().get(..offset).unwrap_or_default());
        Place {
            file: name.to_owned(),
            line: place.0,
            column: place.1,
            pointer: format!("export{}", pointer.replace('/', ".")),
            item: None,
        }
    }

    fn excerpts(&self, issues: &[Issue]) -> Vec<Option<Excerpt>> {
        let (name, text) = self.mapped.written;
        let mut files: Vec<SourceFile> = self
            .mapped
            .files
            .iter()
            .map(|file| SourceFile { name: file.name, bytes: file.bytes, lines: false })
            .collect();
        files.push(SourceFile { name, bytes: text.as_bytes(), lines: false });
        let mut all = excerpts(&files, issues);
        for (issue, excerpt) in issues.iter().zip(&mut all) {
            let file = self.mapped.files.iter().find(|file| file.name == issue.place.file);
            let Some(File { records: Records::Rows(table), .. }) = file else { continue };
            if table.sheet.is_none() {
                continue;
            }
            let row = table.rows.iter().position(|row| row.number == issue.place.line as usize);
            let value = row.map(|row| table.cell(row, issue.place.column as usize - 1)).unwrap_or_default();
            let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
            let hidden = report::is_private(issue.code) || report::holds_private(&value);
            let text = if hidden { String::new() } else { line };
            let cell = issue.place.pointer.split(' ').next().map(str::to_owned);
            *excerpt = Some(Excerpt { span: 0..text.len(), text, cell });
        }
        all
    }
}

/// What is traced at a pointer, below it, or the nearest around it.
fn nearest<'t>(traced: &'t [Traced], pointer: &str) -> Option<&'t Traced> {
    let mut wanted = pointer;
    loop {
        let exact = traced.iter().find(|one| one.pointer == wanted);
        let below = || {
            let inside = |one: &&Traced| one.pointer.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'));
            traced.iter().find(inside).filter(|_| !wanted.is_empty())
        };
        if let Some(one) = exact.or_else(below) {
            return Some(one);
        }
        wanted = &wanted[..wanted.rfind('/')?];
        if wanted.is_empty() {
            return None;
        }
    }
}

/// How far keys lead in a table of a mapping's text, and the byte offset reached.
fn reach(text: &str, table: &str, steps: &[&str]) -> (usize, usize) {
    use toml::de::{DeTable, DeValue};
    let Ok(root) = DeTable::parse(text) else { return (0, 0) };
    let Some((key, value)) = root.get_ref().get_key_value(table) else { return (0, 0) };
    let (mut depth, mut offset, mut here) = (1, key.span().start, value.get_ref());
    for step in steps {
        let next = match here {
            DeValue::Table(table) => table.get_key_value(*step).map(|(key, value)| (key.span().start, value.get_ref())),
            DeValue::Array(list) => {
                step.parse().ok().and_then(|at: usize| list.get(at)).map(|value| (value.span().start, value.get_ref()))
            }
            _ => None,
        };
        let Some((start, inner)) = next else { break };
        (depth, offset, here) = (depth + 1, start, inner);
    }
    // A table that only its fields write, such as one of [export.publisher], begins nowhere itself.
    (depth, offset)
}
