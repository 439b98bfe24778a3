//! Rates: counts until they are printed. Every percentage of a site comes from here.

mod quotients;
mod tally;

pub use tally::{HandlingDays, Judgements, Tally};

use crate::terms::Judgement;

/// A share as two counts; the quotient is taken last, when it is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    /// Numerator, at most `den`.
    pub num: u32,
    /// Denominator; 0 means that there is nothing to take a share of.
    pub den: u32,
}

/// Below this denominator a page shows the fraction alone, without a percentage.
pub const SMALL_N: u32 = 5;

impl Rate {
    /// The share of `num` in `den`.
    pub const fn new(num: u32, den: u32) -> Self {
        Self { num, den }
    }

    /// The share, 0–1; `None` for an empty denominator.
    pub fn share(self) -> Option<f64> {
        (self.den > 0).then(|| f64::from(self.num) / f64::from(self.den))
    }

    /// The share in tenths of a percent, 0–1000, rounded half up; `None` for an empty denominator.
    pub fn tenths(self) -> Option<u32> {
        self.rounded(1000)
    }

    /// The share in ten-thousandths, 0–10000, rounded half up; `None` for an empty denominator.
    pub fn ten_thousandths(self) -> Option<u32> {
        self.rounded(10_000)
    }

    fn rounded(self, scale: u64) -> Option<u32> {
        let (num, den) = (u64::from(self.num), u64::from(self.den));
        (den > 0).then(|| ((num * scale * 2 + den) / (den * 2)) as u32)
    }

    /// Whether the denominator is too small for a percentage (see [`SMALL_N`]).
    pub const fn is_small(self) -> bool {
        self.den < SMALL_N
    }

    /// Wilson's 95 % interval (E. B. Wilson 1927, z = 1.96), both bounds 0–1; `None` for an empty
    /// denominator.
    pub fn wilson(self) -> Option<(f64, f64)> {
        const Z: f64 = 1.959_963_984_540_054;
        let p = self.share()?;
        let n = f64::from(self.den);
        let z2 = Z * Z;
        let centre = p + z2 / (2.0 * n);
        let spread = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        let low = if self.num == 0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
        let high = if self.num == self.den { 1.0 } else { ((centre + spread) / scale).min(1.0) };
        Some((low, high))
    }
}

/// Which evaluations a satisfaction rate reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reading {
    /// The first round's (初次).
    First,
    /// Each proposer's latest (最终).
    Latest,
}

macro_rules! rate_keys {
    ($($(#[$meta:meta])* $variant:ident = $key:literal),+ $(,)?) => {
        /// The rates of the domain, in the order pages list them.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum RateKey { $($(#[$meta])* $variant),+ }
        impl RateKey {
            /// Every rate.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The name in data files, catalogues and anchors.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
rate_keys! {
    /// 办复率: replied ÷ assignments that owe a reply.
    Reply = "reply-rate",
    /// 按期办复率: replied by the due day ÷ (replied + overdue and not replied).
    OnTimeReply = "on-time-reply-rate",
    /// 办结率: closed items ÷ items handed over.
    Completion = "completion-rate",
    /// 面商率: assignments with a talk before the reply ÷ assignments that owe a reply.
    Consultation = "consultation-rate",
    /// Share whose proposer waived the talk.
    ConsultationWaived = "consultation-waived-rate",
    /// 评价率: replied assignments with an evaluation ÷ replied.
    Evaluation = "evaluation-rate",
    /// 满意率, latest reading.
    Satisfaction = "satisfaction-rate",
    /// 基本满意率, latest reading.
    BasicSatisfaction = "basic-satisfaction-rate",
    /// 不满意率, latest reading.
    Dissatisfaction = "dissatisfaction-rate",
    /// 满意率(含基本满意), latest reading.
    SatisfactionWithBasic = "satisfaction-with-basic-rate",
    /// 初次满意率.
    FirstSatisfaction = "first-satisfaction-rate",
    /// 初次满意率(含基本满意).
    FirstSatisfactionWithBasic = "first-satisfaction-with-basic-rate",
    /// 解决率: resolved ÷ classified.
    Resolution = "resolution-rate",
    /// 落实率: (resolved + in progress + planned) ÷ classified.
    Implementation = "implementation-rate",
    /// 承诺兑现率: kept ÷ (kept + overdue).
    CommitmentsKept = "commitments-kept-rate",
    /// 公开率: replies published in full or summary ÷ replies.
    Disclosure = "disclosure-rate",
}

impl Tally {
    /// One of the domain's rates.
    pub fn rate(&self, key: RateKey) -> Rate {
        match key {
            RateKey::Reply => self.reply_rate(),
            RateKey::OnTimeReply => self.on_time_rate(),
            RateKey::Completion => self.completion_rate(),
            RateKey::Consultation => self.consultation_rate(),
            RateKey::ConsultationWaived => self.waived_rate(),
            RateKey::Evaluation => self.evaluation_rate(),
            RateKey::Satisfaction => self.satisfaction(Reading::Latest, Judgement::Satisfied),
            RateKey::BasicSatisfaction => self.satisfaction(Reading::Latest, Judgement::Basically),
            RateKey::Dissatisfaction => self.satisfaction(Reading::Latest, Judgement::Dissatisfied),
            RateKey::SatisfactionWithBasic => self.satisfaction_with_basic(Reading::Latest),
            RateKey::FirstSatisfaction => self.satisfaction(Reading::First, Judgement::Satisfied),
            RateKey::FirstSatisfactionWithBasic => self.satisfaction_with_basic(Reading::First),
            RateKey::Resolution => self.resolution_rate(),
            RateKey::Implementation => self.implementation_rate(),
            RateKey::CommitmentsKept => self.commitments_kept_rate(),
            RateKey::Disclosure => self.disclosure_rate(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;

    #[test]
    fn rounds_half_up_and_never_invents_a_share() {
        assert_eq!(Rate::new(0, 0).tenths(), None);
        assert_eq!(Rate::new(1, 2000).tenths(), Some(1));
        assert_eq!(Rate::new(1, 2001).tenths(), Some(0));
        assert_eq!(Rate::new(u32::MAX, u32::MAX).tenths(), Some(1000));
    }

    #[test]
    fn published_reports_come_out_as_printed() {
        for (num, den, hundredths) in
            [(86, 93, 9247), (7, 93, 753), (124, 126, 9841), (7, 7, 10_000), (690, 755, 9139), (65, 755, 861)]
        {
            assert_eq!(Rate::new(num, den).ten_thousandths(), Some(hundredths), "{num}/{den}");
        }
        assert_eq!(Rate::new(690, 755).tenths(), Some(914));
        assert_eq!(Rate::new(65, 755).tenths(), Some(86));
    }

    #[test]
    fn wilson_holds_the_share() {
        // Seven of seven is compatible with anything from 65 % up.
        let (low, high) = Rate::new(7, 7).wilson().expect("an interval");
        assert!((low - 0.6457).abs() < 0.0005 && high == 1.0, "{low} {high}");
    }
}
