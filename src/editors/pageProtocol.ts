/**
 * What host and page tell each other. A page shows what it gets and asks by the names that stand on it; the host checks
 * that they do, decides, asks the person and acts. No plan and no confirmation ever comes from a page.
 */
import type { Page, Section } from "../core/page/page";

/** A section within a section; one that has not changed is named only. */
export type SentSection = Section<string> | { readonly same: string };

type TopSection = Omit<Section<string>, "sections"> & { readonly sections?: readonly SentSection[] };

export interface SentPage extends Omit<Page<string>, "sections"> {
  readonly sections: readonly TopSection[];
}

export interface PageHostMessage {
  readonly type: "page";
  readonly page: SentPage;
  /** What the page is about, so that it can be opened again after the window was reloaded. */
  readonly about: string;
}

export type PageMessage =
  /** The frame has started, and knows nothing. */
  | { readonly type: "ready" }
  | { readonly type: "act"; readonly act: string }
  | { readonly type: "choose"; readonly ids: readonly string[]; readonly on: boolean };
