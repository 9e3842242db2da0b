"""How many examples a random test tries: the profile of the run says it, a test only its share."""

from hypothesis import settings


def examples(per_hundred: int) -> settings:
    """Return settings for a law that wants more or fewer examples than others.

    Args:
        per_hundred: How many it tries where others try a hundred, as in `make test`; in a quick
            run, in which others try fewer, it tries as many fewer.
    """
    usual = settings.get_profile(settings.get_current_profile_name()).max_examples
    return settings(max_examples=max(1, usual * per_hundred // 100))
