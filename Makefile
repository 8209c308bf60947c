TSX := node_modules/.bin/tsx

.PHONY: help setup demo test bench wheel storybook

help:
	@echo 'make demo       run real flows, and see their cards'
	@echo 'make test       every kind of test there is'
	@echo 'make bench      our page against the built-in card of Metaflow, as ratios'
	@echo 'make wheel      the wheel, in dist/'
	@echo 'make storybook  every component in its situations, at http://localhost:6006'
	@echo 'make setup      install what the others need (they do it themselves)'

setup:
	@node scripts/setup.mjs

demo test bench wheel: setup
	@$(TSX) scripts/$@.ts

storybook: setup
	@node_modules/.bin/storybook dev -p 6006 --ci
