"""A page as the output of a cell: a frame that shares nothing with the notebook around it.

A notebook keeps its outputs and runs what is in them again when it is opened. So the page stands
in a frame without an origin: it reads nothing of the notebook, leaves no name in it, meets neither
its styles nor its module loader, and keeps its own policy. The one line that runs in the notebook
is the handler of the frame's ``load``, which every notebook runs that runs anything: it gives the
frame the height that the page posts, and the theme of the notebook where it is not the reader's.

A notebook that is not trusted, and most places that only show one, leave frames out. There the
plain summary behind the frame is what is read; the handler hides it.
"""

from __future__ import annotations

import html

START_HEIGHT = 320
"""Until the page says how high it is, and for good where a notebook runs no handlers."""

# Names are those of this one function. The frame is loaded anew when a notebook that shows only
# the cells in sight puts it back; the listener goes with a frame that was taken away.
_ON_LOAD = """
const frame = this, summary = frame.nextElementSibling, body = document.body;
const light = body.dataset.jpThemeLight ?? (body.classList.contains('vscode-dark') ? 'false'
  : body.classList.contains('vscode-light') ? 'true' : undefined);
if (light && frame.srcdoc.includes('data-theme=&quot;auto&quot;')
    && matchMedia('(prefers-color-scheme: dark)').matches !== (light === 'false'))
  frame.srcdoc = frame.srcdoc.replace('data-theme=&quot;auto&quot;',
    'data-theme=&quot;' + (light === 'false' ? 'dark' : 'light') + '&quot;');
if (summary) summary.style.display = 'none';
if (frame.listening) return;
const listen = ({ source, data }) => {
  if (!frame.isConnected) {
    window.removeEventListener('message', listen);
    frame.listening = false;
  } else if (source === frame.contentWindow && data?.type === 'PluginHeightCheck')
    frame.style.height = Math.min(Number(data.height) || 0, 100000) + 'px';
};
frame.listening = true;
window.addEventListener('message', listen);
"""
_HANDLER = " ".join(_ON_LOAD.split())


def frame_of_page(page: str, title: str) -> str:
    """A page as HTML for a cell.

    Parameters
    ----------
    page : str
        A page of `render_page`.
    title : str
        For those who hear the notebook.
    """
    return (
        f'<iframe title="{html.escape(title)}" onload="{_HANDLER}" '
        'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
        'allow="clipboard-write" '
        f'style="display:block;width:100%;height:{START_HEIGHT}px;border:0" '
        f'srcdoc="{page.replace("&", "&amp;").replace(chr(34), "&quot;")}"></iframe>'
        f"<div>{_summary_in(page)}</div>"
    )


def _summary_in(page: str) -> str:
    """The plain form, in which no element is a ``div``."""
    return page.partition("<div data-summary")[2].partition(">")[2].partition("</div>")[0]
