"""The page around the cards of a preview: which card, of which run, and what went wrong."""

FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>Preview</title>
<style>
:root { color-scheme: light dark; font: 14px/20px system-ui, sans-serif; }
body { display: flex; flex-direction: column; height: 100dvh; margin: 0; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; padding: 8px 16px; }
#note { color: GrayText; }
#error { max-height: 60%; margin: 0; padding: 12px 16px; overflow: auto; background: #b42318;
  color: #fff; font: 13px/19px ui-monospace, monospace; white-space: pre-wrap; }
#error:empty, #note:empty { display: none; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
</style></head><body>
<header><b id="run">Rendering the cards</b><select id="cards" aria-label="Card" hidden></select>
<span id="note">What a step appends is shown as that run left it.</span></header>
<pre id="error" role="alert"></pre><iframe id="card" title="Card"></iframe>
<script>
const at = (id) => document.getElementById(id);
const [run, cards, error, card] = ['run', 'cards', 'error', 'card'].map(at);
let version = -1, place = 0;
function show() {
  const number = Math.max(0, cards.selectedIndex);
  place = card.contentWindow.scrollY;
  card.contentWindow.location.replace('/card/' + number + '?' + version);
}
// A card grows while it is drawn: the place is taken up as soon as there is room.
card.addEventListener('load', () => {
  const view = card.contentWindow, until = Date.now() + 3000, goal = place;
  const back = () => {
    if (goal === 0 || Date.now() > until) return;
    view.scrollTo(0, goal);
    if (Math.abs(view.scrollY - goal) > 1) setTimeout(back, 50);
  };
  back();
});
function take(state) {
  version = state.version;
  if (state.run) run.textContent = state.run;
  const chosen = Math.max(0, cards.selectedIndex);
  cards.replaceChildren(...state.cards.map(({ name }) => new Option(name)));
  cards.hidden = state.cards.length < 2;
  cards.selectedIndex = Math.min(chosen, state.cards.length - 1);
  tell(state);
  if (!state.error && state.cards.length > 0) show();
}
let latest;
function tell(state) {
  latest = state;
  const one = state.cards[Math.max(0, cards.selectedIndex)];
  error.textContent = state.error ?? one?.problem ?? '';
  card.hidden = Boolean(one?.problem);
}
cards.addEventListener('change', () => { tell(latest); show(); });
async function look() {
  try {
    const state = await (await fetch('/state')).json();
    if (state.version !== version && state.version > 0) take(state);
  } catch {
    error.textContent = 'The preview has ended.';
    version = -1;
  }
  setTimeout(look, 500);
}
look();
</script></body></html>
"""
