from metaflow_extensions.card_kit.alias import install
from metaflow_extensions.card_kit.cards.kinds import CARDS  # noqa: F401  (Metaflow reads it here)

install()
