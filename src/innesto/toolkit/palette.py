"""The colours of Innesto and how well they can be read: WCAG 2.2, contrast of two colours.

The stylesheet is the source (assets/scss/_palette.scss); a test keeps this copy equal to it.
"""

COLOURS = {
    "vite-950": "#2a0d28",
    "vite-900": "#3a1437",
    "vite-800": "#512349",
    "vite-700": "#5a2055",
    "vite-600": "#743070",
    "vite-300": "#c79fc3",
    "vite-100": "#f1e5ef",
    "vite-50": "#faf6f9",
    "gemma-400": "#bcd84a",
    "gemma-200": "#e3efb3",
    "gemma-100": "#f1f7d8",
    "foglia-800": "#38560e",
    "foglia-700": "#436612",
    "foglia-500": "#6d9118",
    "ink": "#221a23",
    "ink-2": "#5a4f5b",
    "line-2": "#8d818c",
    "line": "#ddd6dc",
    "land": "#ece7eb",
    "wash": "#f7f5f7",
    "red-700": "#a3201c",
    "red-50": "#fdf0ee",
    "amber-700": "#8a4b00",
    "amber-50": "#fff6e3",
    "paper": "#fff",
}
# Colours that carry white text.
DARK = {"vite-950", "vite-900", "vite-800", "vite-700", "vite-600", "foglia-800", "foglia-700"}
DARK |= {"ink", "ink-2", "red-700", "amber-700"}

# What is written on what: text needs 4.5 to 1, graphics and borders of fields 3 to 1.
TEXTS = [
    *(("paper", ground) for ground in ("vite-950", "vite-900", "vite-700", "vite-600")),
    *(("ink", ground) for ground in ("paper", "wash", "gemma-200", "amber-50", "vite-50")),
    *(("ink-2", ground) for ground in ("paper", "wash", "vite-50", "amber-50")),
    *(("vite-700", ground) for ground in ("paper", "vite-100", "wash", "vite-50")),
    *(("vite-100", ground) for ground in ("vite-900", "vite-950")),
    *(("line", ground) for ground in ("vite-950",)),
    ("gemma-400", "vite-900"),
    ("vite-950", "gemma-400"),
    ("vite-900", "vite-100"),
    ("foglia-800", "gemma-100"),
    ("foglia-800", "gemma-200"),
    ("foglia-700", "paper"),
    ("red-700", "paper"),
    ("red-700", "red-50"),
    ("amber-700", "paper"),
    ("amber-700", "amber-50"),
]
GRAPHICS = [
    ("line-2", "paper"),
    ("foglia-500", "paper"),
    ("ink", "gemma-400"),
    ("gemma-400", "vite-900"),
    ("vite-600", "paper"),
]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours of the palette, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    figures = COLOURS[name].removeprefix("#")
    pairs = [figures[n : n + 2] if len(figures) == 6 else figures[n // 2] * 2 for n in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
