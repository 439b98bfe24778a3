//! The program `banli`.
fn main() {}
