//! The one table of issue codes: each with its severity and what it stands for, in two languages.

use super::Severity::{self, Error, Warning};

/// Every code with its severity and title, in order. A code never changes its meaning.
pub const CODES: &[(&str, Severity, &str)] = &[
    ("E0101", Error, "The file is empty"),
    ("E0102", Error, "The file is not UTF-8"),
    ("E0103", Error, "The file was cut off"),
    ("E0104", Error, "The file is not JSON"),
    ("E0105", Error, "The document is not an object"),
    ("E0106", Error, "Unknown version of the format"),
    ("E0107", Error, "Unknown field"),
    ("E0108", Error, "Missing field"),
    ("E0109", Error, "Wrong type of value"),
    ("E0110", Error, "Value outside a closed list"),
    ("E0111", Error, "Not a date"),
    ("E0112", Error, "Number out of range"),
    ("E0113", Error, "Nested too deep"),
    ("E0114", Error, "Field written twice"),
    ("E0201", Error, "Not an id"),
    ("E0202", Error, "Id used twice"),
    ("E0203", Error, "Reference to nothing"),
    ("E0204", Error, "Exports contradict each other"),
    ("E0205", Error, "Reference to itself"),
    ("E0301", Error, "Dates out of order"),
    ("E0302", Error, "After the as-of day"),
    ("E0401", Error, "A joint unit with a lead unit's work"),
    ("E0402", Error, "Two lead units"),
    ("E0403", Error, "Unit named twice"),
    ("E0404", Error, "A sole unit that is not alone"),
    ("E0405", Error, "Judged before replied"),
    ("E0406", Error, "Unknown round of evaluation"),
    ("E0407", Error, "Evaluated twice"),
    ("E0501", Error, "Summary without a summary"),
    ("E0502", Error, "Withheld without a reason"),
    ("E0503", Error, "Published against the proposers' will"),
    ("E0504", Error, "Summary that is not to be published"),
    ("E0505", Error, "Attachment outside the export's folder"),
    ("E0506", Error, "Attachment of a type that is not published"),
    ("E0601", Error, "Mobile number in a text"),
    ("E0602", Error, "Phone number in a text"),
    ("E0603", Error, "Resident ID number in a text"),
    ("E0604", Error, "Bank-card number in a text"),
    ("E0605", Error, "E-mail address in a text"),
    ("E0606", Error, "Word of the publisher's list in a text"),
    ("E0701", Error, "Declared rate above one"),
    ("W0101", Warning, "Characters that show nothing"),
    ("W0401", Warning, "No unit owes the reply"),
    ("W0402", Warning, "Evaluated by someone else"),
    ("W0403", Warning, "No dated commitment"),
    ("W0404", Warning, "No explanation"),
    ("W0405", Warning, "Extension beyond the limit"),
    ("W0406", Warning, "Class lowered"),
    ("W0407", Warning, "Reply without a class"),
    ("W0408", Warning, "Reply without a date"),
    ("W0501", Warning, "Disclosed, but empty"),
    ("W0502", Warning, "Unusual index number"),
    ("W0601", Warning, "Private data masked"),
    ("W0701", Warning, "Declared parts don't add up"),
    ("W0702", Warning, "Declared and computed differ"),
];

/// Title of a code in Chinese.
pub fn title_zh(code: &str) -> Option<&'static str> {
    let titles = [
        ("E0101", "文件为空"),
        ("E0102", "文件不是 UTF-8 编码"),
        ("E0103", "文件不完整"),
        ("E0104", "文件不是 JSON"),
        ("E0105", "文档不是对象"),
        ("E0106", "格式版本未知"),
        ("E0107", "未知字段"),
        ("E0108", "缺少字段"),
        ("E0109", "值的类型不对"),
        ("E0110", "值不在允许范围内"),
        ("E0111", "不是日期"),
        ("E0112", "数值超出范围"),
        ("E0113", "嵌套过深"),
        ("E0114", "字段重复"),
        ("E0201", "标识不合规"),
        ("E0202", "标识重复"),
        ("E0203", "引用的对象不存在"),
        ("E0204", "不同导出文件相互矛盾"),
        ("E0205", "引用自身"),
        ("E0301", "日期先后颠倒"),
        ("E0302", "日期晚于数据截止日"),
        ("E0401", "会办单位不应有答复"),
        ("E0402", "主办单位重复"),
        ("E0403", "承办单位重复"),
        ("E0404", "独办单位之外另有承办单位"),
        ("E0405", "尚无答复即有评价"),
        ("E0406", "评价轮次未知"),
        ("E0407", "重复评价"),
        ("E0501", "公开摘要但没有摘要"),
        ("E0502", "不公开但没有理由"),
        ("E0503", "提出人不同意公开"),
        ("E0504", "有摘要但不按摘要公开"),
        ("E0505", "附件不在导出文件的文件夹内"),
        ("E0506", "附件的类型不在可公开之列"),
        ("E0601", "文本中有手机号码"),
        ("E0602", "文本中有电话号码"),
        ("E0603", "文本中有身份证号码"),
        ("E0604", "文本中有银行卡号"),
        ("E0605", "文本中有电子邮箱"),
        ("E0606", "文本中有不得公开的词语"),
        ("E0701", "申报的比率超过百分之百"),
        ("W0101", "文本中有不可见字符"),
        ("W0401", "没有主办单位"),
        ("W0402", "评价人不是提出人"),
        ("W0403", "没有带期限的承诺"),
        ("W0404", "没有说明理由"),
        ("W0405", "延期超过上限"),
        ("W0406", "办理结果降级"),
        ("W0407", "答复没有办理结果"),
        ("W0408", "答复没有日期"),
        ("W0501", "公开但没有内容"),
        ("W0502", "索引号格式异常"),
        ("W0601", "已隐去个人信息"),
        ("W0701", "申报数分项之和不等于总数"),
        ("W0702", "申报数与计算数不一致"),
    ];
    titles.iter().find(|(known, _)| *known == code).map(|(_, title)| *title)
}

#[cfg(test)]
mod tests {
    use super::{CODES, Severity, title_zh};

    #[test]
    fn the_table_is_ordered_and_in_both_languages() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, severity, _) in CODES {
            assert_eq!(code.starts_with('W'), *severity == Severity::Warning, "{code}");
            assert!(title_zh(code).is_some(), "{code}");
        }
    }
}
