"""Small pictures as SVG text: a value from one to five as dots."""

FULL, HALF, EMPTY = "●", "◐", "○"
_SIZE, _GAP = 20, 8


def dots(value: float) -> str:
    """A value from 0 to 5 in half steps, as characters."""
    halves = round(value * 2)
    return "".join(
        FULL if halves >= 2 * n else HALF if halves == 2 * n - 1 else EMPTY for n in range(1, 6)
    )


def dots_svg(value: float) -> str:
    """The same as a picture; it takes the colour of the text around it."""
    step, middle = _SIZE + _GAP, _SIZE / 2 + 2
    width, height = 5 * step - _GAP + 4, _SIZE + 4
    shapes = []
    for n, dot in enumerate(dots(value)):
        x = middle + n * step
        circle = f'<circle cx="{x:g}" cy="{middle:g}" r="9"'
        ring = f'{circle} fill="none" stroke="currentColor" stroke-width="2"/>'
        disc = f'{circle} fill="currentColor"/>'
        half = f'<path d="M{x:g} {middle - 9:g}a9 9 0 0 0 0 18z" fill="currentColor"/>'
        shapes.append(ring + {FULL: disc, HALF: half, EMPTY: ""}[dot])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">{"".join(shapes)}</svg>'
    )
