"""Raw input as a form or a file would give it; every name in it is plainly a sample."""

from shipu_desk.domain.credit_code import check_character
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.services import records


def read(record, raw):
    made, problems = spec_of(record).read(raw)
    assert not problems, problems
    return made


def duty(number, **other):
    return {
        "title": f"示例事项{number}",
        "clause": f"示例{number}",
        "contact": "示例甲",
        "starts_on": "2023/3/1",
        "phase": "全面落实",
    } | other


def duties(count, start=0):
    """Duties read and free of problems."""
    return (read(Duty, duty(number)) for number in range(start, start + count))


def progress(duty_id, **other):
    given = {"reported_on": "2023-4-1", "text": "示例进展", "reporter": "示例乙"}
    return given | {"duty_id": duty_id} | other


def code(number):
    """A well-formed 统一社会信用代码 of nobody."""
    body = f"92330225{number:09}"
    return body + check_character(body)


def merchant(number, **other):
    return {
        "name": f"示例面馆{number}",
        "credit_code": code(number),
        "industry_id": 1,
        "premises": f"示例路{number}号",
        "joined_on": "2023-03-06",
    } | other


def merchants(count, start=0):
    return (read(Merchant, merchant(number)) for number in range(start, start + count))


def industry(store, name="食品"):
    """Merchants need one; the change set that makes it is the file's first."""
    with store.writing("行业", by="示例甲") as work:
        return records.save(work, Industry, {"name": name})
