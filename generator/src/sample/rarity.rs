//! The unusual things that items show, and when each comes round.

/// The unusual thing an item shows; each comes round regularly, so that none is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rarity {
    /// Nothing unusual.
    None,
    /// Withdrawn by its proposers.
    Withdrawn,
    /// Returned: not a matter for the city.
    Returned,
    /// Merged into an earlier item.
    Merged,
    /// Has no number.
    Unnumbered,
    /// Has no title.
    Untitled,
    /// Its reply has no day.
    Undated,
    /// Its proposers waived the talk.
    Waived,
    /// Neither item nor reply may be published.
    Withheld,
    /// Its proposers refused publication.
    Refused,
    /// Has a very long title.
    Long,
    /// Handed over, not assigned yet.
    Unassigned,
    /// Nothing is said about what became of it.
    Unstated,
    /// Past its due day and not answered.
    Overdue,
    /// Several units answer apart, and one of them has.
    Partly,
}

impl Rarity {
    /// Whether texts about the item may be published.
    pub fn publishes(self) -> bool {
        !matches!(self, Self::Withheld | Self::Refused)
    }

    /// What the item at this position of its year shows; `newest` for the year still in progress.
    pub fn at(position: usize, newest: bool) -> Self {
        match position % 100 {
            7 => Self::Withdrawn,
            11 => Self::Unnumbered,
            19 => Self::Untitled,
            27 => Self::Returned,
            31 => Self::Undated,
            43 => Self::Waived,
            47 => Self::Merged,
            53 => Self::Withheld,
            61 => Self::Refused,
            71 => Self::Long,
            3 | 83 if newest => Self::Unassigned,
            13 if newest => Self::Unstated,
            33 | 73 | 93 if newest => Self::Overdue,
            23 | 63 if newest => Self::Partly,
            _ => Self::None,
        }
    }
}
