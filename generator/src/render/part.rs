//! What a view may hold besides texts, lists and numbers: finished HTML, texts that belong to a
//! page's shape, and parts, each placed by a macro of `parts.html`.

use std::ops::Deref;

use serde::{Serialize, Serializer};

/// Names by which the walk over a view knows them.
pub(super) const HTML: &str = "finished HTML";
const FIXED: &str = "fixed text";
pub(super) const PART: &str = "part ";

/// How a text or list is meant, by the name that it is wrapped in.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    Text,
    Html,
    Fixed,
    Parts(&'static str),
}

impl Meant {
    pub(super) fn of(name: &'static str) -> Self {
        match name {
            HTML => Self::Html,
            FIXED => Self::Fixed,
            name => name.strip_prefix(PART).map_or(Self::Text, Self::Parts),
        }
    }
}

/// Finished HTML: nothing in it is escaped.
#[derive(Debug, Default, Clone)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(HTML, &self.0)
    }
}

/// A text of which there are few: templates may ask what it is, and it is part of a page's shape.
#[derive(Debug, Default, Clone)]
pub struct Fixed(pub String);

impl Serialize for Fixed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FIXED, &self.0)
    }
}

impl Deref for Fixed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A part of a page, placed by the macro of `parts.html` that [`Part::NAME`] names after `part `;
/// the macro is given the part and the page's way to the root.
pub trait Part: Serialize {
    /// `part ` and the macro's name.
    const NAME: &'static str;
}

/// Parts, one after the other. Templates place all of them at once, as one text.
#[derive(Debug)]
pub struct Parts<T>(pub Vec<T>);

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Parts<T> {
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        Self(parts.into_iter().collect())
    }
}

impl<T: Part> Serialize for Parts<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(T::NAME, &self.0)
    }
}
