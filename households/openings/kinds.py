"""The kinds of files that the registry takes over, in the order in which they are entered."""

from .actions.certifying import enter_families, enter_people
from .actions.holding import enter_certificates, enter_placements, stand_for_cases
from .certifying import FAMILY_COLUMNS, PERSON_COLUMNS, judge_families, judge_people, not_placed
from .holding import CERTIFICATE_COLUMNS, PLACEMENT_COLUMNS, judge_certificates, judge_placements
from .shape import Kind

FAMILIES = Kind(
    code="families",
    title="零就业家庭",
    unit="户",
    columns=FAMILY_COLUMNS,
    control="期末零就业家庭（月报第44行）",
    judge=judge_families,
    enter=enter_families,
    counted=not_placed,
    note="切换日仍在册的零就业家庭，含已安置、尚未稳定就业结案的。身份证号填户主或任一成员的。",
)
PEOPLE = Kind(
    code="people",
    title="就业困难人员",
    unit="人",
    columns=PERSON_COLUMNS,
    control="期末登记认定就业困难人员（月报第19行）",
    judge=judge_people,
    enter=enter_people,
    note="切换日仍在册的人员，一人一行；多个类别写在一格内，用顿号隔开。",
)
CERTIFICATES = Kind(
    code="certificates",
    title="证件",
    unit="本",
    columns=CERTIFICATE_COLUMNS,
    control="在手证件数",
    judge=judge_certificates,
    enter=enter_certificates,
    note="切换日在持证人手中的证件；年检不合格、逾期未检的导入后为暂停使用，补检后由街道恢复。",
)
PLACEMENTS = Kind(
    code="placements",
    title="就业",
    unit="条",
    columns=PLACEMENT_COLUMNS,
    control="在业登记数",
    judge=judge_placements,
    enter=enter_placements,
    stand=stand_for_cases,
    note="切换日仍在业的就业；零就业家庭靠哪一次就业安置，由此算出。",
)
KINDS = (FAMILIES, PEOPLE, CERTIFICATES, PLACEMENTS)
