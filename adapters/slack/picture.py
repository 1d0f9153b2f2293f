"""A drawing as the picture that Slack can show: it takes PNG, not SVG."""

import resvg_py

_SHARP = 3  # times the drawing's own size, for screens with small dots


def png(svg: str) -> bytes:
    """The drawing, dark on white: it is looked at on dark screens as well. Raises ValueError."""
    drawn = svg.replace("currentColor", "#1d1c1d")
    return resvg_py.svg_to_bytes(
        svg_string=drawn, background="#ffffff", zoom=_SHARP, skip_system_fonts=True
    )
