"""Every record there is, parents before their children; one line makes a new register."""

from __future__ import annotations

from shipu_desk.domain.awards import Award, AwardEvent, Printing, Round
from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.members import Member, Post
from shipu_desk.domain.merchants import Industry, Merchant, StageMove
from shipu_desk.domain.places import Cluster, ClusterMerchant, Street
from shipu_desk.domain.records import Record, name_of
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit

RECORDS: tuple[type[Record], ...] = (
    Settings,
    Clerk,
    Unit,
    Member,
    Post,
    Duty,
    Progress,
    Street,
    Industry,
    Merchant,
    StageMove,
    Cluster,
    ClusterMerchant,
    Round,
    Award,
    AwardEvent,
    Printing,
    Bulletin,
    Article,
)
BY_NAME: dict[str, type[Record]] = {name_of(record): record for record in RECORDS}
BY_PLURAL: dict[str, type[Record]] = {record.PLURAL: record for record in RECORDS}
