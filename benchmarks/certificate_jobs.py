"""The measured processes: `python -m benchmarks.certificate_jobs batch OUT COUNT` and `… one OUT`.

They import what the product needs and nothing of the measuring.
"""

from __future__ import annotations

import sys
from pathlib import Path


def batch(out: Path, count: int) -> None:
    """The product's own layout draws the floor's certificate from a template of its own kind."""
    from benchmarks.floor_pdf.certdata import certs
    from benchmarks.floor_template import facts, template
    from shipu_desk.documents.batch import run, write_batch
    from shipu_desk.documents.typography.fonts import bundled

    awards = [facts(cert) for cert in certs(count)]
    outcome = run(write_batch(template(), awards, out, bundled()))
    if len(outcome.made) != count:
        raise SystemExit(f"{outcome.failed[:3]}")


def one(out: Path) -> None:
    """Facts in, one finished certificate out."""
    from datetime import date

    from shipu_desk.documents.awards import AwardFacts
    from shipu_desk.documents.batch import run
    from shipu_desk.documents.certificates import write_certificates
    from shipu_desk.documents.typography.fonts import bundled
    from shipu_desk.domain.verification import SAMPLE_KEY, payload

    number, name, day = "2023-D-101-0001", "示例海鲜楼", date(2023, 7, 31)
    code = payload(SAMPLE_KEY, number, name, day)
    award = AwardFacts(
        number=number,
        title="放心消费示范店",
        name=name,
        body="象山县打造石浦镇放心消费示范镇工作领导小组",
        basis="象政办发〔2023〕8号",
        granted_on=day,
        year="2023",
        check=code[-10:],
        qr=code,
    )
    if not run(write_certificates([award], out, bundled())).made:
        raise SystemExit("not made")


if __name__ == "__main__":
    if sys.argv[1] == "batch":
        batch(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        one(Path(sys.argv[2]))
