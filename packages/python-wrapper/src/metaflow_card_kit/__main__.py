import sys

from metaflow_extensions.card_kit.command import main

sys.exit(main())
