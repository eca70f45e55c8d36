"""The built front end: files as they are, and the one page for every address of its own."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

PAGE: Final = "index.html"
_TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".pbf": "application/x-protobuf",
}
#: Vite puts a digest in the names of what stands here.
_LASTING: Final = "assets/"


class Pages:
    """Serves the files below one folder, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def serve(self, request: Request) -> Response:
        """Return the file at the path, or the page where the path names no file."""
        path = request.path_params["path"]
        found = self._file(path)
        if found is None and "." not in path.rpartition("/")[2]:
            found = self._file(PAGE)
        if found is None:
            return PlainTextResponse("not here", 404)
        lasting = path.startswith(_LASTING)
        cache = "public, max-age=31536000, immutable" if lasting else "no-cache"
        kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0]
        return FileResponse(
            found, media_type=kind or "application/octet-stream", headers={"Cache-Control": cache}
        )

    def _file(self, path: str) -> Path | None:
        try:
            found = (self._folder / path).resolve()
            inside = found.is_relative_to(self._folder) and found.is_file()
        except (OSError, ValueError):
            return None
        return found if inside else None
