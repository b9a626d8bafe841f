import type { Page, Section } from "../../core/page/page";
import type { SentPage, SentSection } from "../pageProtocol";

/** What a frame has been sent, so that of thousands of sections only those go again that read otherwise. */
export class SentSections {
  private known = new Map<string, string>();

  /** A frame that has just started knows nothing. */
  forget(): void {
    this.known = new Map();
  }

  send(page: Page<string>): SentPage {
    const now = new Map<string, string>();
    const sent = (section: Section<string>): SentSection => {
      const text = JSON.stringify(section);
      now.set(section.id, text);
      return this.known.get(section.id) === text ? { same: section.id } : section;
    };
    const sections = page.sections.map(({ sections: inner, ...section }) => ({
      ...section,
      ...(inner ? { sections: inner.map(sent) } : {}),
    }));
    this.known = now;
    return { ...page, sections };
  }
}
