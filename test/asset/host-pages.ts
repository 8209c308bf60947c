/** Pages of hosts around a card: frames of several kinds, a notebook's loader, a view of outputs. */

export const HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

/** What a module loader (AMD) on the page of a notebook looks like to scripts. */
export const LOADER_OF_MODULES =
  '<script>window.define = (...given) => { window.defined = given; }; window.define.amd = {};' +
  ' window.require = () => { throw new Error("required"); };</script>';

/** The policy of the view in which VS Code shows outputs. */
export const VIEW_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' https: http: data:; font-src 'self' https:; " +
  'connect-src https:; child-src https: data: blob:';

/** A card in a frame: of the page's origin, of another one, or of none. */
export function inFrame(kind: 'same' | 'other' | 'sandbox', address: string): string {
  const sandbox = kind === 'sandbox' ? 'sandbox="allow-scripts"' : '';
  const origin = kind === 'other' ? '//localhost:${location.port}' : '';
  return (
    `${HEAD}<title>Frame</title><iframe ${sandbox} width="900" height="700"></iframe><script>` +
    `document.querySelector('iframe').src = \`${origin}${address}\`;</script>`
  );
}

/** An output of a notebook in a view as VS Code has: its policy, its classes, its sandbox around. */
export function inView(cell: string, theme: 'dark' | 'light' | 'high-contrast' = 'dark'): string {
  const text = JSON.stringify(cell).replaceAll('<', '\\u003c');
  const view =
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${VIEW_POLICY}">` +
    '<meta charset="utf-8"><link rel="icon" href="data:,">' +
    `<body class="vscode-${theme}" data-vscode-theme-kind="vscode-${theme}"><div id="cell"></div>` +
    `<script>const output = document.createElement('div');
      output.attachShadow({ mode: 'open' }).innerHTML = ${text};
      document.querySelector('#cell').append(output);</script>`;
  const escaped = view.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return (
    `${HEAD}<title>View</title><iframe sandbox="allow-scripts allow-same-origin allow-forms ` +
    `allow-pointer-lock allow-downloads" width="900" height="700" srcdoc="${escaped}"></iframe>`
  );
}
