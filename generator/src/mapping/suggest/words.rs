//! What fields of other systems are called, and the words that stand in them.

/// A field of the export by where a mapping writes it, and the names that sources give it, as they are without
/// spaces, lines and capitals.
pub const NAMES: &[(&str, &[&str])] = &[
    ("id", &["系统编号", "id", "guid", "uuid", "主键", "标识", "唯一标识"]),
    (
        "number",
        &[
            "编号",
            "建议号",
            "提案号",
            "议案号",
            "建议编号",
            "提案编号",
            "案号",
            "bh",
            "no",
            "number",
            "serial",
            "serialno",
        ],
    ),
    (
        "title",
        &[
            "标题",
            "题目",
            "案由",
            "建议标题",
            "提案标题",
            "建议题目",
            "名称",
            "tm",
            "bt",
            "title",
            "subject",
            "record标题",
        ],
    ),
    ("kind", &["类型", "建议类型", "种类", "lx", "kind", "type"]),
    ("session", &["届次", "会议", "会议名称", "会次", "session", "meetingname", "sessionname"]),
    ("category", &["类别", "分类", "建议类别", "提案类别", "内容分类", "lb", "category"]),
    (
        "submitted",
        &[
            "提出日期",
            "提交日期",
            "提交时间",
            "提出时间",
            "收到日期",
            "tcrq",
            "submitted",
            "submittedat",
            "createdat",
            "提出",
        ],
    ),
    ("key", &["是否重点", "重点督办", "重点建议", "重点提案", "iskey", "key"]),
    ("publication_agreed", &["是否同意公开", "同意公开", "agreed"]),
    ("text", &["正文", "建议内容", "提案内容", "建议正文", "body", "fulltext"]),
    ("note", &["备注", "说明", "note", "remark", "bz"]),
    ("proposer.name", LEADS),
    ("proposer.others", &["附议人", "附议代表", "联名人", "联名代表", "联名委员", "附议", "cosponsors"]),
    ("proposer.delegation", &["代表团", "界别", "提出人代表团", "delegation", "sector"]),
    ("proposer.id", &["证号", "代表证号", "委员证号", "提出人证号", "sponsorid"]),
    (
        "duty.unit",
        &[
            "主办单位",
            "承办单位",
            "办理单位",
            "独办单位",
            "zbdw",
            "单位",
            "单位名称",
            "dept",
            "department",
            "unit",
            "unitname",
        ],
    ),
    ("duty.joint", &["会办单位", "协办单位", "hbdw", "jointunits"]),
    ("duty.unit_id", &["单位代码", "单位编码", "承办单位编码", "deptcode", "unitcode", "unitid"]),
    ("duty.role", &["承办方式", "办理方式", "办理类型", "承办类型", "主会办", "role", "main", "ismain"]),
    ("duty.assigned", &["交办日期", "交办时间", "jbrq", "assigned", "assignedat", "assigndate"]),
    ("duty.accepted", &["签收日期", "签收时间", "qsrq", "accepted", "acceptedat"]),
    ("duty.due", &["办理期限", "答复期限", "截止日期", "duedate", "due"]),
    ("duty.opinion", &["会办意见", "协办意见"]),
    ("contact.date", &["面商日期", "面商时间", "沟通日期", "contactdate"]),
    ("reply.date", &["答复日期", "答复时间", "复文日期", "dfrq", "replydate", "replyat", "repliedat"]),
    ("reply.document_number", &["文号", "答复文号", "replydocno", "docno"]),
    (
        "reply.class",
        &[
            "办理结果",
            "答复类别",
            "答复分类",
            "结果分类",
            "办理情况分类",
            "答复办理结果",
            "bljg",
            "replyresult",
            "class",
            "replyclass",
        ],
    ),
    ("reply.text", &["答复内容", "答复正文", "replycontent", "replytext"]),
    (
        "evaluation.result",
        &[
            "满意度",
            "评价",
            "评价结果",
            "代表评价",
            "委员评价",
            "满意情况",
            "myd",
            "score",
            "satisfaction",
            "grade",
            "evaluation",
        ],
    ),
    ("evaluation.date", &["评价日期", "评价时间", "反馈日期"]),
    ("evaluation.proposer", &["评价人", "评价评价人", "evaluator"]),
    ("commitment.text", &["承诺事项", "承诺", "承诺内容", "commitment"]),
    ("commitment.due", &["承诺期限", "承诺完成时间", "commitmentdue"]),
    (
        "head.as_of",
        &["统计日期", "统计截止日期", "数据日期", "导出时间", "导出日期", "asof", "exportdate", "exportedat"],
    ),
];

const LEADS: &[&str] = &[
    "领衔代表",
    "领衔人",
    "提出人",
    "提案人",
    "第一提案人",
    "第一提案者",
    "提案者",
    "代表姓名",
    "委员姓名",
    "建议人",
    "姓名",
    "tcr",
    "tar",
    "提出人姓名",
    "代表name",
    "sponsors",
    "sponsor",
    "proposer",
    "proposers",
];

/// The words that stand in fields of closed lists, by field, with what they mean.
pub const MEANINGS: &[(&str, &[(&str, &str)])] = &[
    ("kind", &[("建议", "suggestion"), ("代表建议", "suggestion"), ("提案", "proposal"), ("议案", "motion")]),
    ("key", FLAGS),
    ("publication_agreed", FLAGS),
    (
        "duty.role",
        &[
            ("主办", "lead"),
            ("独办", "sole"),
            ("单办", "sole"),
            ("分办", "separate"),
            ("会办", "joint"),
            ("协办", "joint"),
            ("true", "lead"),
            ("false", "joint"),
        ],
    ),
    (
        "reply.class",
        &[
            ("a", "A"),
            ("b", "B"),
            ("c", "C"),
            ("d", "D"),
            ("a类", "A"),
            ("b类", "B"),
            ("c类", "C"),
            ("d类", "D"),
            ("已解决", "A"),
            ("已经解决", "A"),
            ("基本解决", "A"),
            ("solved", "A"),
            ("resolved", "A"),
            ("正在解决", "B"),
            ("ongoing", "B"),
            ("留作参考", "D"),
            ("reference", "D"),
        ],
    ),
    (
        "evaluation.result",
        &[
            ("满意", "satisfied"),
            ("很满意", "satisfied"),
            ("非常满意", "satisfied"),
            ("基本满意", "basically_satisfied"),
            ("不满意", "dissatisfied"),
            ("待评价", ""),
            ("未评价", ""),
        ],
    ),
];

const FLAGS: &[(&str, &str)] =
    &[("是", "true"), ("否", "false"), ("true", "true"), ("false", "false"), ("y", "true"), ("n", "false")];

/// Marks that join several names to one text.
pub const MARKS: &[&str] = &["、", "，", "；", ";", ","];

/// Words that stand for no value in a ledger.
pub const EMPTY: &[&str] = &["—", "-", "/", "无"];

/// The field that a name means; with the name of what holds it first, since `日期` alone says little.
pub fn meaning(holder: Option<&str>, name: &str) -> Option<&'static str> {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| !c.is_whitespace() && !"_-（）()：:".contains(*c));
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let find = |wanted: &str| NAMES.iter().find(|(_, names)| names.contains(&wanted)).map(|(field, _)| *field);
    let name = plain(name);
    holder.and_then(|holder| find(&(plain(holder) + &name))).or_else(|| find(&name))
}

/// What a word means in a field of a closed list.
pub fn word(field: &str, word: &str) -> Option<&'static str> {
    let (_, words) = MEANINGS.iter().find(|(known, _)| *known == field)?;
    let lower = word.to_lowercase();
    words.iter().find(|(known, _)| *known == lower).map(|(_, meaning)| *meaning)
}
