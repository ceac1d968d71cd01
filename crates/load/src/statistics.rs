//! Many figures become one. Medians and ranks only: a mean would be moved by the one round in which the machine was busy
//! with something else.

use std::time::Duration;

/// Figures of several rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
}

impl Spread {
    /// Of no figures at all it is all zeroes.
    #[must_use]
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let (Some(min), Some(max)) = (figures.first(), figures.last()) else {
            return Self { median: 0.0, min: 0.0, max: 0.0 };
        };
        let half = figures.len() / 2;
        let median =
            if figures.len() % 2 == 1 { figures[half] } else { (figures[half - 1] + figures[half]) / 2.0 };
        Self { median, min: *min, max: *max }
    }

    /// This median in terms of another; 0 if the other is.
    #[must_use]
    pub fn ratio(&self, other: &Self) -> f64 {
        if other.median == 0.0 { 0.0 } else { self.median / other.median }
    }
}

/// The smallest of `sorted` that at least `percent` of them do not exceed; zero of none.
#[must_use]
pub fn percentile(sorted: &[Duration], percent: f64) -> Duration {
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or_default()
}

/// Milliseconds of the median and of the 99th percentile.
#[must_use]
pub fn p50_p99(mut latencies: Vec<Duration>) -> (f64, f64) {
    latencies.sort_unstable();
    let ms = |percent| percentile(&latencies, percent).as_secs_f64() * 1e3;
    (ms(50.0), ms(99.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(values: impl IntoIterator<Item = u64>) -> Vec<Duration> {
        values.into_iter().map(Duration::from_millis).collect()
    }

    #[test]
    fn the_median_is_in_the_middle_of_odd_and_even_counts() {
        assert_eq!(Spread::of(vec![3.0, 1.0, 2.0]), Spread { median: 2.0, min: 1.0, max: 3.0 });
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert_eq!(Spread::of(vec![]).median, 0.0);
    }

    #[test]
    fn a_ratio_to_nothing_is_nothing() {
        let one = Spread::of(vec![1.0]);
        assert_eq!(Spread::of(vec![3.0]).ratio(&Spread::of(vec![4.0])), 0.75);
        assert_eq!(one.ratio(&Spread::of(vec![])), 0.0);
    }

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred = millis(1..=100);
        assert_eq!(percentile(&hundred, 50.0), Duration::from_millis(50));
        assert_eq!(percentile(&hundred, 99.0), Duration::from_millis(99));
        assert_eq!(percentile(&hundred, 100.0), Duration::from_millis(100));
        assert_eq!(percentile(&hundred, 0.0), Duration::from_millis(1));
        assert_eq!(percentile(&millis([7]), 99.0), Duration::from_millis(7));
        assert_eq!(percentile(&[], 50.0), Duration::ZERO);
    }

    #[test]
    fn latencies_need_no_order() {
        assert_eq!(p50_p99(millis((1..=200).rev())), (100.0, 198.0));
    }
}
