//! Every text that an answer is made of, in the page's language: finished ones, and patterns with
//! `{$name}` where a value goes. They travel as lines, lists with tabs between their parts.

macro_rules! words {
    (texts { $($(#[$tmeta:meta])* $text:ident),+ $(,)? } lists { $($(#[$lmeta:meta])* $list:ident),+ $(,)? }) => {
        /// Every text that an answer is made of, as they are given.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Texts {
            $($(#[$tmeta])* pub $text: String,)+
            $($(#[$lmeta])* pub $list: Vec<String>,)+
        }

        impl Texts {
            /// The texts as lines.
            pub fn write(&self) -> String {
                let texts = [$(std::slice::from_ref(&self.$text)),+];
                let lists = [$(self.$list.as_slice()),+];
                let mut out = String::new();
                for list in texts.into_iter().chain(lists) {
                    for (at, text) in list.iter().enumerate() {
                        if at > 0 {
                            out.push('\t');
                        }
                        clean(&mut out, text);
                    }
                    out.push('\n');
                }
                out
            }
        }

        #[allow(non_camel_case_types)]
        enum Line { $($text,)+ $($list,)+ }

        impl Words {
            $($(#[$tmeta])* pub fn $text(&self) -> &str {
                named(self.line(Line::$text as usize), Some(0))
            })+
            $($(#[$lmeta])* pub fn $list(&self) -> &[String] {
                self.line(Line::$list as usize)
            })+
        }
    };
}

/// Every text that an answer is made of, as they are read: by line, which keeps the page's engine
/// small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Vec<String>>);

impl Words {
    /// The texts of lines; those that are missing are empty.
    pub fn read(text: &str) -> Self {
        Self(text.lines().map(|line| line.split('\t').map(String::from).collect()).collect())
    }

    fn line(&self, at: usize) -> &[String] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }
}

words! {
    texts {
        /// Between parts of a sentence.
        comma,
        /// Between parts of a list.
        between,
        /// Name of everything: 全部.
        whole,
        /// What the source does not say.
        unsaid,
        /// The part of a rate's denominator that is not its numerator.
        rest,
        /// Row total in charts.
        total,
        /// Shown in place of a chart without numbers.
        no_data,
        /// Said of groups with too few cases for a percentage.
        small,
        /// Share of all so far.
        cumulative,
        /// What a key of a legend does.
        toggle,
        /// Label of a 95 % interval.
        interval,
        /// Head of the column of numerators.
        numerator,
        /// Head of the column of denominators.
        denominator,
        /// Head of the column of counted assignments beside days.
        cases,
        /// Unit of items, as it follows a count.
        unit_items,
        /// Unit of assignments, as it follows a count.
        unit_assignments,
        /// Unit of days, as it follows a count.
        unit_days,
        /// Title of the chart: measure, grouping.
        title,
        /// Title of an undivided chart: measure.
        title_whole,
        /// What the figures cover: name, items, owed.
        scope,
        /// What is counted apart: parts.
        apart,
        /// Owed replies of which nothing is known: count.
        apart_unstated,
        /// Joint assignments, which owe none: count.
        apart_joint,
        /// Assignments that are in no period: count.
        apart_undated,
        /// Name of what is replied without a class.
        without_class,
        /// Name of what is replied in a time that is not known.
        without_days,
        /// Assignments that a measure leaves out: name, count.
        apart_left_out,
        /// The answer for a rate: measure, value.
        says_rate,
        /// The answer for a count: measure, value.
        says_count,
        /// The answer for days: measure, value, count.
        says_days,
        /// The answer where there is nothing to take it from: measure.
        says_nothing,
        /// The lowest and the highest of the groups: groups, low, least, high, most.
        says_range,
        /// The first and the last period: first, least, last, most.
        says_course,
        /// How many of all groups the chart shows: shown, all.
        says_largest,
        /// A month: year, month.
        month,
        /// A quarter: year, quarter.
        quarter,
        /// A year: year.
        year,
        /// A filter with its values: name, values.
        filter,
        /// From a month on: from.
        since,
        /// Up to a month: to.
        until,
        /// From one month to another: from, to.
        between_months,
        /// Title of the linked chart by unit.
        linked_units,
        /// Title of the linked chart by class.
        linked_classes,
        /// Title of the linked chart by evaluation.
        linked_evaluations,
        /// Title of the linked chart by time.
        linked_months,
        /// The finding of a linked chart: count.
        says_linked,
        /// Days from assigned to replied, as an axis.
        axis_days,
        /// Time of assignment, as an axis.
        axis_time,
    }
    lists {
        /// Measures, in [`outcomes::choice::Measure::all`]'s order.
        measures,
        /// Groupings, in [`outcomes::choice::Grouping::all`]'s order.
        groupings,
        /// Sessions.
        sessions,
        /// Kinds.
        kinds,
        /// Categories.
        categories,
        /// Units.
        units,
        /// Roles.
        roles,
        /// Outcome classes, then what is not replied.
        classes,
        /// Evaluations, in [`outcomes::choice::EVALUATIONS`]' order.
        evaluations,
        /// Timeliness, in [`outcomes::facts::Timeliness::ALL`]'s order.
        timeliness,
        /// Names of the months, January first.
        months,
        /// What classes count as, in [`outcomes::terms::CountsAs::ALL`]'s order.
        counts_as,
        /// Names of the limits of handling.
        limits,
        /// The limits in months, as digits.
        limit_months,
        /// Items that ended early, in [`outcomes::terms::EndKind::ALL`]'s order: count.
        ended,
    }
}

/// What separates texts can't be in one.
fn clean(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

/// A pattern with its values.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("{$") {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

impl Words {
    /// The names of a dimension's values.
    pub fn values(&self, dimension: outcomes::choice::Dimension) -> &[String] {
        use outcomes::choice::Dimension as D;
        match dimension {
            D::Session => self.sessions(),
            D::Kind => self.kinds(),
            D::Category => self.categories(),
            D::Unit => self.units(),
            D::Role => self.roles(),
            D::Class => self.classes(),
            D::Evaluation => self.evaluations(),
            D::Timeliness => self.timeliness(),
        }
    }

    /// The name of a measure.
    pub(crate) fn measure(&self, measure: outcomes::choice::Measure) -> &str {
        named(self.measures(), outcomes::choice::Measure::all().position(|one| one == measure))
    }

    /// The name of a grouping.
    pub(crate) fn grouping(&self, grouping: outcomes::choice::Grouping) -> &str {
        named(self.groupings(), outcomes::choice::Grouping::all().position(|one| one == grouping))
    }

    /// A period of so many months, counted from year 0.
    pub fn period(&self, length: u32, at: u32) -> String {
        let (year, part) = (at * length / 12, at * length % 12);
        let year = year.to_string();
        match length {
            12 => fill(self.year(), &[("year", &year)]),
            3 => fill(self.quarter(), &[("year", &year), ("quarter", &(part / 3 + 1).to_string())]),
            _ => fill(self.month(), &[("year", &year), ("month", named(self.months(), Some(part as usize)))]),
        }
    }

    /// Whether the language writes with full-width marks.
    pub(crate) fn wide(&self) -> bool {
        !self.comma().is_ascii()
    }
}

/// The text at a place; nothing where there is none.
pub(crate) fn named(list: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| list.get(at)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{Texts, Words, fill};

    #[test]
    fn words_travel_as_lines() {
        let texts = Texts {
            comma: "，".into(),
            unsaid: "未\n载明".into(),
            units: vec!["教育局".into(), "水\t利局".into()],
            ended: vec!["撤回".into()],
            ..Texts::default()
        };
        let words = Words::read(&texts.write());
        assert_eq!((words.comma(), words.unsaid(), words.ended()), ("，", "未 载明", ["撤回".to_owned()].as_slice()));
        assert_eq!(words.units(), ["教育局", "水 利局"]);
        assert_eq!(Words::read("a").units(), [] as [String; 0]);
    }

    #[test]
    fn patterns_are_filled_once() {
        assert_eq!(fill("{$a}与{$b}。", &[("a", "{$b}"), ("b", "2")]), "{$b}与2。");
        assert_eq!(fill("{$a", &[("a", "1")]), "{$a");
    }
}
