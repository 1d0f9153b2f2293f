"""The channel of a network that is over: into the archive only when a facilitator said so."""

from bot.dialogs import decision
from bot.network import Network
from bot.ports import Unit


def lets_go(unit: Unit, network: Network) -> bool:
    """Whether a facilitator said that the channel goes into the archive with the network."""
    asked = [(m.person, s.id) for m in network.facilitators for s in network.sessions]
    runs = [unit.run_of(who, decision.DIALOG.key, network.id, about) for who, about in asked]
    return any(run.answers.of(decision.ARCHIVE) is True for run in runs if run)
