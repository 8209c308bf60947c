/** Whether the page is the card's: in a notebook the address and the history are the notebook's. */
export const ownsPage = (inside: Element): boolean => {
  const root = inside.getRootNode();
  return root instanceof ShadowRoot && root.host.parentElement === root.ownerDocument.body;
};
