//! What Banli publishes.

pub mod config;
pub mod figures;
pub mod publish;
pub mod theme;
pub mod pages;
pub mod plan;
pub mod render;
pub mod route;
pub mod words;
