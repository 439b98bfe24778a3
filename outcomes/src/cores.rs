//! Work spread over all cores where the program is built for them; results keep their order.

/// Does two things, at once where there are cores for it.
#[cfg(feature = "parallel")]
pub(crate) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(a, b)
}

/// Does two things, one after the other.
#[cfg(not(feature = "parallel"))]
pub(crate) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    (a(), b())
}

/// Does the same with each element of a list, of which one core takes at least `least` at a time.
#[cfg(feature = "parallel")]
pub(crate) fn each<T: Send, R: Send>(list: Vec<T>, least: usize, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    list.into_par_iter().with_min_len(least).map(work).collect()
}

/// Does the same with each element of a list.
#[cfg(not(feature = "parallel"))]
pub(crate) fn each<T: Send, R: Send>(list: Vec<T>, _: usize, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    list.into_iter().map(work).collect()
}

/// Items that one core takes at a time, at least: fewer are done sooner than handed over.
pub(crate) const ITEMS: usize = 64;

/// How many parts of a work are done at once.
pub(crate) fn count() -> usize {
    #[cfg(feature = "parallel")]
    let count = rayon::current_num_threads();
    #[cfg(not(feature = "parallel"))]
    let count = 1;
    count
}
