"""Verbs: what each of a newsroom's verbs is done by, loaded when it is called.

A build that has nothing to do loads nothing that checks, updates or corrects.
"""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.newsroom.checking import check_project, fix_project
    from toolkit.newsroom.correcting import Correcting, correct_source
    from toolkit.newsroom.kept_answers import kept_answer
    from toolkit.newsroom.memories import see_memory
    from toolkit.newsroom.moving import follow_lives, move_document
    from toolkit.newsroom.publishing.built_files import lint_output
    from toolkit.newsroom.publishing.locale_editions import (
        LATER,
        localize_document,
        read_identified,
    )
    from toolkit.newsroom.publishing.publish import build_project
    from toolkit.newsroom.status import project_status
    from toolkit.newsroom.updating import (
        UpdateAnswer,
        UpdateReports,
        extract_templates,
        update_catalogs,
    )

__all__ = [
    "LATER",
    "Correcting",
    "UpdateAnswer",
    "UpdateReports",
    "build_project",
    "check_project",
    "correct_source",
    "extract_templates",
    "fix_project",
    "follow_lives",
    "kept_answer",
    "lint_output",
    "localize_document",
    "move_document",
    "project_status",
    "read_identified",
    "see_memory",
    "update_catalogs",
]

_ROOM = "toolkit.newsroom"
_HOMES = {
    **dict.fromkeys(
        ("LATER", "localize_document", "read_identified"), f"{_ROOM}.publishing.locale_editions"
    ),
    **dict.fromkeys(("Correcting", "correct_source"), f"{_ROOM}.correcting"),
    **dict.fromkeys(
        ("UpdateAnswer", "UpdateReports", "extract_templates", "update_catalogs"),
        f"{_ROOM}.updating",
    ),
    **dict.fromkeys(("follow_lives", "move_document"), f"{_ROOM}.moving"),
    "build_project": f"{_ROOM}.publishing.publish",
    **dict.fromkeys(("check_project", "fix_project"), f"{_ROOM}.checking"),
    "kept_answer": f"{_ROOM}.kept_answers",
    "lint_output": f"{_ROOM}.publishing.built_files",
    "project_status": f"{_ROOM}.status",
    "see_memory": f"{_ROOM}.memories",
}
__getattr__ = loader(__name__, _HOMES)
