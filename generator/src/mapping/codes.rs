//! The codes of what can be wrong with a source or its mapping, beside those of the export format.

/// Every code with its title in English and Chinese.
pub const CODES: &[(&str, &str, &str)] = &[
    ("E0801", "No records where the mapping looks", "映射所指的位置没有记录"),
    ("E0802", "Not a table", "不是可读的表格"),
    ("E0803", "Value that the mapping does not list", "映射中没有的值"),
    ("E0804", "Value that the mapping's expression does not match", "值与映射的表达式不符"),
    ("E0805", "More than one value", "值不止一个"),
    ("E0806", "One id, two meanings", "同一标识内容不一致"),
    ("E0807", "Rows of one item contradict each other", "同一件的各行相互矛盾"),
];
