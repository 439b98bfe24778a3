//! The invented city on an earlier day: what had not happened yet is taken away again, and a few
//! things stand as they were before somebody corrected or withdrew them.

use std::collections::BTreeSet;

use outcomes::date::Date;
use serde_json::{Map, Value};

use super::json::quoted;

/// Title and text of the item that the later export withholds.
pub const SINCE_WITHHELD: (&str, &str) = (
    "关于规范沿街店铺夜间灯箱亮度的建议",
    "望湖街两侧灯箱彻夜通明，附近住户多次反映难以入睡。建议明确亮度上限，夜间十一时后统一调暗。",
);

/// Turns items of the later day into those of an earlier one.
pub struct Earlier {
    day: String,
    /// Ids of the items that were there already.
    there: BTreeSet<String>,
    /// An item that stands twice, once too often.
    twice: Option<String>,
}

impl Earlier {
    /// As of this day.
    pub fn new(day: Date) -> Self {
        Self { day: day.to_string(), there: BTreeSet::new(), twice: None }
    }

    /// An item as it stood on the day; `None` where it was not submitted yet.
    pub fn item(&mut self, json: &str) -> Option<String> {
        let mut item: Map<String, Value> = serde_json::from_str(json).ok()?;
        let id = item.get("id")?.as_str()?.to_owned();
        if self.is_ahead(item.get("submitted")) {
            return None;
        }
        self.end(&mut item);
        let duties = list(&mut item, "assignments");
        duties.retain(|duty| !self.is_ahead(duty.get("assigned")));
        duties.iter_mut().filter_map(Value::as_object_mut).for_each(|duty| self.duty(duty));
        let answered = duties.iter().any(|duty| duty.get("replies").is_some());
        self.results(&mut item, answered);
        correct(&id, &mut item);
        item.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        self.there.insert(id.clone());
        if id.ends_with("-0003") {
            let mut again = item.clone();
            again.insert("id".into(), format!("{id}-2").into());
            again.insert("note".into(), "重复登记，待核实。".into());
            self.twice = Some(written(&Value::Object(again)));
        }
        Some(written(&Value::Object(item)))
    }

    /// The item that was entered twice; the later export has it once.
    pub fn twice(self) -> Option<String> {
        self.twice
    }

    /// Whether a day, month or year lies after the day.
    fn is_ahead(&self, date: Option<&Value>) -> bool {
        let date = date.and_then(Value::as_str);
        date.is_some_and(|date| self.day.get(..date.len()).is_some_and(|day| date > day))
    }

    fn end(&self, item: &mut Map<String, Value>) {
        if item.get("end").is_some_and(|end| self.is_ahead(end.get("date"))) {
            item.remove("end");
        }
        if let Some(end) = item.get_mut("end").and_then(Value::as_object_mut)
            && end.get("into").and_then(Value::as_str).is_some_and(|into| !self.there.contains(into))
        {
            end.remove("into");
        }
    }

    fn duty(&self, duty: &mut Map<String, Value>) {
        let ahead = |value: Option<&Value>, member: &str| value.is_some_and(|value| self.is_ahead(value.get(member)));
        if self.is_ahead(duty.get("accepted")) {
            duty.remove("accepted");
        }
        if ahead(duty.get("extension"), "approved") {
            duty.remove("extension");
        }
        if ahead(duty.get("opinion"), "date") {
            duty.remove("opinion");
        }
        // A reply without a day is taken to be as quick as most.
        let undated = duty.get("assigned").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
        let by_then = undated.map(|day| Value::from(day.plus_days(87).to_string()));
        list(duty, "replies").retain(|reply| !self.is_ahead(reply.get("date").or(by_then.as_ref())));
        for reply in list(duty, "replies").iter_mut().filter_map(Value::as_object_mut) {
            if ahead(reply.get("header"), "published") {
                reply.remove("header");
            }
        }
        if list(duty, "replies").is_empty() {
            ["class_changes", "evaluations", "commitments"].iter().for_each(|part| drop(duty.remove(*part)));
        }
        for part in ["contacts", "class_changes", "evaluations"] {
            list(duty, part).retain(|one| !self.is_ahead(one.get("date")));
        }
        for promise in list(duty, "commitments").iter_mut().filter_map(Value::as_object_mut) {
            if self.is_ahead(promise.get("kept")) {
                promise.remove("kept");
            }
        }
        duty.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    }

    /// What came of an item, and what is said of it.
    fn results(&self, item: &mut Map<String, Value>, answered: bool) {
        list(item, "milestones").retain(|step| !self.is_ahead(step.get("date")));
        if answered {
            return;
        }
        ["effects", "outputs"].iter().for_each(|part| drop(item.remove(*part)));
        for point in list(item, "points").iter_mut().filter_map(Value::as_object_mut) {
            point.remove("answer");
        }
        if item.get("note").is_some_and(|note| note == "答复日期未载明。") {
            item.remove("note");
        }
    }
}

/// A list of an object, made where there is none.
fn list<'v>(object: &'v mut Map<String, Value>, name: &str) -> &'v mut Vec<Value> {
    let value = object.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    value.as_array_mut().expect("the sample writes a list here")
}

/// What stood otherwise before it was corrected, in a few items of the last year.
fn correct(id: &str, item: &mut Map<String, Value>) {
    let restate = |object: Option<&mut Map<String, Value>>, member: &str, was: &dyn Fn(&Value) -> Value| {
        if let Some(value) = object.and_then(|object| object.get_mut(member)) {
            *value = was(value);
        }
    };
    match id {
        "y25-0027" => {
            restate(Some(item), "number", &|_| "041".into());
            let effect = list(item, "effects").first_mut().and_then(Value::as_object_mut);
            restate(effect, "before", &|now| (now.as_u64().unwrap_or_default() + 3).into());
        }
        "y25-0037" => {
            restate(Some(item), "title", &|now| now.as_str().unwrap_or_default().replacen("关于", "", 1).into())
        }
        "y25-0047" => restate(first(item, "replies"), "class", &|_| "B".into()),
        "y25-0060" => restate(first(item, "replies"), "date", &|_| "2025-08-25".into()),
        "y25-0065" => restate(first(item, "evaluations"), "result", &|_| "basically_satisfied".into()),
        "y25-0054" => {
            item.remove("disclosure");
            item.insert("title".into(), SINCE_WITHHELD.0.into());
            item.insert("text".into(), SINCE_WITHHELD.1.into());
        }
        _ => {}
    }
}

/// The first entry of a list of an item's first duty.
fn first<'v>(item: &'v mut Map<String, Value>, part: &str) -> Option<&'v mut Map<String, Value>> {
    let duty = list(item, "assignments").first_mut()?.as_object_mut()?;
    list(duty, part).first_mut()?.as_object_mut()
}

/// A value on one line, members by name, whatever else is compiled in.
fn written(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.into_iter().map(|(name, value)| format!("{}:{}", quoted(name), written(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(values) => format!("[{}]", values.iter().map(written).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
