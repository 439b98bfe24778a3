//! Workbooks of the tests, written as offices keep them.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// A ledger as offices keep it: a title, a line on the state of things, the names of the columns, real dates.
pub fn workbook(path: &Path, class: &str) {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").expect("a name").write(0, 0, "本表由提案委员会办公室填报").expect("a cell");
    let sheet = book.add_worksheet().set_name("提案台账").expect("a name");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(0, 0, "政协青溪县九届四次会议提案办理台账").expect("a cell");
    sheet.write(1, 0, "截至2025年6月30日").expect("a cell");
    let columns = [
        "提案号",
        "案由",
        "第一提案人",
        "提案人类别",
        "界别",
        "提交时间",
        "承办单位",
        "办理类型",
        "交办日期",
        "协商次数",
        "答复日期",
        "办理结果",
        "委员评价",
        "联系电话",
    ];
    for (at, name) in columns.iter().enumerate() {
        sheet.write(2, at as u16, *name).expect("a cell");
    }
    type Row<'r> = (&'r str, &'r str, &'r str, &'r str, &'r str, Option<(u8, u8)>, &'r str, &'r str);
    let rows: [Row; 3] = [
        ("041", "关于保护古树的提案", "闻笛", "委员", "农业界", Some((4, 18)), class, "满意"),
        ("042", "关于错时停车的提案", "青溪县工商联", "党派团体", "", Some((5, 6)), "B类", "基本满意"),
        ("043", "关于社区食堂的提案", "闻笛", "委员", "农业界", None, "", ""),
    ];
    for (at, (number, title, who, kind, sector, replied, class, judged)) in rows.into_iter().enumerate() {
        let row = at as u32 + 3;
        let date = |month, of| ExcelDateTime::from_ymd(2025, month, of).expect("a day");
        let texts = [(0, number), (1, title), (2, who), (3, kind), (4, sector), (6, "县城市管理局"), (7, "主办")];
        for (column, text) in texts.into_iter().chain([(11, class), (12, judged), (13, "（内部）")]) {
            sheet.write(row, column, text).expect("a cell");
        }
        sheet.write_with_format(row, 5, date(1, 12), &day).expect("a cell");
        sheet.write_with_format(row, 8, date(2, 20), &day).expect("a cell");
        sheet.write(row, 9, 2).expect("a cell");
        if let Some((month, of)) = replied {
            sheet.write_with_format(row, 10, date(month, of), &day).expect("a cell");
        }
    }
    book.save(path).expect("saved");
}

/// A ledger with a row for each proposer, talk and unit, whose cells are merged where they say the same; the unit of
/// the first row is given.
pub fn merged(path: &Path, unit: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("办理台账").expect("a name");
    let (plain, day) = (Format::new(), Format::new().set_num_format("yyyy-mm-dd"));
    sheet.merge_range(0, 0, 0, 8, "政协青溪县九届四次会议提案办理台账", &plain).expect("merged");
    let columns = ["提案号", "案由", "提案人", "承办单位", "办理类型", "交办日期", "协商日期", "答复日期", "办理结果"];
    for (at, name) in columns.iter().enumerate() {
        sheet.write(1, at as u16, *name).expect("a cell");
    }
    for (column, text) in [(0, "051"), (1, "关于保护湿地的提案")] {
        sheet.merge_range(2, column, 4, column, text, &plain).expect("merged");
    }
    for (column, text) in [(3, unit), (4, "主办"), (8, "A")] {
        sheet.merge_range(2, column, 3, column, text, &plain).expect("merged");
    }
    let texts = [(2, 2, "闻笛"), (3, 2, "何川"), (4, 3, "县水利局"), (4, 4, "会办")];
    let single = [(5, 0, "052"), (5, 1, "关于校医配备的提案"), (5, 2, "何川"), (5, 3, "县教育局"), (5, 4, "主办")];
    for (row, column, text) in texts.into_iter().chain(single).chain([(5, 8, "A")]) {
        sheet.write(row, column, text).expect("a cell");
    }
    let days = [(2, 5, 2, 20), (2, 6, 3, 5), (3, 6, 4, 1), (2, 7, 4, 18), (4, 5, 2, 20), (5, 5, 2, 21), (5, 7, 5, 6)];
    for (row, column, month, of) in days {
        let date = ExcelDateTime::from_ymd(2025, month, of).expect("a day");
        sheet.write_with_format(row, column, date, &day).expect("a cell");
    }
    book.save(path).expect("saved");
}
