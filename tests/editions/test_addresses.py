from urllib.parse import unquote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from tests.editions.articles import KK, PUBLIC, SITE, UG
from toolkit.editions.addresses import Addresses, article_path, index_path

SEGMENT = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=8)
DOCUMENT = st.lists(SEGMENT.filter(lambda each: each.strip(".")), min_size=1, max_size=4)


@given(DOCUMENT.map("/".join), DOCUMENT.map("/".join))
def test_a_relative_link_leads_where_the_absolute_address_does(source: str, target: str) -> None:
    page, other = article_path(source, KK), article_path(target, UG)
    addresses = Addresses(PUBLIC, page)
    assert urljoin(addresses.absolute(page), addresses.link(other)) == addresses.absolute(other)
    assert unquote(addresses.absolute(other)) == PUBLIC.base_url + other


def test_a_page_of_an_unknown_site_has_no_absolute_address() -> None:
    addresses = Addresses(SITE, index_path(KK))
    assert addresses.absolute(index_path(UG)) == ""
    assert addresses.canonical(index_path(UG)) == "../ug/index.html"


def test_a_name_like_a_scheme_is_no_scheme() -> None:
    addresses = Addresses(SITE, article_path("a", KK))
    assert addresses.link(article_path("javascript:b", KK)) == "javascript%3Ab.html"
