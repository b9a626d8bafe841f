import type { Page, Section } from "../../core/page/page";
import type { SentPage } from "../../editors/pageProtocol";

/** The page as sent, with the sections that were only named; those stay the same objects, so that they are not drawn anew. */
export function received(before: Page<string> | undefined, sent: SentPage): Page<string> {
  const known = new Map<string, Section<string>>();
  for (const section of before?.sections ?? []) for (const inner of section.sections ?? []) known.set(inner.id, inner);
  const sections = sent.sections.map(({ sections: inner, ...section }): Section<string> => {
    if (!inner) return section;
    const whole = inner.flatMap((each) => ("same" in each ? (known.get(each.same) ?? []) : [each]));
    return { ...section, sections: whole };
  });
  return { ...sent, sections };
}
