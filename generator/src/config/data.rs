//! What is offered for download, and in how many files.

use schemars::JsonSchema;
use serde::Deserialize;

/// What is offered for download.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DataConfig {
    /// Whether the published part stands in the export format too, so that the site can be built again.
    #[schemars(example = true)]
    pub export: bool,
    /// From more items than this on each session's rows are files of their own as well.
    #[schemars(example = 20000)]
    pub split_items: u32,
}

impl Default for DataConfig {
    fn default() -> Self {
        Self { export: true, split_items: 20_000 }
    }
}
