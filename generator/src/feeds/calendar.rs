//! Writes calendars of days that something is due (RFC 5545): the one author of their form.

use outcomes::date::Date;

use super::{Id, Place};

/// Octets of a line at most, its end not counted.
const LINE: usize = 75;

/// A day that something is due.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'t> {
    /// The same in every calendar that holds it.
    pub id: Id,
    /// The day.
    pub day: Date,
    /// What is due.
    pub summary: &'t str,
    /// More about it.
    pub description: &'t str,
    /// Path of the page about it, from the root of the language.
    pub page: &'t str,
}

/// Writes the head of a calendar that is called `name`.
pub fn begin(place: &Place, name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Banli//Banli//");
    out.extend_from_slice(place.lang.key().to_ascii_uppercase().as_bytes());
    out.extend_from_slice(b"\r\n");
    text(out, "X-WR-CALNAME", name);
}

/// Writes the end of a calendar.
pub fn end(out: &mut Vec<u8>) {
    out.extend_from_slice(b"END:VCALENDAR\r\n");
}

impl Entry<'_> {
    /// Writes the entry, as the data of `as_of` has it.
    pub fn write(&self, place: &Place, as_of: Date, out: &mut Vec<u8>) {
        out.extend_from_slice(b"BEGIN:VEVENT\r\nUID:");
        self.id.push_uuid(out);
        // Exports know days only; the stamp has to be in UTC.
        for (head, day, tail) in [("\r\nDTSTAMP:", as_of, "T000000Z"), ("\r\nDTSTART;VALUE=DATE:", self.day, "\r\n")] {
            out.extend_from_slice(head.as_bytes());
            out.extend(day.to_string().bytes().filter(|byte| *byte != b'-'));
            out.extend_from_slice(tail.as_bytes());
        }
        text(out, "SUMMARY", self.summary);
        text(out, "DESCRIPTION", self.description);
        if let Some(base) = &place.base {
            line(out, &["URL:", base, self.page].concat());
        }
        out.extend_from_slice(b"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
}

/// Writes a property with a text.
fn text(out: &mut Vec<u8>, name: &str, value: &str) {
    let mut whole = String::with_capacity(name.len() + value.len() + 8);
    whole.push_str(name);
    whole.push(':');
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => whole.extend(['\\', c]),
            '\n' => whole.push_str("\\n"),
            c if c.is_control() => {}
            c => whole.push(c),
        }
    }
    line(out, &whole);
}

/// Writes a line, folded where it is too long, between characters.
fn line(out: &mut Vec<u8>, mut rest: &str) {
    let mut room = LINE;
    while rest.len() > room {
        let cut = rest.floor_char_boundary(room);
        out.extend_from_slice(&rest.as_bytes()[..cut]);
        out.extend_from_slice(b"\r\n ");
        rest = &rest[cut..];
        room = LINE - 1;
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}
