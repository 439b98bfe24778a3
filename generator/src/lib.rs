//! What Banli publishes: from exports to a static site.

pub mod analysis;
pub mod build;
pub mod config;
pub mod data_files;
pub mod diff;
pub mod discovery;
pub mod feeds;
pub mod figures;
pub mod input;
mod lean;
pub mod load;
pub mod mapping;
pub mod open;
pub mod origin;
pub mod pages;
pub mod plan;
pub mod preview;
pub mod publish;
pub mod render;
pub mod report;
pub mod route;
pub mod sample;
pub mod search;
pub mod theme;
pub mod verify;
pub mod words;
pub mod xml;
