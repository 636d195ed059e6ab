"""C10 Confidence and what happened: when I am sure, am I right?

Resolved means a final review with `happened` yes or no and a confidence given;
void, in part, still open and no confidence given are in the caption only.

Figures: `resolved`, `happened` (counts), `mean_confidence` and
`happened_percent` (0-100), `gap_points` (the first less the second), `brier`,
`half_yardstick` (always saying 50 %), `own_rate_yardstick` (r(1 - r)), `bands`
(band, n, said_percent, happened, range_percent by Wilson, hollow), and what is
left out: `void`, `part`, `open`, `unsaid`.
"""

from app.domain.entries import Happened
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.forecasts import BANDS, HALF_YARDSTICK, HOLLOW_BELOW, Settled, settled
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import wilson
from app.patterns.reviews import REVIEWED, final_reviews
from app.patterns.series import Band, BarRow, Bars, Calibration, Category, Mark, Picture, Table
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    counted_table,
    plural,
    range_words,
    whole,
)

_FORECASTS = Counts(Fact.FORECAST)
_UNSAID = Counts(Fact.UNSAID)
_EARLY_BELOW = 30
_CAUTION = (
    "These are your chosen forecasts, not a sample. Easy ones raise the figure. "
    "It tells you about these words, not about your worth."
)


def _settled(findings: Findings) -> Settled:
    return settled(findings.counts.get(_FORECASTS, CountsFound()).by_value)


def _left_out(findings: Findings) -> dict[str, int]:
    reviewed = findings.counts.get(REVIEWED, CountsFound())
    return {
        "void": reviewed.of(Happened.VOID.value),
        "part": reviewed.of(Happened.PART.value),
        "open": reviewed.of(Happened.OPEN.value),
        "unsaid": findings.counts.get(_UNSAID, CountsFound()).answered,
    }


def _count(findings: Findings) -> Counted:
    forecasts, left_out = _settled(findings), _left_out(findings)
    n = forecasts.n
    of = max(n, final_reviews(findings) + left_out["open"])
    figures: dict[str, object] = {
        "resolved": n,
        "happened": forecasts.happened,
        "mean_confidence": forecasts.mean_said,
        "happened_percent": forecasts.happened_percent,
        "gap_points": forecasts.gap,
        "brier": forecasts.brier,
        "half_yardstick": HALF_YARDSTICK,
        "own_rate_yardstick": forecasts.own_rate_yardstick,
        "bands": [_band_figure(forecasts.within(*band), band) for band in BANDS],
        **left_out,
    }
    from_ten = ("mean_confidence", "happened_percent", "gap_points", "brier", "half_yardstick",
                "own_rate_yardstick")  # fmt: skip
    return Counted(
        n=n,
        of=of,
        caption=_caption(n, of, left_out),
        everything=Behind(Fact.FORECAST),
        figures=figures,
        held_back={**dict.fromkeys(from_ten, n >= PERCENT_FROM), "bands": n >= TREND_FROM},
    )


def _caption(n: int, of: int, left_out: dict[str, int]) -> str:
    if not of:
        return "There are no reviews in this period."
    words = {
        "void": "overtaken",
        "part": "in part",
        "open": "still open",
        "unsaid": "rather not say how sure",
    }
    named = ", ".join(f"{k} {words[key]}" for key, k in left_out.items() if k)
    said = f"{n} of {of} {plural(of, 'review', 'reviews')} settled a forecast."
    return f"{said} Left out: {named}." if named else said


def _range_percent(band: Settled) -> list[float] | None:
    return [100 * end for end in wilson(band.happened, band.n)] if band.n else None


def _band_figure(band: Settled, ends: tuple[int, int]) -> dict[str, object]:
    return {
        "band": f"{ends[0]}-{ends[1]}",
        "n": band.n,
        "said_percent": band.mean_said,
        "happened": band.happened,
        "range_percent": _range_percent(band),
        "hollow": band.n < HOLLOW_BELOW,
    }


def _say(findings: Findings) -> Said:
    forecasts = _settled(findings)
    if forecasts.n < PERCENT_FROM:
        sentence = (
            f"What you expected happened in {forecasts.happened} of {forecasts.n}. What were you surest of?"
        )
        return Said(sentence, _results_table(forecasts), _results(forecasts), (_CAUTION,))
    notes = (*_other_bands(forecasts), _brier_note(forecasts), *_early(forecasts), _CAUTION)
    if forecasts.n < TREND_FROM:
        sentence = f"{_on_average(forecasts)} What were you surest of?"
        return Said(sentence, _results_table(forecasts), _results(forecasts), notes)
    band = _fullest(forecasts)
    return Said(
        sentence=f"{_on_average(forecasts)} {_band_words(forecasts.within(*band), band)}",
        table=_bands_table(forecasts),
        pictures=(_calibration(forecasts),),
        notes=notes,
    )


def _on_average(forecasts: Settled) -> str:
    said, happened = forecasts.mean_said or 0.0, forecasts.happened_percent or 0.0
    return f"You said {whole(said)}% on average; it happened {whole(happened)}% of the time."


def _brier_note(forecasts: Settled) -> str:
    return (
        f"Brier figure {forecasts.brier or 0.0:.2f}. Always saying 50% gives {HALF_YARDSTICK:.2f}; always "
        f"saying your own overall rate gives {forecasts.own_rate_yardstick or 0.0:.2f}. Lower is closer."
    )


def _early(forecasts: Settled) -> tuple[str, ...]:
    return ("Early; one result can move this a lot.",) if forecasts.n < _EARLY_BELOW else ()


def _fullest(forecasts: Settled) -> tuple[int, int]:
    """The band with most forecasts, the higher of equals."""
    return max(BANDS, key=lambda band: (forecasts.within(*band).n, band))


def _is_outside(band: Settled) -> bool:
    """Whether what was said lies outside the range of what happened."""
    low, high = wilson(band.happened, band.n)
    return not low * 100 <= (band.mean_said or 0.0) <= high * 100


def _band_words(band: Settled, ends: tuple[int, int]) -> str:
    said = band.mean_said or 0.0
    start = (
        f"In the {ends[0]}–{ends[1]} band you said {whole(said)}% on average; {band.happened} of {band.n} "
        f"happened ({range_words(band.happened, band.n)})"
    )
    if not _is_outside(band):
        return f"{start}. That range includes what you said."
    if 100 * band.happened < said * band.n:
        return f"{start}, which is lower than you said. What made these feel surer than they were?"
    return f"{start}, which is higher than you said. What made these feel less sure than they were?"


def _other_bands(forecasts: Settled) -> tuple[str, ...]:
    """Bands beside the fullest whose range leaves out what was said."""
    if forecasts.n < TREND_FROM:
        return ()
    named = _fullest(forecasts)
    return tuple(
        _band_words(forecasts.within(*band), band)
        for band in BANDS
        if band != named
        and forecasts.within(*band).n >= HOLLOW_BELOW
        and _is_outside(forecasts.within(*band))
    )


def _behind(forecasts: Settled, *happened: int) -> Behind:
    """Forecasts that happened (1) or did not (0); a band without forecasts still names its own values."""
    return Behind(
        Fact.FORECAST, tuple(percent * 10 + o for percent in sorted(forecasts.said) for o in happened)
    )


def _results(forecasts: Settled) -> tuple[Picture, ...]:
    rows = tuple(
        BarRow(name, right=Mark(f"{name}: {k} of {forecasts.n}", k, "forecasts", behind))
        for name, k, behind in _result_rows(forecasts)
    )
    return (Bars("What became of what you expected", rows, right=Category("forecasts", "Decisions", 0)),)


def _result_rows(forecasts: Settled) -> tuple[tuple[str, int, Behind], ...]:
    return (
        ("Happened", forecasts.happened, _behind(forecasts, 1)),
        ("Did not happen", forecasts.n - forecasts.happened, _behind(forecasts, 0)),
    )


def _results_table(forecasts: Settled) -> Table:
    table = counted_table("What you expected", "Decisions", _result_rows(forecasts), forecasts.n)
    if forecasts.n < PERCENT_FROM:
        return table
    said, gap = forecasts.mean_said or 0.0, forecasts.gap or 0.0
    more = (
        ("You said, on average", "–", f"{whole(said)}%"),
        ("Gap, said less happened", "–", f"{gap:+.1f} points".replace("-", "−")),
        ("Brier figure", "–", f"{forecasts.brier or 0.0:.2f}"),
    )
    return Table(table.headers, (*table.rows, *more), (*table.behind, None, None, None))


def _band_behind(ends: tuple[int, int]) -> Behind:
    return Behind(Fact.FORECAST, tuple(p * 10 + o for p in range(ends[0], ends[1] + 1) for o in (0, 1)))


def _band(forecasts: Settled, ends: tuple[int, int]) -> Band:
    band = forecasts.within(*ends)
    label = f"{ends[0]}–{ends[1]}"
    hollow = band.n < HOLLOW_BELOW
    said = "no forecasts" if not band.n else f"{band.happened} of {band.n} happened"
    if hollow and band.n:
        said += ", too few"
    low, high = _range_percent(band) or (None, None)
    return Band(
        label=label,
        n=band.n,
        said=band.mean_said,
        happened=band.happened_percent,
        range_low=low,
        range_high=high,
        hollow=hollow,
        mark=Mark(f"{label}: {said}", band.n, "band", _band_behind(ends)),
    )


def _calibration(forecasts: Settled) -> Calibration:
    return Calibration("Said and happened", tuple(_band(forecasts, band) for band in BANDS))


def _bands_table(forecasts: Settled) -> Table:
    rows = tuple(_band_row(forecasts.within(*band), band) for band in BANDS)
    everything = ("All", str(forecasts.n), f"{whole(forecasts.mean_said or 0.0)}%", str(forecasts.happened),
                  f"{whole(forecasts.happened_percent or 0.0)}%", "–")  # fmt: skip
    return Table(
        ("Band", "Forecasts", "Said on average", "Happened", "Share", "Range"),
        (*rows, everything),
        (*(_band_behind(band) for band in BANDS), Behind(Fact.FORECAST)),
    )


def _band_row(band: Settled, ends: tuple[int, int]) -> tuple[str, ...]:
    label = f"{ends[0]}–{ends[1]}"
    if not band.n:
        return (label, "0", "–", "–", "–", "–")
    said = f"{whole(band.mean_said or 0.0)}%"
    if band.n < HOLLOW_BELOW:
        return (label, str(band.n), said, str(band.happened), "too few", "–")
    share = f"{whole(band.happened_percent or 0.0)}%"
    return (label, str(band.n), said, str(band.happened), share, range_words(band.happened, band.n))


pattern = Pattern(
    chart="C10",
    title="Confidence and what happened",
    question="When I am sure, am I right?",
    asks=(_FORECASTS, _UNSAID, REVIEWED),
    count=_count,
    say=_say,
    empty=(
        "Say how sure you are when you decide and what happened when you look again, "
        "and the two will stand beside each other here."
    ),
    frameworks=("decision-quality",),
    about=(
        "Counts final reviews that say yes or no to what you expected, where you had said how sure you were. "
        "From ten, the gap is what you said on average less what happened, and the Brier figure (Brier, 1950) "
        "is the average squared distance between them. From twenty, forecasts are grouped into five bands; "
        "a band with fewer than three is drawn hollow. Ranges are Wilson ranges (Wilson, 1927), made to hold "
        "95 times in 100."
    ),
    source=(
        "Decision-journal practice (not from Scott, Harris & Florek): Tetlock & Gardner (2015) on calibration; "
        "Brier (1950); Wilson (1927)"
    ),
)
