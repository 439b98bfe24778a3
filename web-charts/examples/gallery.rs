//! Prints a page with every kind of chart, plain and awkward, to look at them and to test them in a
//! browser: `cargo run -p web-charts --example gallery > index.html`. It wants `site.js`, `charts.js`,
//! `site.css`, `charts.css` and the browser's program beside it. With a folder it also writes each
//! chart as a file of its own, and the colours of the style sheet.

#[path = "../tests/samples/mod.rs"]
mod samples;

use web_charts::{ChartSpec, svg, table, wire};

fn figure(at: usize, chart: &ChartSpec) {
    let id = format!("c{at}");
    println!("<figure class=chart id={id} data-spec=\"{}\">", wire::encode_base64(chart));
    println!("<figcaption><strong>{}</strong><br>{}</figcaption>", chart.title, chart.finding);
    println!("<div class=chart-stage>{}</div>", svg::inline(chart, &id, web_charts::DESIGN_WIDTH));
    println!("<p class=chart-live aria-live=polite></p><details class=chart-table><summary>表格</summary><table><tr>");
    let table = table::table(chart);
    table.head.iter().for_each(|cell| println!("<th scope=col>{cell}"));
    for row in &table.rows {
        println!("<tr><th scope=row>{}", row.join("<td>"));
    }
    println!("</table></details><div class=chart-tools>");
    for action in ["table", "csv", "svg", "png", "copy", "full"] {
        println!("<button type=button data-chart-action={action}>{action}</button>");
    }
    println!("</div></figure>");
}

fn main() -> std::io::Result<()> {
    let charts = samples::all();
    println!("<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\">");
    println!("<title>图表</title><link rel=icon href=\"data:,\">");
    println!("<link rel=stylesheet href=site.css><link rel=stylesheet href=charts.css><script src=site.js></script>");
    println!("<script src=charts.js defer></script><main><h1>图表</h1>");
    charts.iter().enumerate().for_each(|(at, chart)| figure(at, chart));
    println!("</main>");
    if let Some(folder) = std::env::args().nth(1) {
        for (at, chart) in charts.iter().enumerate() {
            std::fs::write(format!("{folder}/c{at}.svg"), svg::standalone(chart, false))?;
        }
        std::fs::write(format!("{folder}/colours.css"), svg::style_css())?;
    }
    Ok(())
}
