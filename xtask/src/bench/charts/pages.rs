//! The page with several charts, as the site writes its own and as one writes it for ECharts.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use web_charts::{ChartSpec, DESIGN_WIDTH, svg, wire};

use super::peers;

/// The page's scripts for charts, after that of every page.
const SCRIPTS: [&str; 3] = ["site.js", "chart-live.js", "charts.js"];

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\" data-chart-glue=\"/web/web_charts_basic.js\" \
    data-chart-wasm=\"/web/web_charts_basic_bg.wasm\"><meta charset=\"utf-8\"><title>图表</title>\
    <link rel=\"stylesheet\" href=\"/assets/site.css\"><link rel=\"stylesheet\" href=\"/assets/charts.css\">";
/// Notes when the still picture before it is on the screen.
const STILL: &str = "<script>requestAnimationFrame(()=>{const c=new MessageChannel;\
    c.port1.onmessage=()=>{globalThis.stillSeen=performance.now()};c.port2.postMessage(0)})</script>";

/// Our page: each chart with its still picture, its table aside.
pub fn ours(charts: &[ChartSpec]) -> String {
    let mut page = String::from(HEAD);
    for script in SCRIPTS {
        page.push_str(&format!("<script src=\"/assets/{script}\" defer></script>"));
    }
    page.push_str("<body>");
    for (i, chart) in charts.iter().enumerate() {
        let id = format!("c{i}");
        let (spec, still) = (wire::encode_base64(chart), svg::inline(chart, &id, DESIGN_WIDTH));
        let _ = write!(
            page,
            "<figure class=\"chart\" id=\"{id}\" data-spec=\"{spec}\"><figcaption>{}</figcaption>\
             <div class=\"chart-stage\" style=\"width:{DESIGN_WIDTH}px\">{still}</div>\
             <p class=\"chart-live\" aria-live=\"polite\"></p></figure>",
            chart.title
        );
        if i == 0 {
            page.push_str(STILL);
        }
    }
    page
}

/// ECharts' page: each chart's place, as high as ours, with its numbers.
///
/// Fails if a still picture says no height.
pub fn echarts(charts: &[ChartSpec]) -> Result<String> {
    let mut page = String::from(HEAD);
    page.push_str("<script type=\"module\" src=\"/bundles/echarts-cold.mjs\"></script><body>");
    let colours = peers::colours();
    let look = json!({ "fonts": web_charts::style::FONTS, "colours": [colours[0]] });
    let _ = write!(page, "<script type=\"application/json\" id=\"look\">{look}</script>");
    for chart in charts {
        let height = height(&svg::inline(chart, "c", DESIGN_WIDTH)).context("a still picture without a height")?;
        let told: Value = json!({ "kind": peers::kind(chart), "data": peers::data(chart) });
        let _ = write!(
            page,
            "<figure class=\"chart\"><figcaption>{}</figcaption>\
             <div data-chart style=\"width:{DESIGN_WIDTH}px;height:{height}px\">{told}</div></figure>",
            chart.title
        );
    }
    Ok(page)
}

/// The last number of the picture's `viewBox`.
fn height(svg: &str) -> Option<u32> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    rest.split('"').next()?.split(' ').next_back()?.parse().ok()
}
