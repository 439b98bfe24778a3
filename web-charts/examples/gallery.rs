//! Prints a page with every kind of chart, plain and awkward, to look at them and to test them in a
//! browser: `cargo run -p web-charts --example gallery > index.html`. It wants the site's style
//! sheets and scripts and the browser's program beside it; `cargo xtask gallery` puts them there.
//! With a folder it also writes each chart as a file of its own, and the colours of the style sheet.

#[path = "../tests/samples/mod.rs"]
mod samples;

use web_charts::{ChartSpec, svg, table, wire};

/// The buttons under a chart, as on a page of the site.
const TOOLS: &str = "\
<button type=button data-tool=charts data-value=table>只看表格</button>\
<button type=button data-chart-action=in hidden>放大</button>\
<button type=button data-chart-action=out hidden>缩小</button>\
<button type=button data-chart-action=whole hidden>全部时间</button>\
<button type=button data-chart-action=full>全屏</button>\
<button type=button data-chart-action=copy>复制图片</button>\
<button type=button data-chart-action=svg>SVG</button>\
<button type=button data-chart-action=png>PNG</button>\
<button type=button data-chart-action=csv>CSV</button>";

fn figure(at: usize, chart: &ChartSpec) {
    let (id, title) = (format!("c{at}"), &chart.title);
    println!("<figure class=chart id={id} data-spec=\"{}\">", wire::encode_base64(chart));
    println!("<figcaption><h3 class=chart-title>{title}</h3><p class=finding>{}</p></figcaption>", chart.finding);
    let still = svg::inline(chart, &id, web_charts::DESIGN_WIDTH);
    println!("<div class=chart-stage role=region tabindex=0 aria-label=\"{title}\">{still}</div>");
    println!("<p class=chart-live aria-live=polite data-hidden=已隐藏 data-shown=已显示 data-copied=图片已复制></p>");
    println!("<details class=chart-table><summary>查看数据表</summary>");
    println!("<div class=scroll role=region tabindex=0 aria-label=\"{title}：数据表\"><table><thead><tr>");
    let table = table::table(chart);
    table.head.iter().for_each(|cell| println!("<th scope=col>{cell}"));
    println!("</thead><tbody>");
    for row in &table.rows {
        println!("<tr><th scope=row>{}", row.join("<td>"));
    }
    println!(
        "</table></div></details><p class=scope>{}</p><div class=chart-tools>{TOOLS}</div></figure>",
        chart.source
    );
}

fn main() -> std::io::Result<()> {
    let charts = samples::all();
    println!("<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\">");
    println!("<title>图表</title><meta name=color-scheme content=\"light dark\"><link rel=icon href=\"data:,\">");
    println!("<script src=site.js></script><link rel=stylesheet href=site.css><link rel=stylesheet href=charts.css>");
    for script in ["chart-live", "charts"] {
        println!("<script src={script}.js defer></script>");
    }
    println!("<main class=wide><h1>图表</h1><h2>每一种图</h2>");
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
