"""The prompt library: every pack and a leader's own prompts as one, with what they name checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.own_prompts import OWN_FRAMEWORK
from app.domain.packs import Pack, PackUnreadable, read_pack
from app.domain.prompts import Card, Framework, Library, Needs, Prompt

__all__ = [
    "OWN",
    "MergedLibrary",
    "Pack",
    "PackUnreadable",
    "exclusive_options",
    "merge",
    "read_pack",
    "toggled",
]

OWN = Framework(OWN_FRAMEWORK, "My own prompts", "Written by you in Settings")


@dataclass(frozen=True)
class MergedLibrary(Library):
    """A library that also knows which options go with no other."""

    exclusive: Mapping[str, frozenset[str]] = field(default_factory=dict)


def merge(packs: Sequence[Pack], own_prompts: Sequence[Prompt] = ()) -> MergedLibrary:
    """One library of several packs and a leader's own prompts, in that order.

    A re-worded copy stands right after the prompt it is based on. Raises PackUnreadable where ids
    repeat or something named is not there.
    """
    for place, pack in enumerate(packs):
        problems = _repeats(pack, packs[:place]) + _loose_ends(pack, packs)
        if problems:
            raise PackUnreadable(pack.name, problems)
    copies: dict[str, list[Prompt]] = {}
    for prompt in own_prompts:
        copies.setdefault(prompt.based_on or "", []).append(prompt)
    exclusive = {name: chosen for pack in packs for name, chosen in pack.exclusive.items()}
    prompts: list[Prompt] = []
    for prompt in (prompt for pack in packs for prompt in pack.prompts):
        prompts += [prompt, *copies.pop(prompt.id, [])]
    prompts += [prompt for left in copies.values() for prompt in left]
    exclusive |= {one.id: exclusive[one.based_on] for one in own_prompts if one.based_on in exclusive}
    return MergedLibrary(
        (*(one for pack in packs for one in pack.frameworks), *((OWN,) if own_prompts else ())),
        tuple(prompts),
        tuple(sorted((card for pack in packs for card in pack.cards), key=lambda card: card.quick_rank)),
        exclusive,
    )


def _repeats(pack: Pack, before: Sequence[Pack]) -> list[str]:
    found = []
    kinds: tuple[tuple[str, Callable[[Pack], list[str]]], ...] = (
        ("framework", lambda one: [framework.id for framework in one.frameworks]),
        ("prompt", lambda one: [prompt.id for prompt in one.prompts]),
        ("card", lambda one: [card.id for card in one.cards]),
        ("place of a card", lambda one: [str(card.quick_rank) for card in one.cards]),
        ("prompt on a card", lambda one: [name for card in one.cards for name in card.prompts]),
    )
    for what, ids in kinds:
        seen = {name for other in before for name in ids(other)}
        for name in ids(pack):
            if name in seen:
                found.append(f"{what} {name} is there twice")
            seen.add(name)
    return found


def _loose_ends(pack: Pack, packs: Sequence[Pack]) -> list[str]:
    prompts = {prompt.id: prompt for one in packs for prompt in one.prompts}
    cards = {card.id: card for one in packs for card in one.cards}
    frameworks = {framework.id for one in packs for framework in one.frameworks}
    found = [
        f"card {card.id} names {name}, which is no prompt"
        for card in pack.cards
        for name in card.prompts
        if name not in prompts
    ]
    found += [
        f"card {card.id} has the id of a prompt but holds others"
        for card in pack.cards
        if card.id in prompts and card.prompts != (card.id,)
    ]
    for prompt in pack.prompts:
        if prompt.framework not in frameworks:
            found.append(f"prompt {prompt.id} names a framework that is not there")
        if prompt.needs is not None:
            found += _needs_problems(prompt.id, prompt.needs, prompts, cards)
    return found


def _needs_problems(
    where: str, needs: Needs, prompts: Mapping[str, Prompt], cards: Mapping[str, Card]
) -> list[str]:
    if needs.card is not None:
        return [] if needs.card in cards else [f"prompt {where} needs card {needs.card}, which is not there"]
    wanted = prompts.get(needs.prompt or "")
    if wanted is None:
        return [f"prompt {where} needs prompt {needs.prompt}, which is not there"]
    known = {option.id for option in wanted.options}
    return [
        f"prompt {where} needs option {option} of {wanted.id}, which is not there"
        for option in (*needs.any_of, *needs.none_of)
        if option not in known
    ]


# ---- choosing among options


def exclusive_options(library: Library, prompt_id: str) -> frozenset[str]:
    """The options of a prompt that go with no other ("None of these")."""
    return (
        library.exclusive.get(prompt_id, frozenset()) if isinstance(library, MergedLibrary) else frozenset()
    )


def toggled(chosen: Sequence[str], option_id: str, exclusive: frozenset[str]) -> tuple[str, ...]:
    """The options chosen after one is ticked or unticked; an exclusive one clears the others and they it."""
    if option_id in chosen:
        return tuple(one for one in chosen if one != option_id)
    if option_id in exclusive:
        return (option_id,)
    return (*(one for one in chosen if one not in exclusive), option_id)
