from metaflow_extensions.card_kit import alias
from metaflow_extensions.card_kit.cards import CARDS as CARDS

alias.install()
