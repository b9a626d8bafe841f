/** Where a popup hangs: the box of a cell or button. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

export function anchorOf(element: Element | null): Anchor {
  const { left, top, bottom, width } = element?.getBoundingClientRect() ?? { left: 8, top: 8, bottom: 8, width: 0 };
  return { left, top, bottom, width };
}

/** Puts a popup below its anchor, above where there is no room below, and always inside the window. */
export function place(popup: HTMLElement, anchor: Anchor): void {
  const { offsetWidth, offsetHeight, style } = popup;
  const [width, height] = [window.innerWidth, window.innerHeight];
  style.left = `${Math.max(4, Math.min(anchor.left, width - offsetWidth - 4))}px`;
  const below = anchor.bottom + offsetHeight <= height - 4;
  const above = anchor.top - offsetHeight >= 4;
  const top = below ? anchor.bottom : above ? anchor.top - offsetHeight : height - offsetHeight - 4;
  style.top = `${Math.max(4, top)}px`;
}
