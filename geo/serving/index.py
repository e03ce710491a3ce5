"""The page that every browser gets first, with the style of the dashboard's own elements.

Streamlit would send the style with the page's elements, after the browser has begun to draw them
without it: everything would jump. So its page is answered here, with a link to the style.
"""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from geo.mapping.assets import version_of
from geo.serving.files import lifetime

TITLE = "<title>Streamlit</title>"


def routes(
    index: str, styles: Mapping[str, str], pages: Iterable[str], title: str, base_path: str = ""
) -> list[BaseRoute]:
    """Answers for each page's path ("" for the first) and for the styles.

    ``index`` is Streamlit's page, whose addresses are relative, ``styles`` are style sheets by the
    name of their file.
    """
    base = f"/{base_path.strip('/')}".rstrip("/")
    links = "".join(_link(name, text) for name, text in styles.items())
    page = index.replace("</head>", f"{links}  </head>", 1)
    page = page.replace(TITLE, f"<title>{title}</title>", 1)

    def answer_page(request: Request) -> Response:
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    def answer_style(request: Request) -> Response:
        style = styles[request.url.path.rpartition("/")[2]]
        kept = {"Cache-Control": lifetime(request.scope, version_of(style.encode()))}
        return Response(style, media_type="text/css", headers=kept)

    return [
        *(Route(f"{base}/{name}", answer_style) for name in styles),
        *(Route(f"{base}/{path}", answer_page) for path in pages),
    ]


def _link(name: str, style: str) -> str:
    return f'<link rel="stylesheet" href="./{name}?v={version_of(style.encode())}" />\n'
