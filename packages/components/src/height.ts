/**
 * Tell a page around this one how high the card is, whenever that changes: Metaflow's UI stops
 * measuring an iframe for good once it has heard from it.
 */
export function postHeight(host: HTMLElement): () => void {
  const { defaultView: view, body } = host.ownerDocument;
  // In a notebook the frame holds more than this card.
  if (view === null || view.parent === view || host.parentElement !== body) return () => undefined;
  let posted = 0;
  const post = () => {
    const height = Math.ceil(host.getBoundingClientRect().height);
    if (height === posted) return;
    posted = height;
    view.parent.postMessage({ name: view.name, type: 'PluginHeightCheck', height }, '*');
  };
  const observer = new ResizeObserver(post);
  observer.observe(host);
  const repeat = () => {
    posted = 0;
    post();
  };
  // A notebook listens from the load of the frame on.
  view.addEventListener('load', () => setTimeout(repeat), { once: true });
  return () => observer.disconnect();
}
