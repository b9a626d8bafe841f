import type { Message } from "../text/message";
import type { Act, Block, ChangeLine, Choice, Page, PageState, Section } from "./page";

/** The page in one language; `text` says each sentence. */
export function renderedPage(page: Page, text: (said: Message) => string): Page<string> {
  const act = ({ label, off, ...rest }: Act): Act<string> => ({
    ...rest,
    label: text(label),
    ...(off ? { off: text(off) } : {}),
  });
  const acts = (all: readonly Act[] | undefined) => (all ? { acts: all.map(act) } : {});
  const choice = (of: Choice | undefined) => (of ? { choice: { ...of, label: text(of.label) } } : {});
  const state = ({ text: said, details, acts: ways, ...rest }: PageState): PageState<string> => ({
    ...rest,
    text: text(said),
    ...(details ? { details: details.map(text) } : {}),
    ...acts(ways),
  });
  const line = ({ what, from, to, follows, choice: tick, effect, leftOut }: ChangeLine): ChangeLine<string> => ({
    what: text(what),
    ...(from ? { from: text(from) } : {}),
    ...(to ? { to: text(to) } : {}),
    ...(effect ? { effect } : {}),
    ...(leftOut ? { leftOut } : {}),
    ...(follows ? { follows: { summary: text(follows.summary), lines: follows.lines.map(line) } } : {}),
    ...choice(tick),
  });
  const block = (of: Block): Block<string> => {
    switch (of.kind) {
      case "text":
        return { kind: of.kind, tone: of.tone, text: text(of.text), ...acts(of.acts) };
      case "list":
        return { ...of, items: of.items.map(text) };
      case "table":
        return {
          kind: of.kind,
          caption: text(of.caption),
          columns: of.columns.map(text),
          rows: of.rows.map((row) => row.map(text)),
        };
      case "changes":
        return { kind: of.kind, caption: text(of.caption), lines: of.lines.map(line) };
    }
  };
  const section = ({ heading, aside, choice: tick, blocks, sections, ...rest }: Section): Section<string> => ({
    ...rest,
    heading: text(heading),
    ...(aside ? { aside: text(aside) } : {}),
    ...choice(tick),
    blocks: blocks.map(block),
    ...(sections ? { sections: sections.map(section) } : {}),
  });
  return {
    title: text(page.title),
    facts: page.facts.map(({ name, value }) => ({ name: text(name), value: text(value) })),
    ...(page.status ? { status: text(page.status) } : {}),
    states: page.states.map(state),
    acts: page.acts.map(act),
    sections: page.sections.map(section),
  };
}
