//! What Banli publishes.

pub mod config;
