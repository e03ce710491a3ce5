"""The page that every browser gets first, with the style of the dashboard's own elements.

Streamlit would send the style with the page's elements, after the browser has begun to draw them
without it: everything would jump. So its page is answered here, with a link to the style.
"""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from geo.mapping.assets import version_of
from geo.serving.files import lifetime

STYLE = "pages.css"
TITLE = "<title>Streamlit</title>"


def routes(
    index: str, style: str, pages: Iterable[str], title: str, base_path: str = ""
) -> list[BaseRoute]:
    """Answers for each page's path ("" for the first) and for the style.

    ``index`` is Streamlit's page, whose addresses are relative, ``style`` a style sheet.
    """
    base = f"/{base_path.strip('/')}".rstrip("/")
    version = version_of(style.encode())
    link = f'<link rel="stylesheet" href="./{STYLE}?v={version}" />\n  </head>'
    page = index.replace("</head>", link, 1).replace(TITLE, f"<title>{title}</title>", 1)

    def answer_page(request: Request) -> Response:
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    def answer_style(request: Request) -> Response:
        kept = {"Cache-Control": lifetime(request.scope, version)}
        return Response(style, media_type="text/css", headers=kept)

    return [
        Route(f"{base}/{STYLE}", answer_style),
        *(Route(f"{base}/{path}", answer_page) for path in pages),
    ]
