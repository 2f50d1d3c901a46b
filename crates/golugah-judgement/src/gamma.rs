//! The logarithm of the gamma function and its derivatives, for real arguments.

/// From here on a few terms of the asymptotic series are exact to the last digits of an `f64`; smaller arguments are
/// raised to it by the recurrence.
const ENOUGH: f64 = 16.0;

/// `ln Γ(x)` less its constant `ln √(2π)`, for `x > 0`.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    let mut x = x;
    let mut product = 1.0;
    while x < ENOUGH {
        product *= x;
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let tail = 1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0));
    (x - 0.5) * x.ln() - x + inverse * tail - product.ln()
}

/// The first and second derivative of `ln Γ(x)`, for `x > 0`.
pub(crate) fn derivatives(x: f64) -> (f64, f64) {
    let mut x = x;
    let (mut first, mut second) = (0.0, 0.0);
    while x < ENOUGH {
        let inverse = 1.0 / x;
        first -= inverse;
        second += inverse * inverse;
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let tail = square
        * (1.0 / 12.0
            - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))));
    first += x.ln() - 0.5 * inverse - tail;
    let tail = inverse
        * square
        * (1.0 / 6.0
            - square * (1.0 / 30.0 - square * (1.0 / 42.0 - square * (1.0 / 30.0 - square * 5.0 / 66.0))));
    second += inverse + 0.5 * square + tail;
    (first, second)
}
