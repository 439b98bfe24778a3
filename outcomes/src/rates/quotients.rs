//! The quotients: which counts each rate of the domain divides by which.

use super::tally::Judgements;
use super::{Rate, RateKey, Reading, Tally};
use crate::terms::Judgement;

impl Tally {
    /// 办复率: replied ÷ M.
    pub const fn reply_rate(&self) -> Rate {
        Rate::new(self.replied, self.owed)
    }

    /// 按期办复率: replied by the due day ÷ (replied + overdue and not replied). Replies whose day
    /// or due day is unknown can't be judged and are left out.
    pub const fn on_time_rate(&self) -> Rate {
        Rate::new(self.on_time, self.on_time + self.late + self.overdue)
    }

    /// 办结率: closed ÷ N.
    pub const fn completion_rate(&self) -> Rate {
        Rate::new(self.closed, self.items)
    }

    /// Whether the source is silent about more than a tenth of the items, so that the share of closed
    /// ones is a lower bound that a percentage would misrepresent.
    pub fn is_lower_bound(&self, key: RateKey) -> bool {
        key == RateKey::Completion && u64::from(self.unstated) * 10 > u64::from(self.items)
    }

    /// 面商率: with a talk before the reply ÷ M.
    pub const fn consultation_rate(&self) -> Rate {
        Rate::new(self.consulted, self.owed)
    }

    /// Share of M whose proposer waived the talk.
    pub const fn waived_rate(&self) -> Rate {
        Rate::new(self.waived, self.owed)
    }

    /// 评价率: evaluated ÷ replied.
    pub const fn evaluation_rate(&self) -> Rate {
        Rate::new(self.latest.evaluated(), self.replied)
    }

    /// Replied and not evaluated yet (待评价, 件次).
    pub const fn pending(&self) -> u32 {
        self.replied - self.latest.evaluated()
    }

    /// 满意率, 基本满意率 or 不满意率: that judgement ÷ evaluated.
    pub const fn satisfaction(&self, reading: Reading, judgement: Judgement) -> Rate {
        let judgements = self.judgements(reading);
        Rate::new(judgements.of(judgement), judgements.evaluated())
    }

    /// 满意率(含基本满意): (satisfied + basically) ÷ evaluated.
    pub const fn satisfaction_with_basic(&self, reading: Reading) -> Rate {
        let judgements = self.judgements(reading);
        Rate::new(judgements.satisfied + judgements.basically, judgements.evaluated())
    }

    /// Standing evaluations of a reading.
    pub const fn judgements(&self, reading: Reading) -> Judgements {
        match reading {
            Reading::First => self.first,
            Reading::Latest => self.latest,
        }
    }

    /// Classified assignments (件次).
    pub const fn classified(&self) -> u32 {
        let [resolved, in_progress, planned, deferred, reference] = self.counts_as;
        resolved + in_progress + planned + deferred + reference
    }

    /// 解决率: resolved ÷ classified.
    pub const fn resolution_rate(&self) -> Rate {
        Rate::new(self.counts_as[0], self.classified())
    }

    /// 落实率: (resolved + in progress + planned) ÷ classified.
    pub const fn implementation_rate(&self) -> Rate {
        let [resolved, in_progress, planned, ..] = self.counts_as;
        Rate::new(resolved + in_progress + planned, self.classified())
    }

    /// 承诺兑现率: kept ÷ (kept + overdue).
    pub const fn commitments_kept_rate(&self) -> Rate {
        Rate::new(self.commitments_kept, self.commitments_kept + self.commitments_overdue)
    }

    /// 公开率: replies published in full or as a summary ÷ replies.
    pub const fn disclosure_rate(&self) -> Rate {
        let published = self.published_full + self.published_summary;
        Rate::new(published, published + self.withheld + self.text_absent)
    }

    /// Median handling time in days; `None` where nothing dated is replied.
    pub fn median_days(&self) -> Option<u32> {
        self.days.percentile(50)
    }

    /// 90th percentile of handling time in days; `None` where nothing dated is replied.
    pub fn p90_days(&self) -> Option<u32> {
        self.days.percentile(90)
    }
}
