"""Lets readers that others wrote judge a built site: every feed, every calendar and the data package.

judge.py SITE prints a line for each fault and how many files were judged; it ends with 1 where there is a fault.
"""

import sys
from pathlib import Path

import feedparser
import icalendar
from frictionless import validate


def feed(path):
    """Faults of an Atom feed, as the strict side of feedparser sees it."""
    read = feedparser.parse(path.read_bytes())
    if read.bozo:
        yield f"not well-formed: {read.bozo_exception}"
    if read.version != "atom10":
        yield f"not Atom 1.0 but {read.version or 'unknown'}"
    for wanted in ("id", "title", "updated_parsed"):
        if not read.feed.get(wanted):
            yield f"a feed without {wanted}"
    ids = [entry.get("id") for entry in read.entries]
    if len(set(ids)) < len(ids):
        yield "two entries of one id"
    for entry in read.entries:
        for wanted in ("id", "title", "updated_parsed", "link"):
            if not entry.get(wanted):
                yield f"entry {entry.get('id')} without {wanted}"


def calendar(path):
    """Faults of a calendar, as icalendar reads RFC 5545."""
    whole = path.read_bytes()
    read = icalendar.Calendar.from_ical(whole)
    for wanted in ("PRODID", "VERSION"):
        if wanted not in read:
            yield f"a calendar without {wanted}"
    events = read.walk("VEVENT")
    if not events:
        yield "a calendar without events"
    for part in read.walk():
        yield from (f"{part.name}: {where}: {what}" for where, what in part.errors)
    for event in events:
        for wanted in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            if wanted not in event:
                yield f"event {event.get('UID')} without {wanted}"
    if any(len(line) > 75 for line in whole.split(b"\r\n")):
        yield "a line of more than 75 bytes"


def package(path):
    """Faults of a data package and of every table in it, as Frictionless sees them."""
    report = validate(str(path))
    for place, row, kind, message in report.flatten(["path", "rowNumber", "type", "message"]):
        yield f"{place or ''} {row or ''} {kind}: {message}"


def judged(site, ending, judge):
    """Judges every file of that ending; how many faults there are."""
    files = sorted(path for path in site.rglob(f"*{ending}"))
    faults = 0
    for path in files:
        try:
            found = list(judge(path))
        except Exception as error:  # Whatever a reader can't read is a fault of the file.
            found = [f"can't be read: {error}"]
        for fault in found:
            print(f"{path.relative_to(site)}: {fault}")
        faults += len(found)
    print(f"{len(files)} files {ending}: {faults} faults")
    return faults


def main():
    site = Path(sys.argv[1])
    if not (site / "data" / "datapackage.json").exists():
        print(f"{site} is no built site")
        return 1
    kinds = [(".atom", feed), (".ics", calendar), ("datapackage.json", package)]
    return 1 if sum([judged(site, ending, judge) for ending, judge in kinds]) else 0


if __name__ == "__main__":
    sys.exit(main())
