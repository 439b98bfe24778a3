//! Chart specifications and the one drawing code behind every chart.
