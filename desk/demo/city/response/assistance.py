"""The response to everything that was certified in a household, once all else about it is known."""

from desk.demo.city.homes import Home

from .care import Care
from .hands import Hands
from .plans import Plans
from .posts import Posts
from .promises import Papers, Promises
from .warnings import Warnings


class Assistance:
    def __init__(self, hands: Hands, papers: Papers) -> None:
        self.promises, self.plans, self.posts = Promises(hands, papers), Plans(hands), Posts(hands)
        self.care, self.warnings = Care(hands), Warnings(hands)

    def respond(self, home: Home) -> None:
        """Everything done for a home whose people and registrations have their keys."""
        for promised in home.promised:
            self.promises.make(home, promised)
            self.warnings.of_promise(home, promised)
        for spell in home.spells:
            self.plans.make(home, spell)
            self.posts.offer(home, spell)
            self.care.give(home, spell)
            self.warnings.of_contract(home, spell)
