"""Sample merchants for tests: plainly nobody's, with codes that pass their check."""

from shipu_desk.domain.credit_code import check_character
from shipu_desk.domain.merchants import INDUSTRIES, Industry
from shipu_desk.services import merchants, register
from shipu_desk.services.register import Query


def code(number):
    """A code of nobody's with a right check character."""
    body = f"92330225MA2T{number:05d}"
    return body + check_character(body)


def industry(desk, name="食品"):
    """The id of an industry; the seven of the plan are made at the first call."""
    found = register.find(desk, Industry, Query(equal={"name": name}))
    if found:
        return found[0]
    for each in INDUSTRIES:
        register.save(desk, Industry, {"name": each})
    return industry(desk, name)


def merchant(desk, number=1, **more):
    """A row of the pool; `stage` and any other field may be given."""
    raw = {
        "name": f"示例第{number}店",
        "credit_code": code(number),
        "premises": f"示例路{number}号",
        "industry_id": industry(desk),
        **more,
    }
    return merchants.add(desk, raw)
