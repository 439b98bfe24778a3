//! The form of a block of rules, and what it is when it is ready to be applied.

use super::path::Path;
use super::rule::{Condition, Rule};

/// What a field holds, and so how its value is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A text or term.
    Text,
    /// An id: written so that it can stand in an address.
    Id,
    /// A date.
    Date,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A proposer of the same item, by name.
    Person,
    /// A field of something that the item refers to.
    Of(Thing, &'static str),
}

/// What items refer to and the head of an export lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Thing {
    /// A session.
    Session,
    /// A unit.
    Unit,
    /// A proposer.
    Proposer,
    /// A category.
    Category,
}

impl Thing {
    /// The key of a mapping that a field of it has in the block of an item, a duty or a proposer.
    pub fn key(self, field: &str) -> &'static str {
        match (self, field) {
            (Self::Session, "name") => "session",
            (Self::Session, "id") => "session_id",
            (Self::Session, "body") => "session_body",
            (Self::Session, "year") => "session_year",
            (Self::Session, "term") => "session_term",
            (Self::Session, _) => "session_number",
            (Self::Unit, "name") => "unit",
            (Self::Unit, "id") => "unit_id",
            (Self::Unit, "parent") => "unit_parent",
            (Self::Unit, _) => "unit_phone",
            (Self::Category, "name") => "category",
            (Self::Category, _) => "category_id",
            (Self::Proposer, "name") => "name",
            (Self::Proposer, "id") => "id",
            (Self::Proposer, "type") => "type",
            (Self::Proposer, _) => "delegation",
        }
    }
}

/// A block, ready to be applied.
#[derive(Debug)]
pub struct Plan<'m> {
    /// The list that the block is made for each element of.
    pub each: Option<&'m Path>,
    /// When it applies.
    pub when: Option<&'m Condition>,
    /// What it refers to: its session, unit, category, or a proposer itself.
    pub things: Vec<Named<'m>>,
    /// Its fields, blocks and lists of blocks, in the order of the format.
    pub parts: Vec<Part<'m>>,
}

/// Something that a block refers to.
#[derive(Debug)]
pub struct Named<'m> {
    /// What it is.
    pub thing: Thing,
    /// What is said of it.
    pub rules: Vec<Saying<'m>>,
    /// Which of the rules gives its name.
    pub name: Option<usize>,
    /// Which of the rules gives its id.
    pub id: Option<usize>,
}

/// A rule for one field of something that a block refers to.
#[derive(Debug)]
pub struct Saying<'m> {
    /// The field.
    pub field: &'static str,
    /// The key of the mapping that writes the rule.
    pub key: &'static str,
    /// The rule.
    pub rule: &'m Rule,
}

/// A part of a block.
#[derive(Debug)]
pub enum Part<'m> {
    /// A field.
    Value(&'static str, Form, &'m Rule),
    /// An object.
    One(&'static str, Plan<'m>),
    /// A list of objects.
    Many(&'static str, Vec<Plan<'m>>),
}

impl<'m> Plan<'m> {
    pub(super) fn field(&mut self, name: &'static str, form: Form, rule: Option<&'m Rule>) {
        match (form, rule) {
            (_, None) => {}
            (Form::Of(thing, field), Some(rule)) => {
                let at = self.things.iter().position(|named| named.thing == thing).unwrap_or_else(|| {
                    self.things.push(Named { thing, rules: Vec::new(), name: None, id: None });
                    self.things.len() - 1
                });
                let named = &mut self.things[at];
                let next = Some(named.rules.len());
                match field {
                    "name" => named.name = next,
                    "id" => named.id = next,
                    _ => {}
                }
                named.rules.push(Saying { field, key: thing.key(field), rule });
            }
            (form, Some(rule)) => self.parts.push(Part::Value(name, form, rule)),
        }
    }
}

macro_rules! block {
    (
        $(#[$meta:meta])* $block:ident {
            $($(#[$doc:meta])* $field:ident $(as $name:literal)?: $form:expr, $example:literal;)*
            $(+ one { $($(#[$odoc:meta])* $one:ident: $oblock:ident;)+ })?
            $(+ many { $($(#[$mdoc:meta])* $many:ident: $mblock:ident;)+ })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $block {
            /// List that the block is made for each element of; paths inside begin at the element, `^` leads out.
            #[schemars(with = "Option<String>", example = &"办理情况[*]")]
            pub each: Option<Path>,
            /// Only where this holds.
            pub when: Option<Condition>,
            $($(#[$doc])* $(#[serde(rename = $name)])? #[schemars(example = &$example)] pub $field: Option<Rule>,)*
            $($($(#[$odoc])* pub $one: Option<$oblock>,)+)?
            $($($(#[$mdoc])* pub $many: Vec<$mblock>,)+)?
        }

        impl $block {
            /// The block, ready to be applied.
            pub fn plan(&self) -> Plan<'_> {
                let (each, when) = (self.each.as_ref(), self.when.as_ref());
                let mut plan = Plan { each, when, things: Vec::new(), parts: Vec::new() };
                $(plan.field(stringify!($field), $form, self.$field.as_ref());)*
                $($(if let Some(block) = &self.$one {
                    plan.parts.push(Part::One(stringify!($one), block.plan()));
                })+)?
                $($(if !self.$many.is_empty() {
                    let plans = self.$many.iter().map(|block| block.plan()).collect();
                    plan.parts.push(Part::Many(stringify!($many), plans));
                })+)?
                plan
            }
        }
    };
}

pub(super) use block;
