/// The quantile between two neighbours by straight line, as statistics packages do by default.
pub(crate) fn linear_quantile(sorted: &[i64], quantile: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = quantile * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let (low, high) = (sorted[below] as f64, sorted[above] as f64);
    low + (high - low) * (place - below as f64)
}

/// The sum in a type that five million centuries of milliseconds cannot overflow.
pub(crate) fn sum(values: &[i64]) -> i128 {
    values.iter().map(|value| i128::from(*value)).sum()
}

/// The mean; 0 of nothing.
pub(crate) fn mean(values: &[i64]) -> f64 {
    sum(values) as f64 / values.len().max(1) as f64
}

/// The standard deviation of a sample; `None` of fewer than two values.
pub(crate) fn deviation(values: &[i64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (*value as f64 - mean).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// Milliseconds as seconds, to the thousandth.
pub(crate) fn seconds(millis: f64) -> f64 {
    millis.round() / 1000.0
}
