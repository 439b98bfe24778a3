//! The published part of the exports in their own format, a file a session: who builds a site from them
//! gets this site. One session at a time is in memory.

use anyhow::{Context, Result};
use outcomes::dataset::{Attachment, Dataset, Publisher, Session, SessionIx};
use outcomes::disclosed::{self, Group};
use outcomes::export::RawExport;
use outcomes::text::Text;
use rayon::prelude::*;
use serde::Serialize;

use crate::config::Config;
use crate::plan::Site;
use crate::publish::Sink;

/// One file of the export.
pub struct Volume {
    /// Path from the root of the site.
    pub path: String,
    group: Group,
    /// The session whose items it holds; none where it holds declared totals and reports.
    session: Option<SessionIx>,
}

/// Every file of the export, in the order in which they are to be given to `banli build`; none where the
/// publisher wants none.
pub fn volumes(data: &Dataset, config: &Config) -> Vec<Volume> {
    if !config.data.export {
        return Vec::new();
    }
    let groups = disclosed::groups(data);
    let mut volumes = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let id = |group: &Group| &*group.source(data).publisher.id;
        // No id holds these signs, so that no two files share a name.
        let name = match groups[..at].iter().filter(|other| id(other) == id(group)).count() {
            0 => id(group).to_owned(),
            further => format!("{}~{}", id(group), further + 1),
        };
        let volume = |path: String, session| Volume { path, group: group.clone(), session };
        volumes.push(volume(format!("data/export/{name}.json"), None));
        let mut sessions: Vec<SessionIx> =
            data.items.iter().filter(|item| group.holds(item.source)).map(|item| item.session).collect();
        sessions.dedup();
        for session in sessions {
            let id = &data.sessions[session.at()].id;
            volumes.push(volume(format!("data/export/{name}.{id}.json"), Some(session)));
        }
    }
    volumes
}

/// Writes every file of the export.
///
/// # Errors
/// Where the sink can't keep one.
pub fn write(site: &Site, sink: &dyn Sink) -> Result<()> {
    volumes(site.data, site.config).par_iter().try_for_each(|volume| sink.put(&volume.path, &volume.bytes(site)?))
}

impl Volume {
    /// Its publisher, and the session whose items it holds.
    pub fn of<'d, 'a>(&self, data: &'d Dataset<'a>) -> (&'d Publisher<'a>, Option<&'d Session<'a>>) {
        (&self.group.source(data).publisher, self.session.map(|session| &data.sessions[session.at()]))
    }

    fn bytes(&self, site: &Site) -> Result<Vec<u8>> {
        let data = site.data;
        let named = |source, one: &Attachment| Some(Text::owned(site.attachments.of(source, one)?.name().to_owned()));
        let mut head: RawExport = self.group.head(data);
        if self.session.is_none() {
            self.group.declared(data, &named, &mut head);
        }
        let mut bytes = Vec::new();
        self.put(&mut bytes, &head)?;
        if let Some(session) = self.session {
            bytes.pop();
            bytes.extend_from_slice(b",\"items\":[\n");
            // Items are sorted by session.
            let first = data.items.partition_point(|item| item.session < session);
            let own = data.items[first..].iter().take_while(|item| item.session == session);
            for (at, item) in own.filter(|item| self.group.holds(item.source)).enumerate() {
                bytes.extend_from_slice(if at == 0 { b"" } else { b",\n" });
                self.put(&mut bytes, &disclosed::item(data, item, &named))?;
            }
            bytes.extend_from_slice(b"\n]}");
        }
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn put(&self, bytes: &mut Vec<u8>, value: &impl Serialize) -> Result<()> {
        serde_json::to_writer(bytes, value).with_context(|| format!("cannot write {}", self.path))
    }
}
